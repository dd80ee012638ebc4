"""Held pictures stand on the pages as the site's own; what is not held says how large it would be."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from lxml.html import fragment_fromstring

from annotated_reader.gate import pass_authors, pass_own
from annotated_reader.images.formats import read_picture
from annotated_reader.images.gallery import Gallery, open_gallery
from annotated_reader.images.records import INDEX
from annotated_reader.images.store import FILES, opened
from annotated_reader.images.values import Held
from annotated_reader.markdown import render
from annotated_reader.site.content import guard
from annotated_reader.site.held import first_shown, show_held, size_in_words
from annotated_reader.site.words import words_for
from tests.picture_host import SAMPLES
from tests.site_building import Copy

ZH = words_for("zh")
LAMP = "https://img.reader-tests.net/2021/lamp.jpg"
GONE = "https://img.reader-tests.net/2021/gone.png"
FAR = "https://img.reader-tests.net/2021/far.png"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with one picture whose file is here, and one whose file is not."""
    keep(tmp_path, {LAMP: "turned.jpg", GONE: "told.png"})
    next((tmp_path / FILES).rglob("*.png")).unlink()
    return tmp_path


def keep(folder: Path, pictures: dict[str, str]) -> dict[str, Held]:
    with opened(folder) as store:
        held = {}
        for address, sample in pictures.items():
            content = (SAMPLES / sample).read_bytes()
            held[address] = store.keep(address, content, read_picture(content))
        return held


def shown(markdown: str, gallery: Gallery) -> str:
    return show_held(pass_authors(render(markdown)).html, gallery.look_up, lambda url: f"../../{url}", ZH)


def test_a_held_picture_is_the_sites_own_with_its_size_and_comes_late(store: Path) -> None:
    image = fragment_fromstring(shown(f"甲![灯塔 & <雾>]({LAMP} '题')乙", Gallery(store))).find("img")
    assert image is not None
    (file,) = (store / FILES).rglob("*.jpg")
    assert dict(image.items()) == {
        "alt": "灯塔 & <雾>",
        "title": "题",
        "src": f"../../images/{file.parent.name}/{file.name}",
        "width": "32",
        "height": "48",
        "loading": "lazy",
        "decoding": "async",
    }
    assert image.tail == "乙"


def test_a_held_picture_passes_the_last_gate_as_it_is(store: Path) -> None:
    html = shown(f"![灯塔]({LAMP})", Gallery(store))
    assert pass_own(html).html == html
    assert guard(html, ZH) == html


@pytest.mark.parametrize("address", [LAMP, LAMP[6:], f"HTTPS://IMG.Reader-Tests.NET:443{LAMP[28:]}#top"])
def test_a_picture_is_found_in_whatever_spelling_its_address_stands(store: Path, address: str) -> None:
    assert 'loading="lazy"' in shown(f"![]({address})", Gallery(store))


def test_a_held_picture_without_words_is_called_a_picture(store: Path) -> None:
    assert f'alt="{ZH["picture"]}"' in shown(f"![]({LAMP})", Gallery(store))


def test_a_held_picture_in_a_link_stays_in_it(store: Path) -> None:
    html = guard(shown(f"[![灯塔]({LAMP})](https://b.example/)", Gallery(store)), ZH)
    link = fragment_fromstring(html).find(".//a")
    assert link is not None and link.get("href") == "https://b.example/"
    assert link.find("img") is not None


def test_a_picture_that_is_not_on_this_machine_says_how_large_it_is(store: Path) -> None:
    html = guard(shown(f"![海图]({GONE})", Gallery(store)), ZH)
    box = fragment_fromstring(html).find(".//span[@class='held']")
    assert box is not None
    assert "图片在 img.reader-tests.net，点开才会载入（48 × 32 像素，1 KB）" in box.text_content()
    (link,) = box.findall(".//a")
    assert (link.get("data-width"), link.get("data-height")) == ("48", "32")
    assert (link.get("href"), link.get("aria-label")) == (GONE, "显示图片：海图")


def test_a_picture_that_is_unknown_waits_without_a_size(store: Path) -> None:
    html = guard(shown(f"![海图]({FAR})", Gallery(store)), ZH)
    (link,) = fragment_fromstring(html).findall(".//a")
    assert link.get("data-width") is None
    assert "像素" not in html and FAR in html


@pytest.mark.parametrize("markdown", [f"`![]({LAMP})`", f"    ![]({LAMP})", f"[字]({LAMP})", "![](../a.png)"])
def test_nothing_but_a_picture_is_shown(store: Path, markdown: str) -> None:
    html = pass_authors(render(markdown)).html
    assert shown(markdown, Gallery(store)) == html


def test_pages_are_published_with_the_pictures_that_they_show_and_no_others(
    store: Path, tmp_path: Path
) -> None:
    keep(store, {FAR: "lossy.webp"})
    gallery = Gallery(store)
    shown(f"![]({LAMP})", gallery)
    site = tmp_path / "site"
    gallery.publish(site)
    (published,) = (path for path in site.rglob("*") if path.is_file())
    assert published.read_bytes() == gallery.file(LAMP).read_bytes()  # type: ignore[union-attr]
    before = published.stat()
    gallery.publish(site)
    assert published.stat() == before
    assert (before.st_nlink, before.st_mode & 0o222) == (2, 0)


def test_where_the_disk_cannot_link_pictures_are_copied(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(*places: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", cannot)
    gallery = Gallery(store)
    shown(f"![]({LAMP})", gallery)
    gallery.publish(tmp_path / "site")
    (published,) = (tmp_path / "site").rglob("*.jpg")
    assert published.stat().st_nlink == 1
    assert published.read_bytes() == next((store / FILES).rglob("*.jpg")).read_bytes()


def test_the_store_is_read_again_only_when_it_has_changed(store: Path) -> None:
    gallery = open_gallery(store)
    assert open_gallery(store, gallery) is gallery
    keep(store, {FAR: "lossy.webp"})
    again = open_gallery(store, gallery)
    assert again is not gallery and again.find(FAR)
    assert open_gallery(store / "none").find(LAMP) is None


def test_a_link_in_place_of_a_picture_is_neither_shown_nor_published(store: Path, tmp_path: Path) -> None:
    place = next((store / FILES).rglob("*.jpg"))
    secret = tmp_path / "secret"
    secret.write_bytes(bytes(place.stat().st_size))
    place.unlink()
    place.symlink_to(secret)
    gallery = Gallery(store)
    assert LAMP in shown(f"![]({LAMP})", gallery)
    gallery.publish(tmp_path / "site")
    assert not list((tmp_path / "site").rglob("*.jpg"))


@pytest.mark.parametrize(("size", "words"), [(1, "1 KB"), (83_400, "83 KB"), (1_240_000, "1.2 MB")])
def test_sizes_are_told_as_people_read_them(size: int, words: str) -> None:
    assert size_in_words(size) == words


def test_a_built_site_holds_the_pictures_and_names_a_broken_index(tmp_path: Path) -> None:
    copy = Copy(tmp_path, articles=False)
    copy.make_up(3)
    page = next(copy.pages.glob("*.md"))
    page.write_text(page.read_text("utf-8") + f"\n![灯塔]({LAMP})\n\n![]({FAR})\n", "utf-8")
    held = keep(tmp_path / "images", {LAMP: "turned.jpg", GONE: "lossy.webp"})
    assert copy.build().returncode == 0
    published = [
        path.relative_to(copy.site / "images").as_posix() for path in (copy.site / "images").rglob("*.*")
    ]
    assert published == [held[LAMP].name]
    html = (copy.site / "articles" / page.stem / "index.html").read_text("utf-8")
    assert f'src="../../images/{held[LAMP].name}"' in html
    assert html.count('class="held-show"') == 1
    others = "".join(
        path.read_text("utf-8") for path in copy.site.rglob("*.html") if page.stem not in str(path)
    )
    assert "img-src 'self' data: https: http:" in html
    assert "img-src 'self' data:;" in others and "img-src 'self' data: https:" not in others
    (tmp_path / "images" / INDEX).open("a").write(json.dumps({"address": 1}) + "\n")
    broken = copy.build()
    assert broken.returncode != 0
    assert f"{INDEX}:3: this line is no record of a picture" in broken.stderr


@pytest.mark.parametrize(
    ("sides", "expected"), [((640, 480), True), ((640, 199), False), ((16, 480), False), (("", ""), False)]
)
def test_a_small_picture_stands_for_no_page(sides: tuple[int | str, int | str], expected: bool) -> None:
    width, height = sides
    picture = (
        f'<img alt="灯塔 &amp; 雾" src="../../images/a.png" width="{width}" height="{height}" loading="lazy">'
    )
    found = first_shown(f"<p>字</p>{picture}", "https://reader.example/x/articles/a/")
    assert (found is not None) is expected
    if found:
        assert (found["src"], found["alt"]) == ("https://reader.example/x/images/a.png", "灯塔 & 雾")
