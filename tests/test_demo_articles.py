"""What a reader gets of every demo capture, held against labels written by hand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from annotated_reader.letters import letters
from annotated_reader.pipeline import convert
from annotated_reader.sources import Sources
from annotated_reader.values import Article, Capture

ROOT = Path(__file__).parent.parent
LABELS = sorted((ROOT / "tests" / "demo").glob("*.yaml"))
IMAGE = re.compile(r"!\[[^\]]*\]\(<?([^)>\s]+)")
FIELDS = ("title", "publisher", "published", "original_url", "archive_url", "lang", "authors", "tags")


def label_of(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text("utf-8")))


@pytest.fixture(params=LABELS, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest, all_sources: Sources) -> tuple[dict[str, Any], Article]:
    label = label_of(request.param)
    path = ROOT / "captures" / label["capture"]
    return label, convert(Capture(label["capture"], path.read_bytes()), all_sources)


def test_every_word_of_the_article_is_there(case: tuple[dict[str, Any], Article]) -> None:
    label, article = case
    words = letters(article.title + re.sub(r"\]\([^)]*\)", "]", article.body))
    assert [phrase for phrase in label["must_stay"] if letters(phrase) not in words] == []


def test_nothing_of_the_litter_is_left(case: tuple[dict[str, Any], Article]) -> None:
    label, article = case
    words = letters(article.body)
    left = [p for p in label["must_go"] if p in article.body or (letters(p) and letters(p) in words)]
    assert left == []


def test_the_pictures_are_the_articles_own(case: tuple[dict[str, Any], Article]) -> None:
    label, article = case
    shown = IMAGE.findall(article.body)
    assert [address for address in label["images"] if address not in shown] == []
    allowed = {*label["images"], *label.get("optional_images", ())}
    assert [address for address in shown if address not in allowed] == []


@pytest.mark.parametrize("field", FIELDS)
def test_the_metadata_say_what_the_capture_says(case: tuple[dict[str, Any], Article], field: str) -> None:
    label, article = case
    value = getattr(article, field)
    wanted = label[field]
    if field in ("authors", "tags"):
        assert list(value) == wanted
    elif isinstance(wanted, list):
        assert value in wanted
    else:
        assert value == wanted
