"""What people have yet to decide stands in the pages of the project, and nowhere on the site."""

from __future__ import annotations

from pathlib import Path

from annotated_reader.edits import undecided
from tests.site_building import Copy


def test_the_site_shows_what_a_person_wrote_and_not_the_text_that_is_undecided(tmp_path: Path) -> None:
    copy = Copy(tmp_path, articles=False)
    copy.make_up(2)
    page = sorted(copy.pages.glob("*.md"))[0]
    text = page.read_text("utf-8")
    boxed = undecided.box(["守灯人写的一句。"], "第零座灯塔塌了。\n\n- 没有人知道")
    head = f"title: 灯塔之初\n{undecided.LINE}title: 灯塔之末\n"
    text = text.replace("title: 灯塔之0000\n", head) + f"\n{boxed}\n\n守灯人写的一句。\n"
    page.write_text(text, "utf-8")
    built = copy.build()
    assert built.returncode == 0, built.stderr
    files = [
        path for path in copy.site.rglob("*") if path.suffix in (".html", ".json", ".jsonld", ".xml", ".md")
    ]
    published = {path: path.read_text("utf-8") for path in files}
    (shown,) = [each for path, each in published.items() if path.parent.name == page.stem]
    assert "灯塔之初" in shown and "守灯人写的一句。" in shown
    for path, content in published.items():
        for words in ("塌了", "没有人知道", "灯塔之末", undecided.OPEN):
            assert words not in content, path
