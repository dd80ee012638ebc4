"""Kept pages: whatever was changed, a build that takes them gives the bytes of one that does not."""

from __future__ import annotations

import ast
import inspect
import os
import random
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeGuard

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure import pages as pages_module
from mkdocs.structure.pages import Page

from annotated_reader.site import search
from annotated_reader.site.kept import Kept, Store
from tests.site_building import Copy

ARTICLES = 5
"""Of those of the demonstration, so that a build takes a second."""


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    """A small site in a folder of its own, without the index of the search, which has tests of its own."""
    made = Copy(tmp_path / "copy") if (tmp_path / "copy").mkdir() is None else None
    assert made is not None
    for page in sorted(made.pages.glob("*.md"))[ARTICLES:]:
        page.unlink()
        shutil.rmtree(made.root / "docs" / "annotations" / page.stem, ignore_errors=True)
    monkeypatch.chdir(made.root)
    monkeypatch.setenv("SITE_URL", "https://reader.example/repo/")
    monkeypatch.setattr(search, "build_index", lambda site, *_: (site / search.FOLDER).mkdir(exist_ok=True))
    return made


def built(copy: Copy, target: str, *, keep: bool, serve: bool = False) -> dict[str, bytes]:
    """Build the site into ``target`` and return its files."""
    os.environ["KEEP_PAGES"] = str(keep).lower()
    config = load_config(str(copy.root / "mkdocs.yml"), site_dir=str(copy.root / target))
    config.plugins.on_startup(command="serve" if serve else "build", dirty=False)
    try:
        build(config)
    finally:
        del os.environ["KEEP_PAGES"]
        config.plugins.on_shutdown()
    folder = copy.root / target
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def assert_same(copy: Copy) -> None:
    """Assert that kept pages and pages made anew are the same, and that all files are."""
    warm, anew = built(copy, "site", keep=True), built(copy, "anew", keep=False)
    assert warm.keys() == anew.keys()
    assert [name for name in warm if warm[name] != anew[name]] == []


def kept(copy: Copy) -> dict[str, int]:
    """Return the kept pages with the times at which they were written."""
    places = (copy.root / ".cache" / "pages").glob("??/*")
    return {place.name: place.stat().st_mtime_ns for place in places}


def put(place: Path, old: str, new: str) -> None:
    """Replace the first ``old`` in a file, which must have it."""
    text = place.read_text("utf-8")
    assert old in text, (place, old)
    place.write_text(text.replace(old, new, 1), "utf-8")


def pages(copy: Copy) -> list[Path]:
    return sorted(copy.pages.glob("*.md"))


def edit_text(copy: Copy, dice: random.Random) -> None:
    page = dice.choice(pages(copy))
    page.write_text(page.read_text("utf-8") + f"\n汤加的第{dice.randrange(99)}座灯塔亮了。\n", "utf-8")


def edit_title(copy: Copy, dice: random.Random) -> None:
    put(dice.choice(pages(copy)), "title: ", f"title: 又一篇{dice.randrange(99)}，")


def add_article(copy: Copy, dice: random.Random) -> None:
    page = dice.choice(pages(copy))
    slug = f"2019-01-0{dice.randrange(1, 9)}-new-{dice.randrange(999)}"
    text = page.read_text("utf-8").replace(f"slug: {page.stem}", f"slug: {slug}")
    (copy.pages / f"{slug}.md").write_text(text, "utf-8")


def take_article(copy: Copy, dice: random.Random) -> None:
    page = dice.choice(pages(copy))
    page.unlink()
    shutil.rmtree(copy.root / "docs" / "annotations" / page.stem, ignore_errors=True)


def add_note(copy: Copy, dice: random.Random) -> None:
    folder = copy.root / "docs" / "annotations" / dice.choice(pages(copy)).stem
    folder.mkdir(parents=True, exist_ok=True)
    note = f"---\nkind: tag\ntags: [汤加, 灯塔{dice.randrange(3)}]\nby: xu\n---\n整篇都在说海缆。\n"
    (folder / f"2025-01-01-{dice.randrange(999)}.md").write_text(note, "utf-8")


def take_note(copy: Copy, dice: random.Random) -> None:
    notes = sorted((copy.root / "docs" / "annotations").glob("*/*.md"))
    if notes:
        dice.choice(notes).unlink()


def edit_gloss(copy: Copy, dice: random.Random) -> None:
    put(
        copy.root / "docs" / "vocabulary.yaml",
        "gloss: 南太平洋岛国",
        f"gloss: 第{dice.randrange(99)}次说的岛国",
    )


def edit_variants(copy: Copy, dice: random.Random) -> None:
    put(copy.root / "docs" / "vocabulary.yaml", "variants: [", f"variants: [灯塔{dice.randrange(99)}号, ")


def edit_template(copy: Copy, dice: random.Random) -> None:
    put(copy.root / "theme" / "partials" / "bar.html", "<header", f"<!-- {dice.random()} --><header")


def edit_configuration(copy: Copy, dice: random.Random) -> None:
    put(copy.root / "mkdocs.yml", "site_name: ", f"site_name: {dice.randrange(99)}")


def link_to_article(copy: Copy, dice: random.Random) -> None:
    page, other = dice.sample(pages(copy), 2)
    page.write_text(page.read_text("utf-8") + f"\n见[那一篇]({other.name}#text)。\n", "utf-8")


def damage(copy: Copy, dice: random.Random) -> None:
    kept_pages, found = (copy.root / ".cache").glob("pages/??/*"), (copy.root / ".cache").glob("found/*/*")
    for place in (*dice.sample(sorted(kept_pages), 9), *dice.sample(sorted(found), 9)):
        content = place.read_bytes()
        cut = dice.randrange(len(content))
        place.write_bytes(dice.choice([content[:cut], content[:cut] + b"x" + content[cut + 1 :], b""]))


def litter(copy: Copy, dice: random.Random) -> None:
    """Do to the built site what a person or another program may."""
    files = sorted(path for path in (copy.root / "site").rglob("*") if path.is_file())
    for path in dice.sample(files, 6):
        dice.choice([path.unlink, lambda path=path: path.write_bytes(b"other")])()
    (copy.root / "site" / "articles" / "foreign.html").write_text("not ours", "utf-8")


def forget(copy: Copy, dice: random.Random) -> None:
    shutil.rmtree(copy.root / ".cache" / "pages")


CHANGES: list[Callable[[Copy, random.Random], None]] = [
    edit_text,
    edit_title,
    add_article,
    take_article,
    add_note,
    take_note,
    edit_gloss,
    edit_variants,
    edit_template,
    edit_configuration,
    link_to_article,
    damage,
    litter,
]


@pytest.mark.parametrize("seed", range(int(os.environ.get("KEPT_SEEDS", "1"))))
def test_after_any_change_kept_pages_are_what_pages_made_anew_are(copy: Copy, seed: int) -> None:
    dice = random.Random(seed)
    assert_same(copy)
    for change in dice.sample(CHANGES, len(CHANGES)):
        change(copy, dice)
        assert_same(copy)


def test_a_second_build_writes_no_kept_page_again(copy: Copy) -> None:
    built(copy, "site", keep=True)
    before = kept(copy)
    assert len(before) > ARTICLES
    built(copy, "site", keep=True)
    assert kept(copy) == before


def test_kept_pages_that_are_taken_away_during_a_build_are_made_after_all(
    copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew = built(copy, "anew", keep=False)
    built(copy, "site", keep=True)
    monkeypatch.setattr(Store, "again", lambda *_: None)
    for page in (copy.root / "site").rglob("*.html"):
        page.unlink()
    assert built(copy, "site", keep=True) == anew


SECRET = re.compile(rb"data-token=\"([^\"]+)\"|'nonce-([^']+)'")


def test_pages_of_a_server_are_kept_without_what_only_its_run_may_know(
    copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = built(copy, "site", keep=True, serve=True)
    before = kept(copy)
    adding = sys.modules["hooks/adding.py"]  # another run has others
    for name, value in {"TOKEN": "T" * 43, "NONCE": "N" * 43, "SECRETS": ("T" * 43, "N" * 43)}.items():
        monkeypatch.setattr(adding, name, value)
    again, anew = (built(copy, name, keep=name == "site", serve=True) for name in ("site", "anew"))
    assert kept(copy) == before and len(before) > ARTICLES
    bare = [{name: SECRET.sub(b"", text) for name, text in found.items()} for found in (again, anew)]
    assert bare[0] == bare[1]
    pages_ = [found[f"articles/{pages(copy)[0].stem}/index.html"] for found in (first, again)]
    secrets = [{value for pair in SECRET.findall(page) for value in pair if value} for page in pages_]
    assert [len(each) for each in secrets] == [2, 2] and not secrets[0] & secrets[1]
    stored = [place.read_bytes() for place in (copy.root / ".cache").rglob("*") if place.is_file()]
    assert not [text for text in stored for secret in set.union(*secrets) if secret in text]


def test_folders_named_in_full_make_no_page_anew(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    built(copy, "site", keep=True)
    before = kept(copy)
    monkeypatch.setenv("READER_DOCS", str(copy.root / "docs"))
    monkeypatch.setenv("READER_SOURCES", str(copy.root / "sources"))
    monkeypatch.setenv("READER_IMAGES", str(copy.root / "images"))
    built(copy, "site", keep=True)
    assert kept(copy) == before


def test_a_note_makes_only_the_pages_anew_that_show_it(copy: Copy) -> None:
    built(copy, "site", keep=True)
    before = kept(copy)
    note = copy.root / "docs" / "annotations" / pages(copy)[0].stem / "2025-02-02-xu.md"
    note.parent.mkdir(exist_ok=True)
    note.write_text("一句话。\n", "utf-8")
    built(copy, "site", keep=True)
    made = [name for name, time in kept(copy).items() if before.get(name) != time]
    assert 0 < len(made) < len(before) / 3


def test_what_is_said_of_a_page_is_said_each_time(copy: Copy, caplog: pytest.LogCaptureFixture) -> None:
    page = pages(copy)[0]
    page.write_text(page.read_text("utf-8") + "\n见[无此页](no-such-page.md)。\n", "utf-8")
    for _ in range(2):
        caplog.clear()
        built(copy, "site", keep=True)
        assert "no-such-page.md" in caplog.text


def test_a_link_to_a_page_that_went_is_told_of_though_its_own_page_is_kept(
    copy: Copy, caplog: pytest.LogCaptureFixture
) -> None:
    one, other = pages(copy)[:2]
    one.write_text(one.read_text("utf-8") + f"\n见[那一篇]({other.name})。\n", "utf-8")
    built(copy, "site", keep=True)
    other.unlink()
    shutil.rmtree(copy.root / "docs" / "annotations" / other.stem, ignore_errors=True)
    caplog.clear()
    built(copy, "site", keep=True)
    assert other.name in caplog.text


def test_a_page_comes_back_as_it_was_put_and_a_damaged_one_not_at_all(tmp_path: Path) -> None:
    page = Kept(
        "own", ((("map",), ("item", "灯塔")),), "answers", ("a",), {"b.md": {"c": "b.md#c"}}, "<p>灯\n"
    )
    Store(tmp_path, "site").put("name", page)
    back = Store(tmp_path, "site").get("name")
    assert back is not None and (back.html, back.links, back.made_of) == (page.html, page.links, "own")
    assert [tuple(question) for question in back.questions] == list(page.questions)
    assert Store(tmp_path, "other").get("name") is None
    (place,) = tmp_path.glob("??/*")
    content = place.read_bytes()
    for at in range(0, len(content), 7):
        place.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert Store(tmp_path, "site").get("name") is None


def test_pages_that_nobody_asks_for_any_more_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotated_reader.site.kept.store.SPARE", 2)
    first = Store(tmp_path, "site")
    for number in range(9):
        first.put(f"{number}", Kept("own", (), ""))
    second = Store(tmp_path, "site")
    second.get("3")
    second.end("all")
    assert len(list(tmp_path.glob("??/*"))) == 4
    assert second.get("3") is not None


def test_no_page_is_kept_where_a_plugin_of_others_may_change_it(copy: Copy) -> None:
    (copy.root / "hooks" / "other.py").write_text(
        "def on_post_page(output, **_):\n    return output\n", "utf-8"
    )
    put(copy.root / "mkdocs.yml", "  - hooks/fast.py\n", "  - hooks/fast.py\n  - hooks/other.py\n")
    built(copy, "site", keep=True)
    assert not kept(copy)


def test_no_page_is_kept_where_markdown_reads_other_files(copy: Copy) -> None:
    put(copy.root / "mkdocs.yml", "markdown_extensions:\n", "markdown_extensions:\n  - pymdownx.snippets\n")
    built(copy, "site", keep=True)
    assert not kept(copy)
    put(copy.root / "mkdocs.yml", "pymdownx.snippets\n", "pymdownx.mark\n")
    built(copy, "site", keep=True)
    assert kept(copy)


def test_what_a_template_takes_in_is_part_of_the_pages(copy: Copy) -> None:
    icon = copy.root / "theme" / ".icons" / "lamp.svg"
    icon.parent.mkdir()
    icon.write_text("<svg><!-- lamp --></svg>", "utf-8")
    put(copy.root / "theme" / "partials" / "bar.html", "<header", "{% include '.icons/lamp.svg' %}<header")
    assert_same(copy)
    put(icon, "lamp", "lens")
    assert_same(copy)


def test_an_inherited_setting_is_a_setting(copy: Copy) -> None:
    text = (copy.root / "mkdocs.yml").read_text("utf-8")
    theme, rest = text.partition("extra_css:")[::2]
    (copy.root / "all.yml").write_text(theme, "utf-8")
    (copy.root / "mkdocs.yml").write_text(f"INHERIT: all.yml\nextra_css:{rest}", "utf-8")
    put(copy.root / "theme" / "partials" / "bar.html", "<header", "{{ config.theme.direction }}<header")
    assert_same(copy)
    put(copy.root / "all.yml", "  font: false\n", "  font: false\n  direction: rtl\n")
    assert_same(copy)


def test_a_theme_set_by_a_variable_is_a_setting(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    put(copy.root / "mkdocs.yml", "  font: false\n", "  font: false\n  direction: !ENV [WAY, ltr]\n")
    put(copy.root / "theme" / "partials" / "bar.html", "<header", "{{ config.theme.direction }}<header")
    assert_same(copy)
    monkeypatch.setenv("WAY", "rtl")
    assert_same(copy)


def test_one_page_of_which_something_is_said_does_not_keep_the_others_from_being_kept(copy: Copy) -> None:
    page = pages(copy)[-1]
    page.write_text(page.read_text("utf-8") + "\n见[无此页](no-such-page.md)。\n", "utf-8")
    built(copy, "site", keep=True)
    assert len(kept(copy)) > ARTICLES


def test_mkdocs_renders_pages_by_what_the_door_takes_hold_of() -> None:
    """None of it is in the documented interface of MkDocs, and ProperDocs has the same."""
    assert list(inspect.signature(Page.render).parameters) == ["self", "config", "files"]
    assert {"present_anchor_ids", "links_to_anchors"} <= set(dir(Page))
    asked = {node.attr for node in ast.walk(ast.parse(inspect.getsource(pages_module))) if _is_of_files(node)}
    assert asked == {"get_file_from_path"}


def _is_of_files(node: ast.AST) -> TypeGuard[ast.Attribute]:
    return isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("self.files", "files")
