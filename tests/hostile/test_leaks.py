"""A reader of the site is told to nobody: no file names a host to load from, nor one that rules took out."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from lxml.html import HtmlElement, document_fromstring
from playwright.sync_api import Browser

from annotated_reader.formats.decoding import decode
from annotated_reader.site.relations.proxies import cleaner
from tests.browser.serving import serving
from tests.conftest import captures_in
from tests.hostile.reading import hosts, texts
from tests.site_building import ADDRESS, ROOT, Copy

OWN = {"reader.example"}
NAMES_OF_FORMATS = {
    "www.w3.org",
    "schema.org",
    "purl.org",
    "jsonfeed.org",
    "www.rssboard.org",
    "www.sitemaps.org",
}
"""Hosts whose addresses name a format, which no program asks for."""
WRITTEN_IN_SCRIPTS = {"github.com", "example.com", "fontawesome.com", *OWN, *NAMES_OF_FORMATS}
"""What scripts and styles say: where notes are sent to by hand, an example and an author in libraries."""
LOADING = {
    "*": (
        "src",
        "srcset",
        "poster",
        "background",
        "data",
        "action",
        "formaction",
        "ping",
        "manifest",
        "icon",
    ),
    "link": ("href", "imagesrcset"),
    "image": ("href",),
    "use": ("href",),
    "feimage": ("href",),
    "base": ("href",),
}
ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.I)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    copy = Copy(tmp_path_factory.mktemp("leaks"))
    done = copy.build()
    assert done.returncode == 0, done.stderr
    return copy


def loads(element: HtmlElement) -> Iterator[str]:
    """Yield the addresses that a browser would ask for because of an element."""
    if element.tag == "link" and element.get("rel") in ("canonical", "alternate"):
        return
    for name in (*LOADING["*"], *LOADING.get(str(element.tag).lower(), ())):
        if value := element.get(name) or element.get(f"xlink:{name}"):
            yield value
    yield from re.findall(r"url\(([^)]*)\)", element.get("style") or "")


def test_no_page_loads_anything_from_elsewhere(demo: Copy) -> None:
    pages = [(path, text) for path, text in texts(demo.site) if path.endswith((".html", ".xhtml"))]
    assert len(pages) > 50
    for path, text in pages:
        for element in document_fromstring(text.encode()).iter("*"):
            for address in loads(element):
                assert not ELSEWHERE.match(address) or address.startswith(ADDRESS), (path, address)


def test_every_link_that_leads_away_is_marked_and_tells_nothing(demo: Copy) -> None:
    away = 0
    for path, page in demo.html():
        assert page.xpath("//meta[@name='referrer']/@content") == ["no-referrer"], path
        for link in page.iter("a", "area"):
            address = link.get("href") or ""
            if ELSEWHERE.match(address) and not address.startswith(ADDRESS):
                assert {"noopener", "noreferrer"} <= set((link.get("rel") or "").split()), (path, address)
                assert {"outward", "held-show"} & set((link.get("class") or "").split()), (path, address)
                assert link.get("ping") is None
                away += 1
    assert away > 30


def test_scripts_and_styles_name_no_host_but_those_of_names(demo: Copy) -> None:
    for path, text in texts(demo.site):
        if path.endswith((".js", ".css", ".mjs", ".svg")):
            assert hosts(text) <= WRITTEN_IN_SCRIPTS, path
            assert not re.search(r"@import|url\(\s*['\"]?(?:https?:)?//", text), path


def test_hosts_that_rules_took_out_come_back_nowhere(demo: Copy) -> None:
    pages = [*(ROOT / "docs").rglob("*.md"), ROOT / "docs" / "vocabulary.yaml"]
    kept = {host for page in pages for host in hosts(page.read_text("utf-8"))} | NAMES_OF_FORMATS
    gone = {host for each in captures_in(ROOT / "captures") for host in hosts(decode(each)[0])} - kept
    assert len(gone) > 8
    for path, text in texts(demo.site):
        assert not {host for host in gone if host in text.lower()}, path


def test_no_host_stands_in_the_site_that_no_page_of_ours_names(demo: Copy) -> None:
    pages = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "docs").rglob("*.yaml"), ROOT / "mkdocs.yml"]
    written = {host for page in pages for host in hosts(page.read_text("utf-8"))}
    for path, text in texts(demo.site):
        if not path.endswith((".js", ".css")):
            assert hosts(text) <= written | OWN | NAMES_OF_FORMATS, path


def test_no_link_goes_through_a_proxy_or_carries_a_tracker(demo: Copy) -> None:
    clean = cleaner(ROOT / "sources")
    for path, page in demo.html():
        for element in page.iter("a", "img"):
            address = element.get("href") or element.get("src") or ""
            if re.match("https?:", address):
                assert clean(address) == address, path


class Listener(BaseHTTPRequestHandler):
    """A host elsewhere that keeps what it was asked."""

    heard: list[dict[str, str]]

    def do_GET(self) -> None:
        self.heard.append({name.lower(): value for name, value in self.headers.items()} | {"path": self.path})
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>elsewhere</title>")

    def log_message(self, *said: object) -> None: ...


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The address of another host, and what it is asked."""
    heard: list[dict[str, str]] = []
    server = HTTPServer(("127.0.0.1", 0), type("Kept", (Listener,), {"heard": heard}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/", heard
    server.shutdown()


def test_a_link_that_is_followed_and_a_picture_that_is_asked_for_say_nothing_of_the_page(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, elsewhere: tuple[str, list[dict[str, str]]]
) -> None:
    address, heard = elsewhere
    copy = Copy(tmp_path_factory.mktemp("outward"), articles=False)
    copy.make_up(1)
    [page] = copy.pages.glob("*.md")
    page.write_text(
        f"{page.read_text('utf-8')}\n[外面]({address}link) ![图]({address}picture.png)\n", "utf-8"
    )
    assert copy.build().returncode == 0
    with serving(copy.site) as place:
        window = browser.new_context().new_page()
        window.goto(f"{place}articles/{page.stem}/")
        assert heard == []
        window.locator(".held-show").click()
        window.wait_for_function("document.querySelector('.prose img, .held .held-host[role]')")
        window.get_by_role("link", name="外面").click()
        window.wait_for_url(f"{address}link")
        window.context.close()
    asked = {each["path"]: each for each in heard}
    assert {"/link", "/picture.png"} <= asked.keys()
    for each in heard:
        assert "referer" not in each or each["path"] == "/favicon.ico"
        assert "cookie" not in each


def test_the_scan_finds_what_it_is_to_find() -> None:
    bad = "<img srcset='//a.example 2x'><link rel=preload href='//a.example'><b style='x:url(//a.example)'>"
    found = [address for element in document_fromstring(bad).iter("*") for address in loads(element)]
    assert len(found) == 3
    assert all(ELSEWHERE.match(address) for address in found)
    assert hosts('href="https:\\/\\/ads.example" %2F%2Fpromo.example &#47;&#47;x.example') == {
        "ads.example",
        "promo.example",
        "x.example",
    }
