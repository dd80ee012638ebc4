"""Nothing vanishes, nothing is invented: on every capture at hand and on generated ones."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotated_reader import sources
from annotated_reader.cleaning import prune
from annotated_reader.errors import CaptureError
from annotated_reader.formats import read
from annotated_reader.formats.markdown import split_front_matter
from annotated_reader.letters import letters
from annotated_reader.pipeline import clean, convert, find_broken_laws
from annotated_reader.sources import Sources
from annotated_reader.values import Capture
from tests.conftest import CORPUS, ROOT, captures_in

HERE = captures_in(ROOT / "captures")
REAL = captures_in(CORPUS / "captures") if (CORPUS / "captures").is_dir() else []
SOURCES = sources.load(ROOT / "sources")[0]

WORDS = st.one_of(
    st.sampled_from(
        [
            "灯塔建在岬角的尽头，从村子走过去要一个时辰。",
            "關注我們",
            "广告",
            "相关阅读",
            "作者：王小明",
            "2024-06-17 08:18 来源：某报",
            "**真。**她",
            "* 一项",
            "1990. 那一年",
            "# 不是标题",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "[字](javascript:alert)",
            "[^1]: 注",
            "{: .x}",
            "!!! note",
            "a|b|c",
            "\\* \\_ \\",
            "e\u0301\u200d\u0644\u0627",
            "Ａ１ ①㈱ ﬁ",
        ]
    ),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20),
)
TAGS = (
    "p",
    "div",
    "span",
    "b",
    "strong",
    "em",
    "a",
    "ul",
    "li",
    "h2",
    "blockquote",
    "table",
    "tr",
    "td",
    "center",
)
OPEN = st.builds(
    lambda tag, extra: f"<{tag}{extra}>",
    st.sampled_from(TAGS),
    st.sampled_from(
        ["", ' class="ad"', ' style="display:none"', ' href="https://a.example/"', " id=comments"]
    ),
)
CLOSE = st.builds(lambda tag: f"</{tag}>", st.sampled_from(TAGS))
VOID = st.sampled_from(
    ["<br>", "<hr/>", "</br>", '<img src="x.jpg" width=1 height=1>', "<!-- c -->", "<script>s</script>"]
)
BREAKS = st.sampled_from(["\n", "\n\n", " ", "\n    ", "\n---\n", "\n> ", "\n- ", "\n#### "])
PIECES = st.lists(st.one_of(WORDS, OPEN, CLOSE, VOID, BREAKS), min_size=1, max_size=30).map("".join)


def check(capture: Capture) -> None:
    try:
        assert find_broken_laws(capture, SOURCES) == ()
    except CaptureError as error:
        assert capture.path in str(error)


@pytest.mark.parametrize("capture", HERE, ids=lambda capture: capture.path)
def test_the_laws_hold_on_the_demo_captures(capture: Capture) -> None:
    assert find_broken_laws(capture, SOURCES) == ()


@pytest.mark.parametrize("capture", REAL, ids=lambda capture: capture.path)
def test_the_laws_hold_on_real_captures(capture: Capture) -> None:
    assert find_broken_laws(capture, SOURCES) == ()


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_the_laws_hold_on_broken_html_and_markdown(text: str) -> None:
    check(Capture("generated.html", text.encode()))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_the_laws_hold_on_whole_pages(text: str) -> None:
    page = f"<!doctype html><html><head><title>题目 - 某站</title></head><body>{text}</body></html>"
    check(Capture("generated.html", page.encode()))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_the_laws_hold_below_front_matter(text: str) -> None:
    check(Capture("generated.md", f"---\ntitle: 题目\n---\n\n{text}".encode()))


@settings(max_examples=80, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12))
def test_the_laws_hold_on_plain_text(lines: list[str]) -> None:
    check(Capture("generated.txt", "\n".join(lines).encode()))


class Independent(HTMLParser):
    """The visible text of HTML by another parser than the project's."""

    HIDDEN = ("script", "style", "noscript", "template", "title", "head", "svg", "math", "datalist")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in self.HIDDEN:
            self.hidden.append(tag)
        elif tag == "body":
            self.hidden.clear()

    def handle_endtag(self, tag: str) -> None:
        if tag in self.hidden:
            self.hidden.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


@pytest.mark.parametrize(
    "capture", [c for c in HERE + REAL if read(c).format == "html"], ids=lambda c: c.path
)
def test_the_reader_sees_what_another_parser_sees(capture: Capture) -> None:
    document = read(capture)
    encoding = "big5" if "big5" in "".join(document.notes) else "utf-8"
    parser = Independent()
    parser.feed(capture.content.decode(encoding, "replace").replace("\r", ""))
    parser.close()
    assert letters(document.text) == letters("".join(parser.parts))


@pytest.mark.parametrize("capture", HERE + REAL, ids=lambda capture: capture.path)
def test_what_is_kept_stands_in_the_pruned_tree_in_the_same_order(capture: Capture) -> None:
    cleaned = clean(capture, SOURCES)
    text, covered = cleaned.mask.document.text, cleaned.mask.covered
    kept = "".join(itertools.compress(text, (not gone for gone in covered)))
    assert letters(prune(cleaned.mask).text_content()) == letters(kept)


@pytest.mark.parametrize(
    "capture", [c for c in HERE + REAL if read(c).format == "text"], ids=lambda c: c.path
)
def test_every_letter_of_plain_text_is_read(capture: Capture) -> None:
    encoding = "gb18030" if "gb18030" in "".join(read(capture).notes) else "utf-8"
    assert letters(read(capture).text) == letters(capture.content.decode(encoding))


def test_front_matter_ends_where_the_article_begins() -> None:
    fields, body = split_front_matter("---\n\ntitle: 题\n\ndate: 2018-04-24\n\n---\n\n一\n\n---\n\n二\n")
    assert fields == {"title": "题", "date": "2018-04-24"}
    assert body == "\n一\n\n---\n\n二\n"


SCRIPT = """
import sys
from pathlib import Path
from annotated_reader import sources
from annotated_reader.pipeline import convert
from annotated_reader.values import Capture
found, _ = sources.load(Path("sources"))
for path in sorted(Path("captures").rglob("*")):
    if path.is_file():
        print(repr(convert(Capture(path.name, path.read_bytes()), found)))
"""


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed_and_the_locale() -> None:
    outputs = set()
    for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("42", "C")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "LC_ALL": locale,
            "TZ": f"UTC+{seed[:1]}",
            "PYTHONUTF8": "1",
        }
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, capture_output=True, check=True
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_a_capture_converts_alike_alone_and_after_others(all_sources: Sources) -> None:
    first = [convert(capture, all_sources) for capture in HERE]
    again = [convert(capture, all_sources) for capture in reversed(HERE)]
    assert first == again[::-1]


def test_paths_here_are_relative_to_the_captures_folder() -> None:
    assert all(not Path(capture.path).is_absolute() for capture in HERE)


def test_what_stands_behind_a_closed_page_is_read_too() -> None:
    page = "<html><body><p>灯塔建在岬角。</p></body></html><p>船从岬角下面经过，夜里看得见灯。</p></html>"
    assert (
        letters(read(Capture("page.html", page.encode())).text) == "灯塔建在岬角船从岬角下面经过夜里看得见灯"
    )


def test_a_picture_beside_white_space_is_written_once() -> None:
    text = "# 灯塔\n\n灯塔建在岬角的尽头，走过去要一个时辰。\n\n![灯](https://i.example/a.jpg)\n*岬角的灯*\n"
    assert convert(Capture("a.md", text.encode()), SOURCES).body.count("a.jpg") == 1


def test_a_single_sentence_is_an_article() -> None:
    notice = "今日停水通知：城北各街巷自晚八时起停水，请提前储水。"
    assert letters(notice) in letters(convert(Capture("a.txt", notice.encode()), SOURCES).body)


def test_a_quoted_speaker_is_no_advertisement() -> None:
    told = "他告诉记者，有人总劝路人：欢迎关注我们的微信公众号。"
    text = f"<p>灯塔建在岬角的尽头，从村子走过去要一个时辰，路很难走。</p><p>{told}</p>"
    assert letters(told) in letters(convert(Capture("a.html", text.encode()), SOURCES).body)
