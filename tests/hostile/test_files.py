"""What stands beside the pages, feeds above all, is as harmless as they are, with every payload in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml import etree, html

from annotated_reader.gate import pass_own
from tests.hostile.conftest import Built
from tests.hostile.reading import texts
from tests.site_building import ADDRESS

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def carried(built: Built) -> Iterator[tuple[str, str]]:
    """Yield where HTML is handed on to programs of others, and that HTML."""
    for path, text in texts(built.copy.site):
        if path.endswith(".xml"):
            for element in etree.fromstring(text.encode()).iter(CONTENT, "description"):
                yield path, element.text or ""
        elif path.endswith("feed.json"):
            for item in json.loads(text)["items"]:
                yield path, item.get("content_html", "")
        elif path.endswith(".notes.jsonld"):
            for item in json.loads(text)["items"]:
                bodies = item.get("body", [])
                yield from ((path, body["value"]) for body in bodies if body.get("format") == "text/html")
        elif path.endswith((".xhtml", ".html")) and "!" in path:
            yield path, text.partition("<body")[2].partition(">")[2].rpartition("</body>")[0]


def test_html_in_feeds_and_exports_holds_nothing_that_runs_or_loads(built: Built) -> None:
    found = list(carried(built))
    assert len({path for path, _ in found}) > 20
    for path, content in found:
        if "<" not in content or not content.strip():
            continue
        assert pass_own(content).taken == (), path
        for picture in html.fragment_fromstring(content, create_parent="div").iter("img"):
            address = picture.get("src") or ""
            assert address.startswith(ADDRESS) or not re.match(r"\s*(?:[a-z]+:|[/\\]{2})", address, re.I), (
                path
            )


def test_every_file_for_programs_can_be_read_by_them(built: Built) -> None:
    read = 0
    for path, text in texts(built.copy.site):
        if path.endswith((".json", ".jsonld")) and "pagefind" not in path:
            json.loads(text)
            read += 1
        elif path.endswith(".xml"):
            assert "<!" not in re.sub(r"<!\[CDATA\[.*?]]>", "", text, flags=re.S), path
            etree.fromstring(text.encode())
            read += 1
    assert read > 100


def test_what_pages_say_of_themselves_to_programs_cannot_end_its_element(built: Built) -> None:
    blocks = 0
    for page in built.copy.site.glob("articles/*/index.html"):
        for block in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', page.read_text("utf-8"), re.S
        ):
            assert not re.search("[<>\u2028\u2029]", block), page
            json.loads(block)
            blocks += 1
    assert blocks > 100


def test_nothing_is_written_outside_the_site(built: Built) -> None:
    known = {"docs", "hooks", "theme", "site", "mkdocs.yml", "sources", ".cache"}
    assert {path.name for path in built.copy.root.iterdir()} <= known
    for path in built.copy.site.rglob("*"):
        name = path.relative_to(built.copy.site).as_posix()
        assert not re.search(r"[\x00-\x1f\x7f<>:\"|?*\\]", name), name
        assert len(path.name.encode()) <= 255 - len(".notes.jsonld")
        assert not re.match(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", path.name), name
