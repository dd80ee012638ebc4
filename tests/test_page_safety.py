"""What people put below docs/ besides words: front matter for MkDocs, links, files that browsers run."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from annotated_reader.disguise import count_turns
from annotated_reader.site.entries import read_entries
from annotated_reader.site.page_fields import harmless_fields
from annotated_reader.site.phrases import phrases
from annotated_reader.site.published import unfit
from tests.site_building import ROOT, Copy

FIELDS = """template: nowhere.html
template: ../docs/x.html
title: [a, b]
title: {a: b}
title: 2024-01-01
description: [a]
lang: "zh\\" onload=x"
title: "甲\\u202e乙\\x01"
a: &a [*a]
title: !!python/object/apply:os.system ["exit 1"]
title: !!bool maybe
title: !!timestamp 甲
title: !!int ""
published: 2024-13-45""".splitlines()
FIELDS += [f"title: {'[' * 300_000}", "title:" + "".join(f"\n{' ' * at}a:" for at in range(1, 3000))]
FIELDS += ["a: &a {x: 1}\n" + "".join(f"b{n}: &a {{<<: [{', '.join(['*a'] * 10)}]}}\n" for n in range(9))]
ODD = {
    "link": "[甲](http://[::1)",
    "fence": '```{.python title="甲" linenums=1}\n乙\n```',
    "mark": "甲 <![乙](丙)",
    "half-mark": "<![CD 甲",
}
"""What the libraries that read pages break on, each in its own way."""


def test_front_matter_gives_mkdocs_words_alone() -> None:
    said = {
        "title": "甲\n\x01 乙",
        "lang": "zh-Hant",
        "template": "home.html",
        "hide": ["nav"],
        "description": None,
    }
    assert harmless_fields(said) == {"title": "甲 乙", "lang": "zh-Hant", "template": "home.html"}
    assert harmless_fields({"lang": 'zh" onload="x', "template": "404.html", "title": ["a"]}) == {}


def test_files_that_run_and_links_that_lead_out_are_not_published(tmp_path: Path) -> None:
    docs, outside = tmp_path / "docs", tmp_path / "outside"
    (docs / "guide").mkdir(parents=True)
    outside.mkdir()
    (outside / "secret.md").write_text("甲", "utf-8")
    (docs / "guide" / "in.md").write_text("甲", "utf-8")
    (docs / "leads.md").symlink_to(outside / "secret.md")
    (docs / "guide" / "away").symlink_to(outside)
    (docs / "stays.md").symlink_to(docs / "guide" / "in.md")
    files = [
        "guide/in.md",
        "leads.md",
        "guide/away/secret.md",
        "guide/away/b.md",
        "stays.md",
        "assets/reader.js",
    ]
    running = ["x.HTML", "guide/x.svg", "articles/x.xhtml", "sw.js", "guide/x.xsd", "guide/x.rng", "x.xhtm"]
    running += ["guide/x.rss", "guide/x.atom", "guide/x.mathml", "guide/x.html ", "guide/x", "assets/x.html"]
    files += [*running, "guide/x.png"]
    for name in ("guide/x.png", "assets/reader.js"):
        (docs / name).parent.mkdir(exist_ok=True)
        (docs / name).write_bytes(b"x")
    found = {each.place: each.files for each in unfit(docs, files)}
    assert found == {
        "leads.md": ["leads.md"],
        "guide/away": ["guide/away/secret.md", "guide/away/b.md"],
        **{name: [name] for name in running},
    }


@pytest.mark.parametrize(
    "name", ["a\n::x", "a\x1b[2J", "a\u202efdp", "a?b", "a:b", "a\\b", "<b>", '"', "a|b", "*"]
)
def test_names_that_some_systems_cannot_have_are_not_published(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "a.md").write_text("甲", "utf-8")
    (tmp_path / f"{name}.md").write_text("甲", "utf-8")
    assert [each.place for each in unfit(tmp_path, [f"{name}.md", f"{name}/a.md"])] == [f"{name}.md", name]
    (tmp_path / "题：甲、乙？.md").write_text("甲", "utf-8")
    assert unfit(tmp_path, ["题：甲、乙？.md"]) == ()
    entries, [fault] = read_entries(tmp_path)
    assert [each.slug for each in entries] == ["题：甲、乙？"]
    assert "its name is one that not every system can have" in fault


def test_links_to_nothing_or_to_themselves_and_what_has_no_end_are_not_published(tmp_path: Path) -> None:
    (tmp_path / "loop.md").symlink_to("loop.md")
    (tmp_path / "gone.md").symlink_to("nowhere.md")
    (tmp_path / "zero.md").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    names = [path.name for path in sorted(tmp_path.iterdir())]
    assert [each.place for each in unfit(tmp_path, names)] == names


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Copy, str]:
    """A site with pages that mean harm, and what its build said."""
    copy = Copy(tmp_path_factory.mktemp("odd"))
    guide = copy.root / "docs" / "guide"
    for number, field in enumerate(FIELDS):
        (guide / f"odd-{number}.md").write_text(f"---\n{field}\n---\n\n照样显示。\n", "utf-8")
    (guide / "script.html").write_text("<script>alert(1)</script>", "utf-8")
    (guide / "passwd.md").symlink_to("/etc/passwd")
    secret = copy.root / "secret.md"
    secret.write_text("---\ntitle: 密件\n---\n\n密件的正文。\n", "utf-8")
    (copy.pages / "linked.md").symlink_to(secret)
    (copy.pages / "zero.md").symlink_to("/dev/zero")
    os.mkfifo(copy.pages / "pipe.md")
    (guide / "deep.md").write_text("* " * 1000 + "深处的话\n", "utf-8")
    (guide / "latin.md").write_bytes("甲乙丙。\n\ncaf\xe9\n".encode().replace(b"\xc3\xa9", b"\xe9"))
    (guide / "unmerged.md").write_text("甲\n\n<<<<<<< HEAD\n乙\n=======\n丙\n>>>>>>> b\n", "utf-8")
    (copy.pages / "latin.md").write_bytes(b"---\ntitle: caf\xe9\n---\n\n\xe9\n")
    for name, text in ODD.items():
        (guide / f"breaks-{name}.md").write_text(f"# 题\n\n照样显示。\n\n{text}\n", "utf-8")
    (guide / "referred.md").write_text(
        "# 题&#x202e;目\n\n看&#8238;exe.gpj&#x0000202C;和<b title='&#X2067;甲'>乙</b>，写作`&#8238;`。\n",
        "utf-8",
    )
    (guide / "waiting.md").write_text('# 题\n\n他写道 class="held-show"，没有图。\n', "utf-8")
    (guide / "loud.md").write_text("# 题\n\n[甲](%1b[31mx.md) [乙](y%0a::error::z.md)\n", "utf-8")
    (guide / "n\n::error::\x1b[31m.md").write_text("# 题\n\n甲\n", "utf-8")
    (copy.root / "docs" / "annotations" / "o\n::error::").mkdir()
    (copy.root / "docs" / "annotations" / "o\n::error::" / "a.md").write_text("> 甲\n\n乙\n", "utf-8")
    (guide / "turned.md").write_text("看[https://good\u202e.example](https://a.example)。\n", "utf-8")
    article = next(page for page in sorted(copy.pages.glob("*.md")) if page.is_file() and page.stat().st_size)
    notes = copy.root / "docs" / "annotations" / article.stem
    notes.mkdir(parents=True, exist_ok=True)
    (copy.pages / "tagged.md").write_text("---\ntitle: !!bool maybe\n---\n\n甲乙。\n", "utf-8")
    (notes / "2024-01-01-tagged.md").write_text("---\nby: !!bool maybe\n---\n标签的注\n", "utf-8")
    (notes / "2024-01-01-long.md").write_text(f"[甲](../../{'a' * 400}.md) [乙](../../%00)\n", "utf-8")
    (notes / "2024-01-01-home.md").write_text('装进 "~/bin"，甲&#8238;乙\n', "utf-8")
    roles = article.read_text("utf-8").replace("role: original", "role: items")
    article.write_text(roles.replace("role: capture", "role: __class__"), "utf-8")
    with (copy.root / "docs" / "vocabulary.yaml").open("a", encoding="utf-8") as vocabulary:
        vocabulary.write(f"长名: {{kind: topic, gloss: 甲, note: {'a' * 400}.md}}\n")
    (notes / "2024-01-01-deep.md").write_text("* " * 1000 + "深处的注\n", "utf-8")
    return copy, copy.build().stderr


def test_a_page_with_odd_front_matter_is_shown_and_stops_no_other(odd: tuple[Copy, str]) -> None:
    copy, said = odd
    assert "Traceback" not in said
    for number in range(len(FIELDS)):
        page = (copy.site / "guide" / f"odd-{number}" / "index.html").read_text("utf-8")
        assert "照样显示。" in page
        assert "onload" not in page


def test_front_matter_that_is_none_is_said_and_stays_on_its_page(odd: tuple[Copy, str]) -> None:
    copy, said = odd
    for name, why in (
        (f"guide/odd-{FIELDS.index('title: !!bool maybe')}", "tags (!name) are not read here"),
        (f"guide/odd-{len(FIELDS) - 3}", "it is nested more than 100 levels deep"),
        (f"guide/odd-{len(FIELDS) - 1}", "aliases (*name) are not read here"),
        ("articles/tagged", "tags (!name) are not read here"),
        ("2024-01-01-tagged", "tags (!name) are not read here"),
    ):
        assert any(
            name in line and f"front matter cannot be read ({why})" in line for line in said.split("\n")
        )
    page = (copy.site / "guide" / f"odd-{FIELDS.index('title: !!bool maybe')}" / "index.html").read_text(
        "utf-8"
    )
    assert "title: !!bool maybe" in page
    assert any("标签的注" in page.read_text("utf-8") for page in copy.site.glob("articles/*/index.html"))


@pytest.mark.parametrize("name", ODD)
def test_a_page_that_breaks_its_reader_is_said_and_shown_as_words(odd: tuple[Copy, str], name: str) -> None:
    copy, said = odd
    assert f"guide/breaks-{name}.md: something in it cannot be read" in said
    page = document_fromstring((copy.site / "guide" / f"breaks-{name}" / "index.html").read_text("utf-8"))
    assert ODD[name] in page.text_content()


def test_references_to_what_turns_the_writing_are_left_out_too(odd: tuple[Copy, str]) -> None:
    copy, said = odd
    assert "guide/referred.md: a character that turns the direction of writing may not stand" in said
    page = (copy.site / "guide" / "referred" / "index.html").read_text("utf-8")
    tree = document_fromstring(page)
    assert not count_turns(page + tree.text_content() + "".join(tree.xpath("//@*")))
    assert "&#8238;" in tree.text_content()
    notes = "".join(page.read_text("utf-8") for page in copy.site.glob("articles/*/index.html"))
    assert '装进 "~/bin"，甲乙' in notes


def test_no_name_writes_a_line_of_its_own_or_obeys_the_terminal(odd: tuple[Copy, str]) -> None:
    _, said = odd
    assert "%1b[31mx.md" in said and "\\x1b[31mx.md" in said and "::error::z.md" in said
    assert "n\\n::error::" in said or "  | ::error::" in said
    assert not [line for line in said.split("\n") if line.lstrip().startswith("::")]
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", said)


def test_names_that_no_file_can_have_are_said_and_stop_nothing(odd: tuple[Copy, str]) -> None:
    _, said = odd
    assert "there is no page docs/aaaa" in said
    assert "2024-01-01-long.md:1: its link '../../aaaa" in said
    assert "2024-01-01-long.md:1: its link '../../%00' leads to no page" in said


def test_words_alone_open_no_page_to_pictures_of_others(odd: tuple[Copy, str]) -> None:
    page = (odd[0].site / "guide" / "waiting" / "index.html").read_text("utf-8")
    assert 'class="held-show"' in page
    assert "img-src 'self' data:;" in page


def test_a_role_is_a_word_and_never_a_part_of_the_program(odd: tuple[Copy, str]) -> None:
    pages = [page.read_text("utf-8") for page in odd[0].site.glob("articles/*/index.html")]
    assert any(">items<" in page and ">__class__<" in page for page in pages)
    assert not [page for page in pages if "built-in method" in page or "class &#39;" in page]


def test_the_build_says_which_files_it_left_out(odd: tuple[Copy, str]) -> None:
    copy, said = odd
    for name, why in (("script.html", "browsers may run"), ("passwd.md", "leads out of the docs folder")):
        assert any(f"guide/{name}: " in line and why in line for line in said.splitlines())
    assert not (copy.site / "guide" / "script.html").exists()
    assert not (copy.site / "guide" / "passwd").exists()


def test_marks_too_deep_for_markdown_are_said_of_their_file_and_shown_as_words(odd: tuple[Copy, str]) -> None:
    copy, said = odd
    for name in ("guide/deep.md: its marks", "2024-01-01-deep.md:1: its marks"):
        assert f"{name} stand too deep in one another" in said
    assert "深处的话" in (copy.site / "guide" / "deep" / "index.html").read_text("utf-8")
    assert any("深处的注" in page.read_text("utf-8") for page in copy.site.glob("articles/*/index.html"))


def test_a_page_that_is_not_utf_8_or_not_merged_is_said_and_stops_no_other(odd: tuple[Copy, str]) -> None:
    copy, said = odd
    assert "guide/latin.md: it is not UTF-8. Save it as UTF-8" in said
    assert "articles/latin.md: it is not UTF-8. Save it as UTF-8" in said
    assert "guide/unmerged.md:3: Git could not merge two versions here" in said
    assert "甲乙丙。" in (copy.site / "guide" / "latin" / "index.html").read_text("utf-8")


def test_what_turns_the_direction_of_writing_is_said_of_a_page_and_left_out(odd: tuple[Copy, str]) -> None:
    copy, said = odd
    assert "guide/turned.md: 1 unseen characters turn the direction of writing" in said
    assert ">https://good.example</a>" in (copy.site / "guide" / "turned" / "index.html").read_text("utf-8")


def test_an_article_that_is_a_link_is_in_no_file_of_the_site(odd: tuple[Copy, str]) -> None:
    copy, said = odd
    for name in ("linked", "zero", "pipe"):
        assert f"{name}.md: it is a link or a folder, and was left out" in said
    built = (path for path in copy.site.rglob("*") if path.is_file())
    assert not [path for path in built if "密件".encode() in path.read_bytes()]


SAFE = {
    ("article.html", "page.content | safe"),
    ("home.html", "page.content | safe"),
    ("main.html", "(page.content if page) | safe"),
    ("card.html", '"<code>%s…</code>" | safe'),
    ("cited.html", "cited.news_article | safe"),
    ("note.html", "inside | safe"),
}
"""What templates write as it is: what has passed the gate, JSON that escapes its angles, and one constant."""


@given(st.text(st.sampled_from("甲a<>&\"' ([（】/=;#x39") | st.characters(), max_size=60))
def test_a_title_whose_runs_are_told_is_the_same_title(title: str) -> None:
    told = list(phrases(title))
    assert "".join(part for part, _ in told) == title
    assert {classes for _, classes in told} <= {"", "run", "run run-wide"}


def test_templates_write_as_it_is_only_what_has_passed_the_gate() -> None:
    found = {
        (path.name, match[1].strip())
        for path in (ROOT / "theme").rglob("*.html")
        for match in re.finditer(r'((?:"[^"]*"|\([^()]*\)|[\w.]+) \| safe)', path.read_text("utf-8"))
    }
    assert found == SAFE
    for path in (ROOT / "theme").rglob("*.html"):
        text = path.read_text("utf-8")
        assert len(re.findall(r"\|\s*safe\b", text)) == sum(name == path.name for name, _ in SAFE), path
        assert "autoescape" not in text and "Markup" not in text, path
