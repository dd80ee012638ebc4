"""Tells images with a caption from figures used for layout."""

from __future__ import annotations

from lxml import etree

from annotated_reader.markdown.blocks import is_said, join_lines, splice_captioned


def settle_figure(figure: etree._Element) -> None:
    """Keep a figure of images and one caption; anything else becomes paragraphs."""
    captions = figure.findall("figcaption")
    blocks = [block for child in figure for block in (child if child.tag == "figcaption" else [child])]
    pictures = [block for block in blocks if block.tag == "p" and not is_said(block)]
    lines = [block for block in blocks if block.tag != "p" or is_said(block)]
    if (
        len(captions) != 1
        or not pictures
        or not lines
        or any(line.tag != "p" or line.getparent() is not captions[0] for line in lines)
    ):
        splice_captioned(figure)
        return
    captions[0][:] = lines
    join_lines(captions[0])
    figure[:] = [*(image for picture in pictures for image in picture.iter("img")), captions[0]]
