"""Captions that a page has as plain paragraphs are set as captions, and nothing else is."""

from __future__ import annotations

import pytest

from annotated_reader.markdown import render
from annotated_reader.site.captioned import set_captions

IMAGE = "![横澜岛灯塔的白色塔身](https://a.example/1.jpg)"


def captions(*paragraphs: str) -> list[bool]:
    html = set_captions(render("\n\n".join(paragraphs)))
    return [line.startswith('<p class="caption">') for line in html.split("\n") if "<img" not in line]


@pytest.mark.parametrize(
    "said",
    [
        "图像来源，环岛广播",
        "圖像來源，環島廣播製圖",
        "图：《书影》（示意）",
        "Image source, Ring Island Broadcasting",
        "横澜岛灯塔的白色塔身。",
        "橫瀾島燈塔的**白色塔身**，摄于修缮以后",
        "一座白塔。（图片来源：观澜周刊资料室）",
        "一座白塔。（南风周刊资料图）",
        "村里正在录制视频 甲乙 摄",
        "The tower at dusk. Jane Doe—Getty Images",
    ],
)
def test_a_credit_or_the_words_of_the_picture_are_its_caption(said: str) -> None:
    assert captions(IMAGE, said, "正文从这里开始。") == [True, False]


def test_a_credit_and_a_description_are_both_captions_and_a_third_is_not() -> None:
    said = "图像来源，环岛广播", "横澜岛灯塔的白色塔身。"
    assert captions(IMAGE, *said, "图像来源，环岛广播") == [True, True, False]


@pytest.mark.parametrize(
    "said",
    [
        "正文从这里开始。",
        "图书馆的灯亮了一夜。",
        "横澜岛在香港。",
        "摄氏三十度的一天。",
        "图像来源，" + "很长" * 90,
        "# 图：标题",
    ],
)
def test_what_is_no_caption_stays_as_it_is(said: str) -> None:
    assert captions(IMAGE, said) == [False]
    assert captions("一段话。", "图像来源，环岛广播") == [False, False]


def test_no_word_is_lost_and_a_linked_picture_is_one() -> None:
    html = render(f"[{IMAGE}](https://b.example/)\n\n图像来源，[环岛](https://c.example/)\n\n正文")
    assert set_captions(html).replace(' class="caption"', "") == html
    assert '<p class="caption">图像来源' in set_captions(html)


def test_many_pictures_without_captions_cost_no_more_than_their_length() -> None:
    html = render("\n\n".join([IMAGE] * 2000))
    assert set_captions(html) == html
