"""Front matter, pages and receipts: read as they were written, by any reader of YAML."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from annotated_reader import front_matter, pages, receipts
from annotated_reader.errors import CaptureError
from annotated_reader.pages import Identity
from annotated_reader.values import KINDS, Article, Hop, Removal

ODD = [
    "2024-06-17", "yes", "No", "on", "1.10", "0o14", "0x1F", "1e5", "12:30:45", "null", "~", "", " ", "a: b",
    "a:",
    "a #b", "#a", "- a", "-", "? a", "[a]", "{a}", "a, b", "'", '"', "it's", "|", ">", "%a", "@a", "`a", "&a",
    "*a",
    "!a", "=", "<<", "---", "...", "😀", "\ufeff", "\u2028", "a\nb", "\t", "\x00", "\x7f", "\x85", "a　",
    "http://x.example/?a=b&c=d,e",
    "“引号”", "标题：副题", "9" * 64, "12e34", ".5", "+1", "1_000", "2024-13-45", "\U0010ffff",
]  # fmt: skip
TEXT = st.one_of(st.sampled_from(ODD), st.text(st.characters(exclude_categories=["Cs"])))


@given(TEXT, st.lists(TEXT), st.lists(TEXT, min_size=1), TEXT)
def test_any_text_comes_back_from_front_matter_as_it_went_in(
    title: str, tags: list[str], review: list[str], name: str
) -> None:
    fields: dict[str, front_matter.Value] = {
        "title": title,
        "tags": tags,
        "capture": {"path": name, "sha256": None},
        "provenance": [{"role": "mirror", "name": name}],
        "review": review,
    }
    page = front_matter.dump(fields) + "\nbody\n"
    assert front_matter.load(page) == fields
    assert yaml.load(re.split(r"^---\n", page, flags=re.M)[1], Loader=yaml.SafeLoader) == fields


@pytest.mark.parametrize(
    "text", ["朝鲜与俄罗斯结盟：一方遭入侵", "Will we be equal?", "《真理部》——“删除”", "https://a.example/b"]
)
def test_ordinary_text_stands_without_quotes(text: str) -> None:
    assert front_matter.dump({"title": text}) == f"---\ntitle: {text}\n---\n"


def article(**changes: object) -> Article:
    values: dict[str, object] = {
        "title": "朝鲜",
        "body": "正文。\n",
        "capture_path": "mirror/a.html",
        "capture_sha256": "ab" * 32,
        "authors": ("甲", "乙"),
        "published": "2024-06-17",
        "provenance": (Hop("original", "某报", "https://a.example/1?x=1", "2024-06-17"), Hop("capture")),
        "removals": (
            Removal("m/links", "promo", "it is a plea", "请捐款！https://promo.example", 3),
            Removal("m/slot", "ad", "it sells", "买", 9),
            Removal("m/slot", "ad", "it sells", "买买", 12),
        ),
    }
    return Article(**{**values, **changes})  # type: ignore[arg-type]


def test_a_page_has_the_contracts_fields_in_the_contracts_order() -> None:
    assert pages.render(article(review=("check it",)), "chao-xian").decode() == (
        "---\n"
        "title: 朝鲜\n"
        "slug: chao-xian\n"
        "authors: [甲, 乙]\n"
        "publisher: null\n"
        "published: 2024-06-17\n"
        "original_url: null\n"
        "archive_url: null\n"
        "lang: zh-Hans\n"
        "tags: []\n"
        f"capture: {{path: mirror/a.html, sha256: {'ab' * 32}}}\n"
        "provenance:\n"
        "  - {role: original, name: 某报, url: 'https://a.example/1?x=1', date: 2024-06-17}\n"
        "  - {role: capture, name: null, url: null, date: null}\n"
        "removed: {ad: 2, promo: 1}\n"
        "review:\n"
        "  - check it\n"
        "---\n"
        "\n"
        "正文。\n"
    )


def test_a_date_is_a_date_and_an_odd_one_stays_text() -> None:
    assert front_matter.load(pages.render(article(), "a").decode())["published"] == date(2024, 6, 17)
    assert (
        front_matter.load(pages.render(article(published="2024-13-45"), "a").decode())["published"]
        == "2024-13-45"
    )


def test_half_a_surrogate_pair_is_the_captures_fault_and_named() -> None:
    with pytest.raises(CaptureError, match="surrogate"):
        pages.render(article(body="\ud800\n"), "a")


def test_a_page_says_whose_it_is_and_a_strange_one_does_not() -> None:
    page = pages.render(article(), "chao-xian")
    assert pages.identify(page) == Identity("chao-xian", "mirror/a.html", "ab" * 32)
    for strange in (
        b"",
        b"# words\n",
        b"---\n[\n---\n",
        b"---\n- a\n---\n",
        b"\xff\xfe",
        b"---\ncapture: 3\n---\n",
    ):
        assert pages.identify(strange) is None


def test_a_receipt_counts_what_went_and_never_repeats_it() -> None:
    text = receipts.render(article(), "chao-xian", 99, "cd" * 32)
    receipt = json.loads(text)
    assert receipt["rules"] == {
        "m/links": {"kind": "promo", "count": 1, "letters": 20},
        "m/slot": {"kind": "ad", "count": 2, "letters": 3},
    }
    assert receipt["removed"] == {"ad": 2, "promo": 1}
    assert receipt["capture"]["size"] == 99
    assert b"promo.example" not in text
    assert receipts.identify(text) == (Identity("chao-xian", "mirror/a.html", "ab" * 32), "cd" * 32)


@pytest.mark.parametrize(
    "damaged", [b"", b"[]", b"{", b'{"slug": "a"}', b"\xff", b'{"capture": 1, "slug": 2}']
)
def test_a_damaged_receipt_says_nothing(damaged: bytes) -> None:
    assert receipts.identify(damaged) is None


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("a b.html", "python build_site.py explain 'a b.html'"),
        ("$(reboot).html", "python build_site.py explain '$(reboot).html'"),
        ("-x.html", "python build_site.py explain -- -x.html"),
    ],
)
def test_the_replay_command_is_safe_to_paste(path: str, command: str) -> None:
    assert json.loads(receipts.render(article(capture_path=path), "a", 1, "0"))["replay"] == command


def test_kinds_are_counted_in_their_own_order() -> None:
    assert list(pages.count_kinds(article().removals)) == [kind for kind in KINDS if kind in ("ad", "promo")]
