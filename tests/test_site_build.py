"""The built site: no warning, no other host, nothing that grows with the number of articles."""

from __future__ import annotations

import hashlib
import os
import re
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml.html import document_fromstring
from mkdocs.config import load_config

from annotated_reader.errors import PageError
from annotated_reader.site import assets
from tests.site_building import ADDRESS, ROOT, Copy

FETCHED = {
    **dict.fromkeys(("script", "img", "iframe", "source", "video", "audio", "embed", "input"), "src"),
    **dict.fromkeys(("link", "image", "use"), "href"),
    "object": "data",
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The site as committed."""
    copy = Copy(tmp_path_factory.mktemp("demo"))
    done = copy.build()
    assert done.returncode == 0, done.stderr
    copy.root.joinpath("said").write_text(done.stdout + done.stderr, "utf-8")
    return copy


@pytest.fixture(scope="module")
def sized(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Copy]:
    """Sites with so many made-up articles."""
    built: dict[int, Copy] = {}

    def build(count: int) -> Copy:
        if count not in built:
            built[count] = Copy(tmp_path_factory.mktemp(f"with-{count}"), articles=False)
            built[count].make_up(count)
            done = built[count].build()
            assert done.returncode == 0, done.stderr
        return built[count]

    return build


def test_a_strict_build_has_no_warning_and_makes_no_noise(demo: Copy) -> None:
    said = demo.root.joinpath("said").read_text("utf-8")
    assert not re.search("warn|error|deprecat", said, re.I), said
    assert len(said.splitlines()) <= 3, said


def test_no_page_names_another_host_where_a_browser_would_ask_it(demo: Copy) -> None:
    for path, page in demo.html():
        for element in page.iter(*FETCHED):
            address = element.get(FETCHED[str(element.tag)]) or ""
            if element.get("rel") != "canonical":
                assert not re.match(r"\s*([a-z]+:|//)", address, re.I), (path, address)
        for element in page.xpath("//*[@srcset or @poster or @background or contains(@style, 'url')]"):
            pytest.fail(f"{path}: {element.tag} may load {dict(element.attrib)}")
        assert not page.xpath("//meta[@http-equiv='refresh'] | //base"), path


def test_the_stylesheets_and_scripts_name_no_other_host(demo: Copy) -> None:
    for path in [*demo.site.glob("assets/**/*.css"), *demo.site.glob("assets/*.js")]:
        assert not re.search(r"url\(\s*['\"]?(?:https?:)?//|@import", path.read_text("utf-8")), path


def test_every_page_forbids_what_it_does_not_need(demo: Copy) -> None:
    for path, page in demo.html():
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        rules = dict(rule.split(" ", 1) for rule in str(policy).split("; "))
        assert rules["default-src"] == "'none'", path
        assert rules["script-src"] == "'self' 'wasm-unsafe-eval'", path
        assert not page.xpath("//script[not(@src) and not(@type='application/ld+json')]"), path
        assert not page.xpath("//*[starts-with(name(@*), 'on')] | //style"), path


def test_pages_allow_the_three_alignments_of_cells_and_no_other_style(demo: Copy) -> None:
    aligned = [f"text-align: {side};".encode() for side in ("left", "center", "right")]
    hashes = [f"'sha256-{b64encode(hashlib.sha256(style).digest()).decode()}'" for style in aligned]
    for path, page in demo.html():
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        rules = dict(rule.split(" ", 1) for rule in str(policy).split("; "))
        assert rules["style-src"] == "'self'", path
        assert rules["style-src-attr"] == " ".join(["'unsafe-hashes'", *hashes]), path
        assert {style.encode() for style in page.xpath("//@style")} <= {*aligned}, path


def test_every_link_within_the_site_leads_to_a_page(demo: Copy) -> None:
    for path, page in demo.html():
        base = urljoin(ADDRESS, path.removesuffix("index.html"))
        for link in page.xpath("//a[@href]"):
            target = urlsplit(urljoin(base, link.get("href")))
            if not target.geturl().startswith(ADDRESS):
                assert "outward" in (link.get("class") or "") or "held-show" in link.get("class", ""), (
                    path,
                    target,
                )
                continue
            place = demo.site / unquote(target.path.removeprefix("/repo/"))
            assert (place / "index.html").is_file() or place.is_file(), (path, target.geturl())


def test_every_page_tells_of_feeds_that_are_there(demo: Copy) -> None:
    told = set()
    for path, page in demo.html():
        links = page.xpath("//head/link[@rel='alternate'][contains(@type, 'rss') or contains(@type, 'feed')]")
        assert len(links) >= 2 or path == "404.html", path
        for link in links:
            place = (demo.site / path).parent / link.get("href")
            assert place.is_file() and link.get("title"), (path, link.get("href"))
            told.add(place.resolve())
    assert told == {place.resolve() for place in demo.site.rglob("feed.*")}
    assert not (demo.site / "sitemap.xml.gz").exists(), "it holds the clock"


def test_a_page_carries_nothing_of_the_theme_that_it_does_not_use(demo: Copy) -> None:
    files = {
        path.relative_to(demo.site).as_posix() for path in demo.site.glob("assets/**/*") if path.is_file()
    }
    sheet = assets.typesetting(files)
    ours = ROOT / "docs"
    assert files == {sheet, *(path.relative_to(ours).as_posix() for path in ours.glob("assets/**/*.*"))}
    for path, page in demo.html():
        assert not page.xpath("//*[contains(@class, 'md-toggle') or contains(@class, 'md-overlay')]"), path
        assert not page.xpath("//*[@data-md-component]"), path


def test_every_page_has_one_title_one_heading_and_one_main_part(demo: Copy) -> None:
    for path, page in demo.html():
        for what in ("//head/title", "//h1", "//main", "//html[@lang]"):
            assert len(page.xpath(what)) == 1, (path, what)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path


def test_the_chinese_interface_speaks_chinese(demo: Copy) -> None:
    allowed = {
        "Git",
        "GitHub",
        "SHA",
        "JSON",
        "RSS",
        "Ctrl",
        "K",
        "GB",
        "BibTeX",
        "RIS",
        "CSL",
        "bib",
        "ris",
        "json",
    }
    for path, page in demo.html():
        for part in page.xpath("//header[@class='bar'] | //footer | //dialog | //nav"):
            own = list(
                part.xpath(".//text()[not(ancestor::*[@rel='prev' or @rel='next' or @class='cite-text'])]")
            )
            own += part.xpath(".//@aria-label | .//@placeholder | .//@title")
            english = set(re.findall(r"[A-Za-z]{2,}", " ".join(own))) - allowed
            tags = {
                tag for text in part.xpath(".//ul[contains(@class, 'tags')]//text()") for tag in text.split()
            }
            assert not english - {word for tag in tags for word in re.findall(r"[A-Za-z]{2,}", tag)}, (
                path,
                english,
            )


def test_the_same_articles_give_the_same_pages(demo: Copy, tmp_path: Path) -> None:
    again = Copy(tmp_path)
    assert again.build().returncode == 0
    assert _bytes(again) == _bytes(demo)


def test_an_articles_page_weighs_the_same_among_50_and_among_500(sized: Callable[[int], Copy]) -> None:
    path = "articles/2000-06-02-deng-ta/index.html"
    few, many = ((sized(count).site / path).stat().st_size for count in (50, 500))
    assert abs(many - few) / few < 0.05


def test_no_page_grows_without_bound(sized: Callable[[int], Copy]) -> None:
    for path, page in sized(500).html():
        assert len(page.xpath("//li[@class='row']")) <= 100, path
        assert len(page.xpath("//ul[@class='ways']/li")) <= 300, path
    assert (sized(500).site / "tags" / "deng-ta" / "page-5" / "index.html").is_file()


def test_a_failed_index_fails_a_strict_build(tmp_path: Path) -> None:
    copy = Copy(tmp_path, articles=False)
    stub = tmp_path / "stub" / "pagefind"
    stub.mkdir(parents=True)
    (stub / "__init__.py").touch()
    (stub / "__main__.py").write_text("import sys; sys.exit('no room on the disk')", "utf-8")
    done = copy.build(PYTHONPATH=f"{stub.parent}{os.pathsep}{ROOT}")
    assert done.returncode == 1
    assert "the search index could not be built: no room on the disk. Mend what it says" in done.stderr


def test_a_theme_without_its_stylesheet_is_said() -> None:
    with pytest.raises(PageError, match=r"Install what requirements\.lock names"):
        assets.typesetting(["assets/other.css"])


def test_pages_link_to_their_sources_only_where_a_repository_is_named(demo: Copy, tmp_path: Path) -> None:
    named = Copy(tmp_path)
    assert named.build(REPO_URL="https://git.example/a/b", EDIT_BRANCH="trunk").returncode == 0
    path = "articles/2021-07-08-zhang-ci-hao-ge-qian-liu-tian-yi/index.html"
    links = {
        link.get("href") for link in document_fromstring((named.site / path).read_text("utf-8")).iter("a")
    }
    page = "docs/articles/2021-07-08-zhang-ci-hao-ge-qian-liu-tian-yi.md"
    assert f"https://git.example/a/b/blob/trunk/{page}" in links
    assert "https://git.example/a/b/blob/trunk/captures/markdown-mirror/nsc418_n13075501.md" in links
    assert page not in (demo.site / path).read_text("utf-8")


def test_the_configuration_is_the_linear_one() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    assert (config.theme.name, config.theme["language"], config.theme["font"]) == ("material", "zh", False)
    assert config.nav is not None and len(config.nav) < 10
    assert list(config.plugins) == [
        "hooks/gate.py",
        "hooks/pictures.py",
        "hooks/reader.py",
        "hooks/serve.py",
        "hooks/adding.py",
        "hooks/feeds.py",
        "hooks/faults.py",
        "hooks/progress.py",
        "hooks/fast.py",
        "hooks/ahead.py",
        "hooks/standing.py",
    ]


def _bytes(copy: Copy) -> dict[str, bytes]:
    """All that is published."""
    files = [path for path in copy.site.rglob("*") if path.is_file()]
    return {path.relative_to(copy.site).as_posix(): path.read_bytes() for path in files}
