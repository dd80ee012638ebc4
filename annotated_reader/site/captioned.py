"""Tells by their words the captions that a page has as plain paragraphs, so that they can be set as captions.

Only their looks follow from it: a paragraph that is wrongly taken for one stays where it is, word for word.
"""

from __future__ import annotations

import re
from html import unescape

from annotated_reader.anchoring import folded_text

CLASS = "caption"
LONGEST = 160
"""Characters of a caption."""
MOST = 2
"""Paragraphs that a picture has for a caption: who took it, and what it shows."""
LEAST = 4
"""Letters of a picture's alternative text by which its caption is known."""

_ATTRIBUTES = r"(?:[^<>\"]|\"[^\"]*\")*"
_PICTURE = re.compile(rf"<p>(?:<(?:img|a)\b{_ATTRIBUTES}>|</a>|\s)+</p>\n(?=<p>)")
_ALT = re.compile(r"<img\b[^<>]*? alt=\"([^\"]*)\"")
_PARAGRAPH = re.compile(rf"<p>((?:[^<]|<(?!/?p>|img\b){_ATTRIBUTES}>)*)</p>\n?")
_TAG = re.compile(rf"<{_ATTRIBUTES}>")
_CREDIT = re.compile(
    r"(?:[图圖][像片]?[来來]源|[图圖][:：]|[图圖]源|[摄攝]影[:：/]|image source\b|photo(?:graph)?(?: by|:))"
    r"|.*(?:[(（\[][^()（）\[\]]*(?:[图圖][像片]?(?:[来來]源)?[:：/]|[图圖]源|[资資]料[图圖照]|[摄攝](?:影)?\b)"
    r"[^()（）\[\]]*[)）\]]|\s[摄攝]|[/—–] ?(?:getty images|afp|reuters|ap))[。.]?",
    re.I | re.S,
)
"""How a picture's credit begins, or how the caption ends that has it."""


def set_captions(html: str) -> str:
    """Return an article's rendered text with a class on the paragraphs that are captions of pictures."""
    if "<img" not in html:
        return html
    done: list[str] = []
    at = 0
    for picture in _PICTURE.finditer(html):
        if picture.start() < at or "<img" not in picture[0]:
            continue
        done.append(html[at : picture.end()])
        at = picture.end()
        for _ in range(MOST):
            found = _PARAGRAPH.match(html, at)
            if not found or not _is_caption(found[1], _ALT.findall(picture[0])):
                break
            done.append(f'<p class="{CLASS}">{found[0].removeprefix("<p>")}')
            at = found.end()
    return "".join([*done, html[at:]])


def says_the_same(caption: str, alt: str) -> bool:
    """Tell whether a caption has all that a picture's alternative text says."""
    return _letters(alt) in _letters(caption)


def _is_caption(inside: str, alts: list[str]) -> bool:
    said = unescape(_TAG.sub("", inside)).strip()
    if not said or len(said) > LONGEST:
        return False
    letters = _letters(said)
    shown = (_letters(unescape(alt)) for alt in alts)
    return bool(_CREDIT.match(said)) or any(len(each) >= LEAST and letters.startswith(each) for each in shown)


def _letters(said: str) -> str:
    return re.sub(r"[\W_]+", "", folded_text(said))
