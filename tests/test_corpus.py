"""The figures on real captures, by the corpus's own scorer."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from annotated_reader.pipeline import convert
from annotated_reader.sources import Sources
from tests.conftest import captures_in

FIRST_FIVE = ("s0", "s1", "s2", "s3", "s4")


@pytest.fixture(scope="session")
def scorer(corpus: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_score", corpus / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def rows(
    corpus: Path, scorer: ModuleType, all_sources: Sources, tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, Any]]:
    outputs = tmp_path_factory.mktemp("articles")
    for capture in captures_in(corpus / "captures"):
        article = convert(capture, all_sources)
        stem = Path(capture.path).stem
        fields = {
            "title": article.title,
            "author": list(article.authors),
            "publisher": article.publisher,
            "published": article.published,
            "original_url": article.original_url,
        }
        (outputs / f"{stem}.md").write_text(article.body, "utf-8")
        (outputs / f"{stem}.json").write_text(json.dumps(fields), "utf-8")
    return list(scorer.score_dir(corpus / "gold", corpus / "captures", corpus / "captures", outputs))


@pytest.mark.parametrize("name", FIRST_FIVE)
def test_the_first_five_systems_come_out_clean(rows: list[dict[str, Any]], name: str) -> None:
    row = next(row for row in rows if row["id"] == name)
    assert row["f1"] >= 0.99
    assert (row["lost_blocks"], row["junk_hits"], row["split"], row["gaps"]) == ([], [], 0, 0)
    assert row["images_found"] == row["images_total"]
    assert all(row["meta"].values())
    assert row["meta_spurious"] == []


def test_all_captures_reach_the_targets(rows: list[dict[str, Any]], scorer: ModuleType) -> None:
    mean = scorer.summary(rows)
    assert mean["f1"] >= 0.985
    assert (mean["lost_blocks"], mean["split"], mean["gaps"], mean["missing"]) == (0, 0, 0, 0)
    assert mean["junk_hits"] <= 3
    assert mean["clean_docs"] >= mean["docs"] - 2
    assert mean["images_found"] == mean["images_total"]
    assert all(mean[field] >= 0.95 for field in ("title", "author", "publisher", "published", "original_url"))
    assert mean["meta_spurious"] == 0
