"""Whatever is wrong with a capture, it becomes an article by the laws or an error that names it."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from annotated_reader.errors import CaptureError
from annotated_reader.pipeline import convert, find_broken_laws
from annotated_reader.sources import Sources
from annotated_reader.values import Capture
from tests.conftest import CORPUS, ROOT, captures_in

HERE = captures_in(ROOT / "captures")
REAL = captures_in(CORPUS / "captures") if (CORPUS / "captures").is_dir() else []
LARGE = 300_000
"""Bytes of a capture that is mutated; larger ones are too slow to look at many times."""

Mutate = Callable[[bytes, random.Random], bytes]


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(1, len(content))]


def _beheaded(content: bytes, chance: random.Random) -> bytes:
    return content[chance.randrange(1, len(content)) :]


def _spliced(content: bytes, chance: random.Random) -> bytes:
    other = chance.choice(HERE).content
    return _cut(content, chance) + _beheaded(other, chance)


def _flipped(content: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.randrange(1, 6)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def _without(content: bytes, chance: random.Random, found: re.Pattern[bytes], share: float) -> bytes:
    return found.sub(lambda match: b"" if chance.random() < share else match.group(), content)


def _without_tags(content: bytes, chance: random.Random) -> bytes:
    return _without(content, chance, re.compile(rb"<[^<>]*>"), 0.3)


def _without_closing_tags(content: bytes, chance: random.Random) -> bytes:
    return _without(content, chance, re.compile(rb"</[^<>]*>|/>|-->"), 0.5)


def _without_marks(content: bytes, chance: random.Random) -> bytes:
    return _without(content, chance, re.compile(rb"[\"'<>\[\]()*#:\n-]"), 0.1)


def _shuffled(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _on_one_line(content: bytes, chance: random.Random) -> bytes:
    return content.replace(b"\n", chance.choice([b" ", b"", b"\r"]))


def _doubled(content: bytes, chance: random.Random) -> bytes:
    return content + chance.choice([b"", b"\n\n", b"</div></body></html>"]) + content


def _recoded(content: bytes, chance: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(
        chance.choice(["gb18030", "big5", "utf-16", "utf-16-be", "utf-8-sig", "cp1252"]), "ignore"
    )


def _recoded_in_part(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + _recoded(content[place:], chance)


def _escaped(content: bytes, chance: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return "".join(f"&#{ord(char)};" if chance.random() < 0.05 else char for char in text).encode()


def _wrapped(content: bytes, chance: random.Random) -> bytes:
    tag = chance.choice(
        [b"<div>", b"<b>", b"<blockquote>", b"<table><tr><td>", b"<ul><li>", b"<a href='x'>", b"<pre>"]
    )
    return tag * chance.randrange(1, 200) + content


MUTATIONS: dict[str, Mutate] = {
    "cut": _cut,
    "beheaded": _beheaded,
    "spliced": _spliced,
    "flipped": _flipped,
    "without tags": _without_tags,
    "without closing tags": _without_closing_tags,
    "without marks": _without_marks,
    "shuffled": _shuffled,
    "on one line": _on_one_line,
    "doubled": _doubled,
    "recoded": _recoded,
    "recoded in part": _recoded_in_part,
    "escaped": _escaped,
    "wrapped": _wrapped,
}


def hold(capture: Capture, all_sources: Sources) -> None:
    try:
        assert find_broken_laws(capture, all_sources) == ()
    except CaptureError as error:
        assert error.place == capture.path
        assert error.fact
        assert error.action


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_laws_hold_on_mutated_demo_captures(name: str, all_sources: Sources) -> None:
    for capture in random.Random(name).sample(HERE, len(HERE) // 2):
        chance = random.Random(f"{name} {capture.path}")
        hold(Capture(capture.path, MUTATIONS[name](capture.content, chance)), all_sources)


@pytest.mark.parametrize("capture", REAL, ids=lambda capture: capture.path)
def test_the_laws_hold_on_mutated_real_captures(capture: Capture, all_sources: Sources) -> None:
    chance = random.Random(capture.path)
    if len(capture.content) < LARGE:
        for name in chance.sample(sorted(MUTATIONS), 2):
            hold(Capture(capture.path, MUTATIONS[name](capture.content, chance)), all_sources)


SENTENCES = "".join(f"<p>第{number}年，灯塔建在岬角的尽头，走过去要一个时辰。</p>" for number in range(4))
ODD = {
    "one letter": "字",
    "only a title": "<h1>题</h1>",
    "only litter": "<p>广告</p><p>相关阅读</p>",
    "only pictures": "<p><img src='a.jpg'></p><p><img src='b.jpg'></p>",
    "only a comment": "<!-- 字 --><!-- 又 -->",
    "only a script": "<script>document.write('字')</script><p></p>",
    "an open comment": f"{SENTENCES}<!-- {SENTENCES}",
    "an open script": f"{SENTENCES}<script>{SENTENCES}",
    "an open attribute": f"{SENTENCES}<p title='{SENTENCES}",
    "an open tag": f"{SENTENCES}<a href=x {SENTENCES}",
    "two bodies": f"<html><body>{SENTENCES}</body></html><html><body>{SENTENCES}</body></html>",
    "a named body without words": "<div class=article-content></div><p><a href=x>一条题目</a></p>",
    "frames": f"<html><frameset><frame src=x></frameset><noframes>{SENTENCES}</noframes></html>",
    "a template": f"<template>{SENTENCES}</template>{SENTENCES}",
    "marks that are no letters": f"<p>\u00a8 \u0301\u200d \uffe3</p>{SENTENCES}<p>\u203e</p>",
    "letters of every kind": f"{SENTENCES}<p>ﬁ Ａ ㈱ ① ㌔ e\u0301 가 \U0001f469\u200d\U0001f680 \ufdfa</p>",
    "letters from the right": f"{SENTENCES}<p>\u202e字\u202c שלום</p>",
    "references to nothing": f"{SENTENCES}<p>&#0; &#xD800; &#x110000; &#xFFFF; &nosuch; &amp;amp;</p>",
    "paragraphs in everything": f"<span><b><a href=x>{SENTENCES}</a></b></span><h2>{SENTENCES}</h2>",
    "tables in tables": "<table><tr><td>" * 30 + SENTENCES,
    "lists in lists": "<ul><li>项" * 60 + SENTENCES,
    "quotations in Markdown": "# 题\n\n" + "> " * 60 + "字。\n\n" + SENTENCES,
    "lists in Markdown": "# 题\n\n"
    + "".join("  " * depth + "- 项\n" for depth in range(60))
    + "\n"
    + SENTENCES,
    "open brackets in Markdown": "# 题\n\n" + "[" * 300 + "字。\n\n" + "![](" * 300 + "\n\n" + SENTENCES,
    "stars in Markdown": "# 题\n\n" + "*一**二***三_四__" * 100 + "\n\n" + SENTENCES,
    "backticks in Markdown": "# 题\n\n" + "".join("`" * (size % 40) + "字" for size in range(200)),
    "tables in Markdown": "# 题\n\n" + "|甲" * 60 + "|\n" + "|-" * 60 + "|\n" + "|一" * 60 + "|\n",
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
@pytest.mark.parametrize("page", [False, True], ids=["fragment", "page"])
def test_the_laws_hold_on_odd_captures(content: str, page: bool, all_sources: Sources) -> None:
    text = f"<html><body>{content}" if page else content
    hold(Capture("odd/case", text.encode("utf-8", "surrogatepass")), all_sources)


@pytest.mark.parametrize("content", ["<h1>题</h1>", "<!-- 字 -->", "<p></p><p> </p>", "<script>字</script>"])
def test_a_capture_without_an_article_is_an_error_that_says_what_to_do(
    content: str, all_sources: Sources
) -> None:
    with pytest.raises(
        CaptureError, match=r"^odd/case: no article is left in it after cleaning\. See what went"
    ):
        convert(Capture("odd/case", f"{content}<p></p>".encode()), all_sources)


SENTENCE = "灯塔建在岬角的尽头，从村子走过去要一个时辰。"
HUGE = {
    "10 MB of one paragraph": "'<p>' + S * 150_000 + '</p><p>' + S",
    "10 MB of one line": "S * 150_000",
    "10 MB of spaces": "'题\\n' + ' ' * 10_000_000 + '字\\n' + S",
    "30,000 short lines": "'\\n'.join(f'第{n}行短句' for n in range(30_000))",
    "6,000 links": "P + ''.join(f'<p><a href=x>第{n}条文章的题目</a></p>' for n in range(6_000))",
    "lists of links in each other": "P + ('<ul><li>' + '<li><a href=x>一条题目</a>' * 2) * 600 + P",
    "5,000 boxes to cut": "''.join(f'<p class=share>分享{n}</p><p>第{n}句。</p>' for n in range(5_000)) + P",
    "an attribute of 1 MB": "f'<p class=\"{\"a\" * 1_000_000}\">' + S + '</p>' + P",
    "classes of 1 MB": "f'<p class=\"{\"a \" * 500_000}\">' + S + '</p>' + P",
    "a title of 1 MB": "'<html><head><title>' + '题-' * 500_000 + '</title></head><body>' + P",
    "an author of 1 MB": "'<html><meta name=author content=\"' + '发自x' * 300_000 + '\"><body>' + P",
    "front matter of 30,000 lines": "'---\\n' + '键: 值\\n' * 30_000 + '---\\n' + S",
    "elements 10,000 deep": "'<div>' * 10_000 + P",
    "inline elements 2,000 deep": "'<p>' + '<span>' * 2_000 + S + '</p>' + P",
    "a paragraph at each of 2,000 depths": "''.join(f'<div><p>第{n}句。' + S for n in range(1_000))",
    "a million dots": "'题\\n' + '.' * 1_000_000 + '字\\n' + S",
    "a million brackets": "'[' * 1_000_000 + '\\n' + S + P",
    "100,000 open links": "'<b>字</b><br>' + '[](' * 100_000 + S",
    "lines that head lists": "'<p>相关阅读</p><p>往期推荐</p>' * 5_000 + P * 2",
}  # fmt: skip
SCRIPT = """
import resource, sys
from pathlib import Path
from annotated_reader import sources
from annotated_reader.errors import CaptureError
from annotated_reader.pipeline import convert
from annotated_reader.values import Capture

if sys.platform == "linux":
    resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
S = sys.argv[1]
P = "".join(f"<p>第{n}年，{S}</p>" for n in range(4))
found, _ = sources.load(Path("sources"))
try:
    print("article", len(convert(Capture("huge/case", eval(sys.argv[2]).encode()), found).body))
except CaptureError as error:
    print("error", error)
"""


@pytest.mark.parametrize("content", HUGE.values(), ids=HUGE)
def test_a_huge_capture_ends_in_bounded_time_and_memory(content: str) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", SCRIPT, SENTENCE, content],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.stderr == ""
    assert re.match(r"article \d+|error huge/case: ", done.stdout)


def test_an_alias_bomb_in_front_matter_is_read_as_it_stands(all_sources: Sources) -> None:
    pairs = zip("abcdefgh", "bcdefghi", strict=True)
    nested = "".join(f"{name}: &{name} [{', '.join(['*' + above] * 9)}]\n" for above, name in pairs)
    text = f"---\na: &a [字, 字]\n{nested}title: *i\nauthor: *i\n---\n{SENTENCES}"
    article = convert(Capture("bomb.md", text.encode()), all_sources)
    assert len(repr(article)) < 5_000
