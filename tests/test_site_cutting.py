"""The copy that is indexed: every Han character and kana stands alone, and nothing else changes."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from annotated_reader.site.cutting import ALONE, CUT, NOTHING, cut, cut_articles
from tests.site_building import ROOT


def test_han_characters_and_kana_stand_alone_and_other_words_stay_whole() -> None:
    assert cut("<p>普京 at 2019年</p>").split(CUT) == ["<p>", "普", "", "京", " at 2019", "年", "</p>"]
    assert cut("カナ𠮷々").replace(CUT, " ").split() == list("カナ𠮷々")
    assert cut("<p>Pluto &amp; 3.5%</p>") == "<p>Pluto &amp; 3.5%</p>"


def test_tags_and_their_attributes_are_left_as_they_are() -> None:
    tag = '<a title="灯塔" href="../雾/">'
    assert cut(f"{tag}雾</a>") == f"{tag}{CUT}雾{CUT}</a>"


@given(st.text("灯塔<>&\"' aé1,。", max_size=30))
def test_nothing_is_lost_or_added_but_borders(page: str) -> None:
    assert cut(page).replace(CUT, "") == page


def test_only_articles_are_copied_to_the_same_place(tmp_path: Path) -> None:
    site, target = tmp_path / "site", tmp_path / "cut"
    for place in ("articles/deng-ta", "tags/deng-ta"):
        (site / place).mkdir(parents=True)
        (site / place / "index.html").write_text("<p>灯</p>", "utf-8")
    target.mkdir()
    assert cut_articles(site, target) == 1
    copies = [path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()]
    assert copies == ["articles/deng-ta/index.html"]


def test_a_site_without_articles_has_an_index_that_finds_nothing(tmp_path: Path) -> None:
    site, target = tmp_path / "site", tmp_path / "cut"
    site.mkdir()
    target.mkdir()
    assert cut_articles(site, target) == 0
    assert (target / "index.html").read_text("utf-8") == NOTHING


def test_queries_are_cut_at_the_same_characters_as_the_index() -> None:
    script = (ROOT / "docs" / "assets" / "reader.js").read_text("utf-8")
    (stated,) = re.findall(r"^const ALONE = /\[(.*)\]/gu;$", script, re.M)
    said = re.sub(r"\\u\{?([0-9a-f]+)\}?", lambda match: chr(int(match[1], 16)), stated)
    assert said == ALONE
