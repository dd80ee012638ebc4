"""Findings: found once, kept in few files, never taken where anything they follow from has changed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from annotated_reader.site.entries import Entry
from annotated_reader.site.kept import Digests, Findings, UnknownError, findings
from annotated_reader.site.relations.features import features_of
from annotated_reader.site.relations.naming import Namer
from annotated_reader.site.tagging import Reader
from annotated_reader.vocabulary import Entity, Scanner, Vocabulary


class Counting:
    """Findings that count what they had to find."""

    def __init__(self, folder: Path, made_with: str = "code") -> None:
        self.findings = Findings(folder, made_with)
        self.found: list[str] = []

    def of(self, text: str, kind: str = "length") -> object:
        def find() -> dict[str, object]:
            self.found.append(text)
            return {"text": text, "lines": text.split("\n")}

        return self.findings.of(kind, (text,), find)


def test_what_was_found_is_not_found_again(tmp_path: Path) -> None:
    texts = [f"第{number}座\n灯塔\u2028\ud800" for number in range(200)]
    first = Counting(tmp_path)
    told = [first.of(text) for text in texts]
    first.findings.save()
    second = Counting(tmp_path)
    assert [second.of(text) for text in texts] == told
    assert second.found == []
    assert len(list(tmp_path.iterdir())) <= findings.DRAWERS


def test_other_code_another_kind_or_text_is_found_anew(tmp_path: Path) -> None:
    first = Counting(tmp_path)
    first.of("灯")
    first.findings.save()
    for other in (Counting(tmp_path, "other code"), Counting(tmp_path)):
        other.of("灯塔")
        other.of("灯", "other kind")
        assert other.found == ["灯塔", "灯"]
    assert Findings(tmp_path, "code").of("length", ("灯", ""), lambda: "two parts") == "two parts"


def test_what_is_damaged_is_found_anew(tmp_path: Path) -> None:
    first = Counting(tmp_path)
    texts = [f"{number}" for number in range(300)]
    told = [first.of(text) for text in texts]
    first.findings.save()
    dice = random.Random(1)
    for place in tmp_path.iterdir():
        content = place.read_bytes()
        cut = dice.randrange(len(content))
        place.write_bytes(
            dice.choice([content[:cut], content[:cut] + b"\xff" + content[cut + 1 :], b"", content + b"\n"])
        )
    second = Counting(tmp_path)
    assert [second.of(text) for text in texts] == told
    second.findings.save()
    third = Counting(tmp_path)
    assert [third.of(text) for text in texts] == told
    assert third.found == []


def test_what_nobody_asks_for_goes_but_a_state_that_comes_back_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "DRAWERS", 1)
    monkeypatch.setattr(findings, "SPARE", 0)
    for text in ("a", "b"):
        each = Counting(tmp_path)
        each.of(text)
        each.findings.save()
    back = Counting(tmp_path)
    back.of("a")
    assert back.found == []
    for number in range(9):
        each = Counting(tmp_path)
        each.of(f"new {number}")
        each.findings.save()
    (place,) = tmp_path.iterdir()
    assert place.read_bytes().count(b"\n") < 4


def test_two_builds_at_once_disturb_each_other_no_more_than_by_finding_twice(tmp_path: Path) -> None:
    one, other = Counting(tmp_path), Counting(tmp_path)
    for each in (one, other):
        told = each.of("灯塔")
    one.findings.save()
    other.findings.save()
    third = Counting(tmp_path)
    assert third.of("灯塔") == told
    assert third.found == []


def test_without_a_folder_or_in_one_that_cannot_be_written_all_is_found(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for folder in (None, tmp_path / "file"):
        for _ in range(2):
            kept = Findings(folder, "code")
            assert kept.of("length", ("灯",), lambda: [1]) == [1]
            kept.save()


def entity(name: str, *variants: str, **more: object) -> Entity:
    return Entity(name, "place", "一处地方", variants, **more)  # type: ignore[arg-type]


BODY = "汤加的灯塔在2022年1月15日熄灭，三十八天后，“汤加”的[灯塔](https://a.example/x)又亮了。\n\n阿·别尔丹写了《灯塔》。"


def test_features_and_readings_kept_are_those_found_anew(tmp_path: Path) -> None:
    entry = Entry("a", "汤加", published="2022-02-01", body=BODY)
    vocabulary = Vocabulary((entity("汤加", "东加"), entity("灯塔")))
    namer, reader = Namer(vocabulary, ["海缆"]), Reader(vocabulary)
    told = features_of(entry, namer), reader.read(entry)
    for _ in range(2):
        kept = Findings(tmp_path, "code")
        assert features_of(entry, namer, kept) == told[0]
        assert list(features_of(entry, namer, kept).terms) == list(told[0].terms)
        assert Reader(vocabulary, kept).read(entry) == told[1]
        kept.save()


def test_a_vocabulary_that_finds_other_names_is_known_by_it_and_a_gloss_is_not() -> None:
    def known(*entities: Entity) -> str:
        return Scanner(Vocabulary(entities)).known

    tonga = entity("汤加", "东加")
    assert known(tonga) == known(Entity("汤加", "topic", "另一句话", ("东加",)))
    others = [
        known(tonga, entity("灯塔")),
        known(entity("东加", "汤加")),
        known(entity("汤加", "东加", not_in=("汤加里罗",))),
        known(entity("汤加", "东加", in_text=False)),
        known(entity("汤加")),
    ]
    assert len({known(tonga), *others}) == 1 + len(others)


def test_values_that_hold_other_things_have_other_digests() -> None:
    values: list[object] = [
        "1", 1, 1.5, True, None, b"1", [1], ["1"], {"1": 1}, {1, 2}, frozenset({3}), [], {}, "", [[], 1],
        Entry("a", "b"), Entry("a", "c"), [Entry("a", "b")], ["a", "b"],
    ]  # fmt: skip
    digests = Digests()
    assert len({digests.of(value) for value in values}) == len(values)
    assert digests.of({"x", "y"}) == digests.of({"y", "x"})
    assert digests.of({"灯": (1, 2)}) == digests.of({"灯": [1, 2]})
    for unknown in (object(), [object()], {"a": print}, {(1, 2): 3}):
        with pytest.raises(UnknownError):
            digests.of(unknown)
