"""The editors' guide: both languages, its pictures, and what it promises of note files."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from annotated_reader.annotations.reading import read_note_file
from tests.browser.pictures import PICTURES
from tests.browser.visiting import Visit, faults
from tests.site_building import ROOT

GUIDES = {"guide/notes/": "zh", "guide/notes.en/": "en"}
LARGEST = 150_000


def example_files(path: Path) -> list[str]:
    return re.findall(r"^```markdown\n(.*?)^```", path.read_text("utf-8"), re.M | re.S)


@pytest.mark.parametrize(("path", "language"), GUIDES.items())
def test_a_guide_shows_its_pictures_late_and_without_a_jump(
    path: str, language: str, visit: Callable[..., Visit]
) -> None:
    window = visit(360, reduced_motion="reduce")
    page = window.open(path)
    assert page.locator("article").get_attribute("lang") in {None, language}
    pictures = page.locator("article img")
    assert pictures.count() == 5
    for picture in pictures.all():
        assert picture.get_attribute("loading") == "lazy"
        assert picture.get_attribute("alt")
        picture.scroll_into_view_if_needed()
        stated, real = picture.evaluate(
            """async (image) => {
              await image.decode();
              return [image.getAttribute('width') / image.getAttribute('height'),
                image.naturalWidth / image.naturalHeight];
            }"""
        )
        assert stated == pytest.approx(real, rel=0.01)
    for width in (360, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert window.outside() == []
    assert faults(page) == []


def test_the_guides_lead_to_each_other(visit: Callable[..., Visit]) -> None:
    page = visit().open("guide/")
    page.get_by_role("link", name="写注释").click()
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("Writing notes")
    page.get_by_role("link", name="中文").click()
    expect(page.locator("h1")).to_have_text("写注释")


@pytest.mark.parametrize("guide", ["notes.md", "notes.en.md"])
def test_every_note_file_that_a_guide_shows_can_be_read_without_a_fault(guide: str) -> None:
    examples = example_files(ROOT / "docs" / "guide" / guide)
    assert len(examples) == 3
    found = [read_note_file("slug/2025-07-15-example.md", text) for text in examples]
    assert [faults for _, faults in found] == [(), (), ()]
    assert [len(notes) for notes, _ in found] == [1, 2, 1]
    (question,) = found[2][0]
    assert (question.kind, question.by, question.date) == ("question", "lin-shu", "2025-07-15")


def test_the_pictures_are_small_and_all_made_by_the_command() -> None:
    folder = ROOT / "docs" / "assets" / "pictures"
    assert {path.stem for path in folder.iterdir()} == {picture.name for picture in PICTURES}
    assert all(path.stat().st_size <= LARGEST for path in folder.iterdir())
