"""The sitemap stays within what search engines read, whatever the site's size."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from annotated_reader.site.sitemap import LARGEST, MOST, divide, settle_sitemap

SITE = "https://reader.example/repo/"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def sitemap(count: int) -> str:
    rows = "".join(f"\n  <url><loc>{SITE}articles/{number}/</loc></url>" for number in range(count))
    return f'<?xml version="1.0"?>\n<urlset xmlns="{SPACE[1:-1]}">{rows}\n</urlset>\n'


def places(text: str) -> list[str]:
    return [each.text or "" for each in etree.fromstring(text.encode()).iter(f"{SPACE}loc")]


def test_the_limits_are_those_of_the_protocol() -> None:
    assert (MOST, LARGEST) == (50_000, 52_428_800)


def test_a_sitemap_within_the_limits_stays_as_it_is(tmp_path: Path) -> None:
    assert not list(divide(sitemap(MOST), SITE))
    (tmp_path / "sitemap.xml").write_text(sitemap(3), "utf-8")
    (tmp_path / "sitemap.xml.gz").write_bytes(b"with the clock in it")
    settle_sitemap(tmp_path, SITE)
    assert [path.name for path in tmp_path.iterdir()] == ["sitemap.xml"]
    assert (tmp_path / "sitemap.xml").read_text("utf-8") == sitemap(3)


def test_a_longer_one_becomes_parts_and_an_index_that_lose_no_address(tmp_path: Path) -> None:
    whole = sitemap(MOST + 1)
    (tmp_path / "sitemap.xml").write_text(whole, "utf-8")
    settle_sitemap(tmp_path, SITE)
    index = (tmp_path / "sitemap.xml").read_text("utf-8")
    assert etree.fromstring(index.encode()).tag == f"{SPACE}sitemapindex"
    assert places(index) == [f"{SITE}sitemap-1.xml", f"{SITE}sitemap-2.xml"]
    parts = [(tmp_path / address.removeprefix(SITE)).read_text("utf-8") for address in places(index)]
    assert [len(places(part)) for part in parts] == [MOST, 1]
    assert [address for part in parts for address in places(part)] == places(whole)


def test_no_part_is_larger_than_allowed() -> None:
    files = dict(divide(sitemap(200), SITE, largest=2_000))
    assert len(files) > 3
    assert all(len(text.encode()) <= 2_000 for name, text in files.items() if name != "sitemap.xml")
    parts = [text for name, text in files.items() if name != "sitemap.xml"]
    assert [address for part in parts for address in places(part)] == places(sitemap(200))
