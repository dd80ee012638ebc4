"""Each article is set in the faces and in the direction of its own language."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml.html import document_fromstring

from annotated_reader.language import runs_right_to_left
from tests.site_building import Copy


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("ar", True), ("ug", True), ("ug-Latn", False), ("kk-Arab", True), ("zh-Hant", False), ("und", False)],
)
def test_the_direction_follows_language_and_script(lang: str, expected: bool) -> None:
    assert runs_right_to_left(lang) is expected


def test_an_article_in_uyghur_runs_from_the_right_and_the_interface_around_it_does_not(
    tmp_path: Path,
) -> None:
    copy = Copy(tmp_path, articles=False)
    copy.make_up(2)
    first, second = sorted(copy.pages.glob("*.md"))
    first.write_text(first.read_text("utf-8").replace("lang: zh-Hans", "lang: ug"), "utf-8")
    assert copy.build().returncode == 0
    for page, expected in ((first, ["h1", "div"]), (second, [])):
        html = (copy.site / "articles" / page.stem / "index.html").read_text("utf-8")
        assert [each.tag for each in document_fromstring(html).xpath("//*[@dir='rtl']")] == expected
