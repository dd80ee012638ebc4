"""The labels of the demo captures, checked against the captures' own bytes."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
CAPTURES = HERE.parents[1] / "captures"
LABELS = sorted(HERE.glob("*.yaml"))
ENCODINGS = {"nanyu_news_1402917": "gb18030", "daoyu_story_7731": "big5"}


def label_of(path: Path) -> dict[str, Any]:
    """Return one label file as a mapping."""
    label: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return label


def raw_text(path: Path) -> str:
    """Return a capture decoded with the encoding it is known to be in."""
    content = path.read_bytes()
    return content.decode(ENCODINGS.get(path.stem, "utf-8"))


def squeezed(text: str) -> str:
    """Return text without tags, Markdown marks and white space."""
    bare = html.unescape(re.sub(r"<[^>]*>", "", text))
    bare = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", bare)
    return re.sub(r"[\s*~>]+", "", bare)


def test_every_capture_has_one_label_and_every_label_a_capture() -> None:
    captures = sorted(p.relative_to(CAPTURES).as_posix() for p in CAPTURES.rglob("*") if p.is_file())
    assert sorted(label_of(path)["capture"] for path in LABELS) == captures


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_phrases_and_images_of_a_label_stand_in_its_capture(path: Path) -> None:
    label = label_of(path)
    raw = raw_text(CAPTURES / label["capture"])
    visible = squeezed(raw)
    assert [p for p in label["must_stay"] if squeezed(p) not in visible] == []
    assert [p for p in label["must_go"] if p not in raw and squeezed(p) not in visible] == []
    names = [address.rsplit("/", 1)[-1].split("?")[0] for address in label["images"]]
    assert [name for name in names if name not in raw] == []


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_what_must_go_stands_in_nothing_that_must_stay(path: Path) -> None:
    label = label_of(path)
    kept = squeezed("".join(label["must_stay"]))
    assert [p for p in label["must_go"] if squeezed(p) in kept] == []


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_every_demo_article_says_that_it_is_a_demonstration(path: Path) -> None:
    last = label_of(path)["must_stay"][-1]
    assert re.search("演示文本|Demonstration text", last)


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_every_address_of_a_demo_capture_is_reserved_for_examples(path: Path) -> None:
    raw = raw_text(CAPTURES / label_of(path)["capture"])
    hosts = set(re.findall(r"https?(?:://|%3A//)([^/\s\"'<>)?:#,]+)", raw))
    allowed = re.compile(r"[\w.-]+\.example|(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+")
    assert [h for h in hosts if not allowed.fullmatch(h) and h != "schema.org"] == []
