"""The vocabulary: read strictly, folded across scripts, its names found where they are words."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from annotated_reader.vocabulary import Entity, Scanner, Vocabulary, fold, load_vocabulary, simplify
from annotated_reader.vocabulary.claims import settle
from annotated_reader.vocabulary.load import GLOSS_LETTERS
from tests.conftest import ROOT

FAULTS = yaml.safe_load((ROOT / "tests" / "vocabulary" / "faults.yaml").read_text("utf-8"))


def written(folder: Path, text: str) -> tuple[Vocabulary, list[str]]:
    (folder / "vocabulary.yaml").write_text(text, "utf-8")
    vocabulary, faults = load_vocabulary(folder)
    return vocabulary, [str(fault) for fault in faults]


def of(*entities: Entity) -> Vocabulary:
    kept, by_name = settle(entities, "x", [])
    return Vocabulary(tuple(kept), by_name)


def found(vocabulary: Vocabulary, text: str) -> list[str]:
    return [text[each.start : each.end] for each in Scanner(vocabulary).mentions(text)]


@pytest.mark.parametrize("case", FAULTS, ids=[case["fault"] for case in FAULTS])
def test_a_fault_is_named_with_its_line_and_the_rest_still_works(
    case: dict[str, Any], tmp_path: Path
) -> None:
    vocabulary, faults = written(tmp_path, case["file"])
    assert len(faults) == 1 + case.get("more", 0), faults
    assert faults[0].startswith(f"{tmp_path / 'vocabulary.yaml'}{case['said']}")
    assert all("\n" not in fault for fault in faults)
    for name, preferred in case.get("works", {}).items():
        entity = vocabulary.find(name)
        assert entity is not None, name
        assert entity.name == preferred
    assert not any(vocabulary.find(name) for name in case.get("lost", ()))


def test_an_entry_holds_all_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("x", "utf-8")
    vocabulary, faults = written(
        tmp_path,
        "普京:\n  kind: person\n  gloss: >\n    俄罗斯\n    总统\n  variants: 普丁\n  not_in: [普京城]\n"
        "  not_for: [a-slug]\n  in_text: false\n  note: note.md\n",
    )
    assert faults == []
    assert vocabulary.entities == (
        Entity(
            "普京",
            "person",
            "俄罗斯 总统",
            ("普丁",),
            ("普京城",),
            ("a-slug",),
            in_text=False,
            note="note.md",
        ),
    )


def test_a_gloss_fits_into_a_tooltip(tmp_path: Path) -> None:
    _, faults = written(tmp_path, f"朝鲜:\n  kind: place\n  gloss: {'长' * (GLOSS_LETTERS + 1)}\n")
    assert faults[0].endswith("vocabulary.yaml:3: the gloss has 121 characters, and 120 fit into a tooltip. "
                              "Shorten it, and put the rest into a note page")  # fmt: skip


def test_no_file_an_empty_file_and_bytes_that_are_no_text(tmp_path: Path) -> None:
    assert load_vocabulary(tmp_path) == (Vocabulary(), ())
    assert written(tmp_path, "# nothing yet\n") == (Vocabulary(), [])
    (tmp_path / "vocabulary.yaml").write_bytes(b"\xff\xfe")
    _, (fault,) = load_vocabulary(tmp_path)
    assert str(fault).endswith("the file is not UTF-8. Save it as UTF-8")


def test_the_committed_vocabulary_has_no_fault_and_forty_entries() -> None:
    vocabulary, faults = load_vocabulary(ROOT / "docs")
    assert faults == ()
    assert len(vocabulary.entities) >= 40
    assert {entity.kind for entity in vocabulary.entities} == {
        "person", "place", "organisation", "treaty", "topic"
    }  # fmt: skip


@pytest.mark.parametrize("name", ["北韩", "北韓", "北朝鮮", "朝鮮", "ＤＰＲＫ", "dprk", " North Korea "])
def test_a_name_is_known_in_every_script_width_and_case(name: str) -> None:
    korea = Entity("朝鲜", "place", "国家", ("北韩", "北朝鲜", "DPRK", "North Korea"))
    assert of(korea).find(name) == korea


@given(st.text())
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(simplify(text)) == len(text)
    assert fold(fold(text)) == fold(text)


KOREA = Entity("朝鲜", "place", "", ("北韩",), ("朝鲜族",))
CHINA = Entity("中国", "place", "", (), ("发展中国家",))
PLACES = of(
    KOREA,
    CHINA,
    Entity("美国", "place", ""),
    Entity("东加", "place", ""),
    Entity("南沙", "place", ""),
    Entity("南海", "place", ""),
    Entity("普京", "person", "", ("Putin", "弗拉基米尔·普京"), ("普京城墙",)),
    Entity("世界卫生组织", "organisation", "", ("WHO", "世卫")),
    Entity("法", "topic", "", ("法律",)),
    Entity("计量", "topic", "", in_text=False),
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("朝鲜与朝鮮、北韩、北韓。", ["朝鲜", "朝鮮", "北韩", "北韓"]),
        ("朝鲜族村里来了朝鲜客人", ["朝鲜"]),
        ("他写湖北韩家的账", []),
        ("河北韩村，不是北韩。", ["北韩"]),
        ("发展中国家", []),
        ("美国国家队", ["美国"]),
        ("两家中国家电厂，中国家", ["中国"]),
        ("中国家庭与中国人", ["中国", "中国"]),
        ("南美国家的足球", []),
        ("云南沙溪，粤港东南海域", []),
        ("美国家具", ["美国"]),
        ("山东加强、广东加大力度", []),
        ("东加在太平洋", ["东加"]),
        ("与中国内地，与美国警方", ["中国", "美国"]),
        ("看中国，在朝鲜主要城市", ["中国", "朝鲜"]),
        ("弗拉基米尔·普京与弗拉基米尔•普京", ["弗拉基米尔·普京", "弗拉基米尔•普京"]),
        ("普京城墙下没有普京", ["普京"]),
        ("Putin’s men, PUTIN, Rasputin, Putins", ["Putin", "PUTIN"]),
        ("the WHO, who asked; ＷＨＯ", ["WHO", "ＷＨＯ"]),
        ("世卫WHO说", ["世卫", "WHO"]),
        ("法律里的法与方法", ["法律"]),
        ("计量日", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_name_is_found_where_it_is_a_word_and_nowhere_else(text: str, names: list[str]) -> None:
    assert found(PLACES, text) == names


def test_the_longest_name_wins_and_none_lies_over_another() -> None:
    vocabulary = of(Entity("朝鲜", "place", ""), Entity("朝鲜半岛", "place", ""), Entity("半岛", "topic", ""))
    assert found(vocabulary, "朝鲜半岛的半岛与朝鲜") == ["朝鲜半岛", "半岛", "朝鲜"]


@given(st.text("朝鲜北韩国中美普京 a·", max_size=60))
def test_mentions_stand_in_order_and_are_names(text: str) -> None:
    mentions = Scanner(PLACES).mentions(text)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(PLACES.find(text[each.start : each.end]) == each.entity for each in mentions)


MISTYPED = (
    "甲: {kind: topic, gloss: 一}|乙:|  kind: [x|\tkind: topic|丙：|- a|---|'|  a: b: c|# x||&a *a|{".split(
        "|"
    )
)


@given(st.lists(st.sampled_from(MISTYPED), max_size=8))
def test_whatever_is_mistyped_is_named_and_breaks_nothing(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    vocabulary, faults = written(folder, "\n".join(lines) + "\n")
    assert all(str(folder / "vocabulary.yaml") in fault for fault in faults)
    assert faults or len(vocabulary.entities) == min(1, sum(line.startswith("甲") for line in lines))
