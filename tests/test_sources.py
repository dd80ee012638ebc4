"""Source files are read strictly, and what they say is what happens."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
import yaml

from annotated_reader import sources
from annotated_reader.claim import claim
from annotated_reader.errors import CaptureError
from annotated_reader.formats import read
from annotated_reader.letters import letters
from annotated_reader.pipeline import convert
from annotated_reader.sources import Sources
from annotated_reader.sources.select import compile_selector
from annotated_reader.values import Article, Capture
from tests.conftest import ROOT

CASES = ROOT / "tests" / "sources"
HEAD = "name: 海角文摘\nrole: mirror\nhosts: [haijiao.example]\n"
RULE = HEAD + "remove:\n  - name: litter\n    kind: promo\n    why: it stands below every post\n"
PROSE = [
    "灯塔建在岬角的尽头，从村子走过去要一个时辰，守灯的人一年只下山两次。",
    "他记得每一盏灯芯的长短，也记得哪一夜的风把玻璃吹裂，哪一夜的雾让船走错了路。",
    "换班的那天没有仪式，只有一本值班簿从一只手交到另一只手里，墨迹还没有干透。",
]
PAGE = (
    "<link rel='canonical' href='https://www.haijiao.example/p/1'><h2>灯塔上的最后一夜</h2>{0}"
    f"<p>{PROSE[0]}</p><p>{PROSE[1]}</p>{{1}}<p>{PROSE[2]}</p>{{2}}"
)


def loaded(folder: Path, **files: str | bytes) -> Sources:
    """Load a folder of just these files, which must have no fault."""
    found, errors = load(folder, **files)
    assert [str(error) for error in errors] == []
    return found


def load(folder: Path, **files: str | bytes) -> tuple[Sources, list[str]]:
    for name, content in files.items():
        path = folder / f"{name}.yaml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    found, errors = sources.load(folder)
    return found, [str(error) for error in errors]


def with_rule(folder: Path, text: str, content: str) -> Article:
    return convert(Capture("case.html", content.encode()), loaded(folder, haijiao=RULE + text))


FAULTS = yaml.safe_load((CASES / "faults.yaml").read_text("utf-8"))
ODD_FILES = [
    ("", "a.yaml: the file is empty. Write a source in it, or delete it"),
    ("name: \x07\n", "a.yaml: not valid YAML: unacceptable character #x0007"),
    ("name: 海角\n".encode("gb18030"), "a.yaml: the file is not UTF-8. Save it as UTF-8"),
    ("[" * 5000, "a.yaml:1: it is nested more than 100 levels deep. Write it flat"),
    ("name: " + "[" * 30 + "]" * 30 + "\n", "a.yaml:1: nested more than 20 deep. Flatten it"),
    ("#" * 1_000_001, "a.yaml: the file is larger than 1 MB. Keep one publisher or mirror in each file"),
]


@pytest.mark.parametrize(
    ("content", "message"),
    [*((case["file"], case["says"]) for case in FAULTS), *ODD_FILES],
    ids=[*(case["fault"] for case in FAULTS), *map(str, range(len(ODD_FILES)))],
)
def test_a_fault_is_told_with_its_file_line_and_remedy(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    found, errors = load(tmp_path, a=content, b=HEAD)
    assert [source.key for source in found.named] == ["b"]
    assert len(errors) == 1
    assert errors[0].startswith(message)


GENERAL_FAULTS = [
    ("_web", "proxies: ['(a']\n", "_web.yaml:1: not a regular expression"),
    ("_web", "proxies: ['https://p/(.+)']\n", "_web.yaml:1: the pattern has no group 'url'"),
    ("_web", "colour: red\n", "_web.yaml:1: unknown key 'colour'"),
    ("_publishers", "- a.example\n", "_publishers.yaml:1: a mapping of hosts to names is wanted here"),
    ("_publishers", "b.example: 乙\na.example: [甲]\n", "_publishers.yaml:2: 'a.example' needs one name"),
]


@pytest.mark.parametrize(("name", "content", "message"), GENERAL_FAULTS)
def test_the_files_of_what_is_true_everywhere_are_strict_too(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    _, errors = load(tmp_path, **{name: content})
    assert len(errors) == 1
    assert errors[0].startswith(message)


def test_the_template_is_not_loaded_but_loads_under_another_name(tmp_path: Path) -> None:
    assert "TEMPLATE" not in [source.key for source in sources.load(ROOT / "sources")[0].named]
    template = (ROOT / "sources" / "TEMPLATE.yaml.example").read_text("utf-8")
    (source,) = loaded(tmp_path, haijiao=template).named
    from annotated_reader.sources.compile import VERBS

    assert [rule.verb for rule in source.rules] == list(VERBS)
    assert all(source.body) and all(source.unlink) and source.must_stay and source.must_go


def test_the_fingerprint_changes_with_every_file_and_not_with_the_folder(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    first, second = loaded(tmp_path / "x", a=HEAD), loaded(tmp_path / "y", a=HEAD)
    changed = loaded(tmp_path / "y", a=HEAD + "# a remark\n")
    assert first.fingerprint == second.fingerprint != changed.fingerprint


def test_a_source_like_another_has_its_rules_and_readings_under_its_own_name(tmp_path: Path) -> None:
    model = RULE + "    strip: p.x\nread:\n  - field: tag\n    select: a.tag\n"
    other = "name: 又\nrole: mirror\nhosts: [b.example]\nlike: a\n"
    found = {source.key: source for source in loaded(tmp_path, a=model, b=other).named}
    assert [(rule.name, rule.inherited) for rule in found["b"].rules] == [("b/litter", True)]
    assert [rule.name for rule in found["b"].fields] == ["b/tag"]
    assert found["b"].hosts == ("b.example",)


SELECTED = [
    ("DIV.a", ["1"]),
    (".a.b", ["1"]),
    ("#one", ["1"]),
    ("p", ["2", "3"]),
    ("p, #one", ["1", "2", "3"]),
    ("div > p:first-child", ["2"]),
    ("[data-v~='w']", ["1"]),
    ("[data-v^='q'][data-v$='w']", ["1"]),
    ("[data-v*='x']", []),
    ("[DATA-V]", ["1"]),
    ("p:not(.c)", ["2"]),
    ("//p[2]", ["3"]),
    ("(//p)[2]", ["3"]),
    ("//p[contains(@title, 'http://x:y (z)')]", ["2"]),
    ("//*[self::p or self::h1][not(@class)]", ["2"]),
]


@pytest.mark.parametrize(("selector", "found"), SELECTED)
def test_a_selector_finds_what_its_standard_says(selector: str, found: list[str]) -> None:
    html = "<DIV id=one n=1 class='a b' data-v='q w'><p n=2 title='http://x:y (z)'>2"
    html += "<P n=3 class=c>3</DIV><div class=ab>"
    select = compile_selector([selector])
    assert [
        element.get("n")
        for element in select(read(Capture("x", html.encode() + b"<p>")).root)
        if element.get("n")
    ] == found


CLAIMED = [
    ("hosts: [haijiao.example]", "<h2><a href='https://b.haijiao.example/1'>灯塔上的最后一夜</a></h2>", True),
    (
        "hosts: [haijiao.example]",
        "<h2><a href='https://nothaijiao.example/1'>灯塔上的最后一夜</a></h2>",
        False,
    ),
    ("hosts: [haijiao.example]", "<p>见 https://haijiao.example/1 一文</p><p>又</p>", False),
    (
        "claim: [{select: 'a[href*=\"haijiao.example/tag/\"]'}]",
        "<a href='https://haijiao.example/tag/1'>灯</a><p>",
        True,
    ),
    ("claim: [{select: 'a[href*=\"haijiao.example/tag/\"]'}]", "<p>haijiao.example/tag/</p><p>", False),
    ('claim: [{select: \'//p[@class="aaaaaa" or @class="bbbbbb"]\'}]', "<p class=bbbbbb>一</p><p>", True),
    ("claim: [{select: '//p[not(@class=\"aaaaaa\")]'}]", "<p class=b>一</p><p>", True),
    (
        "claim: [{select: 'a[href=\"https://a.example/?a=1&b=2\"]'}]",
        "<a href='https://a.example/?a=1&amp;b=2'>灯</a><p>",
        True,
    ),
    ("claim: [{line: '海角文摘客户端'}]", "<p>海角文摘客户端下载</p><p>又</p>", True),
    ("claim: [{line: '海角文摘客户端'}]", "<p>他下载了海角文摘客户端</p><p>又</p>", False),
    ("claim: [{line: '海角文摘'}]", f"<p>海角文摘{'的长句子，' * 40}</p><p>又</p>", False),
    ("claim: [{line: '海角', select: p.x}]", "<p>海角</p><p>又</p>", False),
    ("claim: [{line: '海角', select: p.x}]", "<p>海角</p><p class=x>又</p>", True),
]


@pytest.mark.parametrize(("condition", "content", "claimed"), CLAIMED)
def test_a_source_claims_by_address_element_or_line(
    tmp_path: Path, condition: str, content: str, claimed: bool
) -> None:
    found = loaded(tmp_path, haijiao=f"name: 海角\nrole: mirror\n{condition}\n")
    lines = f"{content}<p>{PROSE[0]}</p><p>{PROSE[1]}</p>"
    article = convert(Capture("case.html", lines.encode()), found)
    assert article.sources == (("haijiao",) if claimed else ())


def test_a_selector_claims_a_capture_in_any_encoding(tmp_path: Path) -> None:
    found = loaded(
        tmp_path, a="name: 海角\nrole: mirror\nclaim: [{select: 'a[href*=\"haijiao.example/tag/\"]'}]\n"
    )
    content = f"<a href='https://haijiao.example/tag/1'>灯</a><p>{PROSE[0]}</p><p>{PROSE[1]}</p>"
    for encoding in ("utf-8", "gb18030", "utf-16"):
        assert convert(Capture("case.html", content.encode(encoding)), found).sources == ("a",)


def test_two_sources_of_one_role_cannot_both_claim_a_capture(tmp_path: Path) -> None:
    line = "role: mirror\nclaim: [{line: '海角'}]\n"
    found = loaded(tmp_path, a="name: 甲\n" + line, b="name: 乙\n" + line)
    with pytest.raises(CaptureError) as caught:
        convert(Capture("x/case.html", f"<p>海角</p><p>{PROSE[0]}</p>".encode()), found)
    assert str(caught.value) == (
        "x/case.html: sources/a.yaml and sources/b.yaml both claim it as its mirror. "
        "Narrow the 'claim' of one of them, or give them different roles"
    )


def test_sources_of_different_roles_are_a_lineage_outermost_first(tmp_path: Path) -> None:
    names = {"original": "首发社", "republisher": "转载站", "mirror": "镜像"}
    files = {
        f"a_{role}": f"name: {name}\nrole: {role}\nclaim: [{{line: '海角'}}]\n"
        for role, name in names.items()
    }
    article = convert(
        Capture("case.html", f"<p>海角</p><p>{PROSE[0]}</p>".encode()), loaded(tmp_path, **files)
    )
    assert article.sources == ("a_mirror", "a_republisher", "a_original")
    assert [hop.role for hop in article.provenance] == ["original", "republisher", "mirror", "capture"]
    assert article.publisher == "首发社"


def test_of_two_hosts_the_longer_one_claims(tmp_path: Path) -> None:
    whole, part = (
        "name: 全站\nrole: original\nhosts: [a.example]\n",
        "name: 分站\nrole: original\nhosts: [a.example/zh]\n",
    )
    found = loaded(tmp_path, whole=whole, part=part)
    document = read(Capture("case", PROSE[0].encode()))
    assert [source.key for source in claim(document, ["https://a.example/zh/1"], found)] == ["part"]
    assert [source.key for source in claim(document, ["https://a.example/zhang/1"], found)] == ["whole"]


VERBS = yaml.safe_load((CASES / "verbs.yaml").read_text("utf-8"))


def page(piece: str, at: int) -> str:
    return PAGE.format(*(piece if place == at else "" for place in range(3)))


def seen(article: Article) -> str:
    return letters(article.body)


@pytest.mark.parametrize("case", VERBS, ids=[case["verb"] for case in VERBS])
def test_a_verb_takes_its_litter_and_says_so(tmp_path: Path, case: dict[str, Any]) -> None:
    article = with_rule(tmp_path, indent(case["rule"], "    "), page(case["go"], case["at"]))
    assert {(removal.rule, removal.kind, removal.why) for removal in article.removals} == {
        ("haijiao/litter", "promo", "it stands below every post")
    }
    gone = letters("".join(removal.text for removal in article.removals))
    assert all(letters(sentence) in seen(article) for sentence in PROSE)
    assert not gone or gone not in seen(article)
    assert "mascot" not in article.body


@pytest.mark.parametrize("case", VERBS, ids=[case["verb"] for case in VERBS])
def test_a_verb_leaves_the_look_alike(tmp_path: Path, case: dict[str, Any]) -> None:
    article = with_rule(tmp_path, indent(case["rule"], "    "), page(case["stay"], case["at"]))
    assert article.removals == ()


@pytest.mark.parametrize(
    ("place", "goes"), [("anywhere", {0, 1, 2}), ("head", {0}), ("tail", {2}), ("edge", {0, 2})]
)
def test_a_line_goes_in_its_place_only(tmp_path: Path, place: str, goes: set[int]) -> None:
    rule = f"    strip_line: '海角客户端'\n    place: {place}\n"
    gone = {at for at in range(3) if with_rule(tmp_path, rule, page("<p>海角客户端</p>", at)).removals}
    assert gone == goes


def test_a_rule_that_would_take_more_than_half_is_not_obeyed_and_said(tmp_path: Path) -> None:
    address = "<link rel=canonical href='https://haijiao.example/1'>"
    content = f"{address}<div class=box>{PROSE[0]}{PROSE[1]}</div><p>{PROSE[2]}</p>"
    article = with_rule(tmp_path, "    strip: div.box\n", content)
    assert article.removals == ()
    assert "rule haijiao/litter would remove 66% of the text; it was not obeyed" in article.review


@pytest.mark.parametrize("rule", ["strip: p", "strip_line: '.+'", "strip_text: '[^。]+。'"])
def test_a_rule_that_takes_more_than_half_in_pieces_is_said(tmp_path: Path, rule: str) -> None:
    content = PAGE.format("", "", "<div>灯还亮着。</div>")
    try:
        review = " ".join(with_rule(tmp_path, f"    {rule}\n", content).review)
    except CaptureError as error:
        review = str(error)
    assert "% of the text" in review or "no article is left in it after cleaning" in review


def test_phrases_that_must_stay_or_go_are_checked(tmp_path: Path) -> None:
    phrases = "must_stay: [灯芯的长短, 不在其中的话, '**墨迹** 还没有']\nmust_go: [值班簿, 不在其中的话]\n"
    found = loaded(tmp_path, haijiao=RULE + "    strip_text: '每一盏灯芯的'\n" + phrases)
    article = convert(Capture("case.html", PAGE.format("", "", "").encode()), found)
    assert [sentence for sentence in article.review if "says" in sentence] == [
        "“灯芯的长短” must stay, says sources/haijiao.yaml, but a rule took it out",
        "“值班簿” must go, says sources/haijiao.yaml, but it is still there",
    ]


READINGS = yaml.safe_load((CASES / "readings.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", READINGS, ids=[case["reading"] for case in READINGS])
def test_a_reading_gives_its_field_its_value(tmp_path: Path, case: dict[str, Any]) -> None:
    reading = indent(case["rule"], "    ").lstrip()
    found = loaded(tmp_path, haijiao=f"{HEAD}read:\n  - {reading}")
    article = convert(Capture("case.html", PAGE.format("", "", case["piece"]).encode()), found)
    value = getattr(article, case["field"])
    assert (list(value) if isinstance(value, tuple) else value) == case["value"]
    lifted = [removal.text for removal in article.lifted if removal.rule.startswith("haijiao/")]
    assert lifted == case.get("lifted", [])


def test_front_matter_is_read_under_the_key_that_the_source_names(tmp_path: Path) -> None:
    found = loaded(tmp_path, haijiao=HEAD + "read:\n  - field: author\n    front_matter: writer\n")
    content = (
        f"---\ntitle: 灯塔\nwriter: 李小明\nfrom: https://haijiao.example/1\n---\n{PROSE[0]}\n\n{PROSE[1]}"
    )
    assert convert(Capture("case.md", content.encode()), found).authors == ("李小明",)


def test_links_that_the_site_put_on_keywords_lose_their_address_and_keep_their_words(tmp_path: Path) -> None:
    found = loaded(tmp_path, haijiao=HEAD + "unlink: a.key\n")
    piece = "<p>关于<a class=key href='https://haijiao.example/tag/1'>灯塔</a>的<a href='https://b.example/'>书</a>。</p>"
    body = convert(Capture("case.html", PAGE.format("", piece, "").encode()), found).body
    assert "关于灯塔的[书](https://b.example/)。" in body


def test_the_body_that_a_source_names_is_the_region_of_a_page(tmp_path: Path) -> None:
    aside = "".join(
        f"<p>旁边的一栏也有整句的话，第{number}句与本文毫无关系，只是同样长短。</p>" for number in range(3)
    )
    text = "".join(f"<p>{line}</p>" for line in PROSE)
    content = (
        "<html><head><link rel=canonical href='https://haijiao.example/1'></head><body><h1>灯塔上的最后一夜</h1>"
        f"<div class=text>{text}</div><div class=side>{aside}</div></body></html>"
    )
    found = loaded(tmp_path, haijiao=HEAD + "body: div.text\n")
    article = convert(Capture("case.html", content.encode()), found)
    assert all(letters(line) in seen(article) for line in PROSE)
    assert letters("毫无关系") not in seen(article)
