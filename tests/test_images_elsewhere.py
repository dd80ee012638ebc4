"""Pictures in notes and in pages that people wrote: named, shown, and taken along like those of articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotated_reader.epub import Choice, held_in, order
from annotated_reader.images.named import Named, Spot, named_in
from annotated_reader.site.illustrated import illustrated
from annotated_reader.site.settings import Settings
from tests.conftest import ROOT
from tests.epub_reading import Read
from tests.site_building import Copy
from tests.test_images_shown import keep

LAMP = "https://img.reader-tests.net/2021/lamp.jpg"
FAR = "https://img.reader-tests.net/2021/far.png"
NOTE = f"整篇都好。\n\n![灯塔]({LAMP}) <img src='{FAR}'>\n\n```\n![]({FAR})\n```\n"
PAGE = f"---\ntitle: 灯塔的图\n---\n\n# 灯塔的图\n\n![灯塔]({LAMP})\n\n![远处]({FAR})\n"


def write(docs: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(text, "utf-8")
    return docs


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A site of one article with a note that shows a picture, and of a page that shows two."""
    copy = Copy(tmp_path_factory.mktemp("pictures"), articles=False)
    copy.make_up(1)
    slug = next(copy.pages.glob("*.md")).stem
    write(copy.root / "docs", {f"annotations/{slug}/2024-01-01-a.md": NOTE, "guide/lamps.md": PAGE})
    keep(copy.root / "images", {LAMP: "turned.jpg"})
    return copy


def named(copy: Copy) -> Named:
    return named_in(illustrated(copy.root / "docs"))


def test_pictures_of_notes_and_pages_are_named_by_where_their_files_are(copy: Copy) -> None:
    slug = next(copy.pages.glob("*.md")).stem
    assert {spot: str(address) for spot, address in named(copy).numbered.items()} == {
        Spot(f"annotations/{slug}/2024-01-01-a", 1): LAMP,
        Spot("guide/lamps", 1): LAMP,
        Spot("guide/lamps", 2): FAR,
    }


def test_an_article_is_asked_for_with_the_notes_on_it_and_with_no_others() -> None:
    spot = Spot("annotations/deng-ta/2024-01-01-a", 1)
    assert spot.is_of("deng-ta") and Spot("deng-ta", 1).is_of("deng-ta")
    assert not spot.is_of("deng") and not Spot("deng-ta-2", 1).is_of("deng-ta")


def test_what_is_no_page_names_no_picture(tmp_path: Path) -> None:
    files = {"articles/a.md": "", "quoted/a/b.md": PAGE, ".hidden/a.md": PAGE, "annotations/none/a.md": PAGE}
    docs = write(tmp_path / "docs", files)
    (docs / "link.md").symlink_to(docs / "quoted" / "a" / "b.md")
    (docs / "odd.md").write_bytes(b"![](https://img.reader-tests.net/a.png) \xff")
    assert not named_in(illustrated(docs)).spots


def test_notes_and_pages_show_the_pictures_that_are_held(copy: Copy) -> None:
    assert copy.build().returncode == 0
    (shown,) = (copy.site / "images").rglob("*.jpg")
    slug = next(copy.pages.glob("*.md")).stem
    for path, base in ((f"articles/{slug}/", "../../"), ("notes/", "../"), ("guide/lamps/", "../../")):
        html = (copy.site / path / "index.html").read_text("utf-8")
        name = shown.relative_to(copy.site).as_posix()
        assert f'src="{base}{name}" width="32" height="48"' in html.replace('alt="灯塔" ', ""), path
        assert LAMP not in html
    feed = (copy.site / "notes" / "feed.json").read_text("utf-8")
    assert f"reader.example/repo/{name}" in feed and LAMP not in feed


def test_a_picture_fetched_between_two_builds_is_on_the_pages_of_the_second(tmp_path: Path) -> None:
    copy = Copy(tmp_path, articles=False)
    copy.make_up(1)
    slug = next(copy.pages.glob("*.md")).stem
    write(copy.root / "docs", {f"annotations/{slug}/a.md": NOTE})
    page = copy.site / "articles" / slug / "index.html"
    assert copy.build().returncode == 0
    assert 'class="held-show"' in page.read_text("utf-8")
    keep(copy.root / "images", {LAMP: "turned.jpg"})
    assert copy.build().returncode == 0
    assert 'class="held-show"' not in page.read_text("utf-8")
    assert list((copy.site / "images").rglob("*.jpg"))


def test_a_book_takes_the_pictures_of_its_notes_along(copy: Copy) -> None:
    slug = next(copy.pages.glob("*.md")).stem
    docs = write(copy.root / "docs", {f"annotations/{slug}/b.md": "![标志](../../assets/told.png)\n"})
    (docs / "assets" / "told.png").write_bytes((ROOT / "tests" / "images" / "told.png").read_bytes())
    settings = Settings("灯塔丛书", "https://reader.example/", "zh")
    bound, faults = order(
        docs, ROOT / "sources", settings, Choice(), copy.root / "b.epub", held_in(copy.root / "images")
    )
    assert not faults and bound.pictures == 2 and bound.missed == 0
    chapter = Read(bound.place).file.read(f"EPUB/text/{slug}.xhtml").decode()
    assert chapter.count("<img ") == 2 and LAMP not in chapter
