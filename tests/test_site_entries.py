"""The site reads what front matter says, and stays standing where it says nothing or nonsense."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotated_reader.site.entries import Entry, entry_of, newest_first, read_entries
from annotated_reader.values import Hop

FULL = """---
title: 一座灯塔
slug: 2024-06-17-deng-ta
authors: [王小明, 李默]
publisher: 北窗周报
published: 2024-06-17
original_url: https://beichuang.example/1
archive_url: null
lang: zh-Hant
tags: [灯塔, 海]
capture: {path: plain/a b.txt, sha256: abc}
provenance:
  - {role: original, name: 北窗周报, url: https://beichuang.example/1, date: 2024-06-17}
  - {role: capture, name: plain/a b.txt, url: null, date: null}
removed: {promo: 6, ad: 31}
review: [日期]
---

正文
"""


def test_an_entry_holds_what_the_front_matter_says(tmp_path: Path) -> None:
    (tmp_path / "2024-06-17-deng-ta.md").write_text(FULL, "utf-8")
    (entry,), faults = read_entries(tmp_path)
    assert faults == ()
    assert (entry.title, entry.authors, entry.publisher) == ("一座灯塔", ("王小明", "李默"), "北窗周报")
    assert (entry.published, entry.month, entry.lang) == ("2024-06-17", "2024-06", "zh-Hant")
    assert entry.provenance[0] == Hop("original", "北窗周报", "https://beichuang.example/1", "2024-06-17")
    assert entry.tally == (("ad", 31), ("promo", 6))
    assert entry.replay == "python build_site.py explain 'plain/a b.txt'"
    assert (entry.url, entry.receipt) == (
        "articles/2024-06-17-deng-ta/",
        "articles/2024-06-17-deng-ta.receipt.json",
    )


@pytest.mark.parametrize(
    "field",
    ["title", "authors", "publisher", "published", "original_url", "lang", "tags", "capture", "provenance",
     "removed", "review"],
)  # fmt: skip
@pytest.mark.parametrize(
    "value", [None, [], {}, [None], [[]], 7, "", "  ", True, {"a": [1]}, [{"role": None}]]
)
def test_a_missing_or_misshapen_field_never_breaks_the_entry(field: str, value: object) -> None:
    entry = entry_of("a-slug", {field: value})
    assert entry.slug == "a-slug"
    assert entry.title
    assert all(isinstance(text, str) and text for text in (*entry.authors, *entry.tags, *entry.review))
    assert entry.month is None
    assert all(isinstance(count, int) for _, count in entry.tally)


def test_an_empty_front_matter_gives_a_page_its_file_name_as_title() -> None:
    assert entry_of("a-slug", {}) == Entry("a-slug", "a-slug", lang="und")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//host.example", "ftp://a.example"]
)
def test_only_addresses_of_the_web_become_links(address: str) -> None:
    entry = entry_of("a", {"original_url": address, "provenance": [{"role": "mirror", "url": address}]})
    assert entry.original_url is None
    assert entry.provenance == (Hop("mirror", None, None, None),)


def test_a_single_author_or_tag_need_not_be_a_list() -> None:
    entry = entry_of("a", {"authors": "王小明", "tags": "灯塔"})
    assert (entry.authors, entry.tags) == (("王小明",), ("灯塔",))


def test_front_matter_that_cannot_be_read_is_named_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("---\ntitle: 好\n---\n正文\n", "utf-8")
    (tmp_path / "torn.md").write_text("---\ntitle: [不完\n---\n正文\n", "utf-8")
    (tmp_path / "bytes.md").write_bytes(b"---\ntitle: \xff\n---\n")
    entries, faults = read_entries(tmp_path)
    assert [entry.slug for entry in entries] == ["good"]
    assert [fault.split(":")[0] for fault in faults] == [
        str(tmp_path / "bytes.md"),
        str(tmp_path / "torn.md"),
    ]
    assert all(fault.endswith("Mend it, or delete the page") and "\n" not in fault for fault in faults)


def test_a_date_that_is_none_is_said_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\npublished: 去年夏天\n---\n正文\n", "utf-8")
    (entry,), (fault,) = read_entries(tmp_path)
    assert entry.published is None
    assert fault.endswith(
        "published is '去年夏天', which is no date. Write it like 2024-06-17, or null where it is unknown"
    )


def test_a_time_counts_as_its_day(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\npublished: 2024-06-17 08:18:00\n---\n正文\n", "utf-8")
    (entry,), faults = read_entries(tmp_path)
    assert (entry.published, faults) == ("2024-06-17", ())


def test_the_newest_come_first_the_undated_last_and_a_day_goes_by_slug() -> None:
    given = [Entry("u", "", published=None), Entry("b", "", published="2024-01-02"),
             Entry("a", "", published="2024-01-02"), Entry("n", "", published="2025-01-01")]  # fmt: skip
    assert [entry.slug for entry in newest_first(given)] == ["n", "a", "b", "u"]
    assert newest_first(reversed(given)) == newest_first(given)


def test_no_folder_of_articles_is_an_empty_site(tmp_path: Path) -> None:
    assert read_entries(tmp_path / "none") == ((), ())


def test_an_article_that_is_a_link_a_folder_or_a_pipe_is_said_and_not_followed(tmp_path: Path) -> None:
    secret, pages = tmp_path / "secret.md", tmp_path / "articles"
    secret.write_text(FULL, "utf-8")
    pages.mkdir()
    (pages / "a-link.md").symlink_to(secret)
    (pages / "b-loop.md").symlink_to("b-loop.md")
    (pages / "c-zero.md").symlink_to("/dev/zero")
    (pages / "d-folder.md").mkdir()
    os.mkfifo(pages / "e-pipe.md")
    (pages / "f-page.md").write_text(FULL, "utf-8")
    entries, faults = read_entries(pages)
    assert [entry.slug for entry in entries] == ["f-page"]
    assert len(faults) == 5
    assert all("Put a file there" in fault for fault in faults)
