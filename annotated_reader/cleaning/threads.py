"""Cuts by speaker: in the copied text of a forum, the posts of all but the thread's author."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import zip_longest

from annotated_reader.cleaning.mask import Mask
from annotated_reader.document import Line

RULE = "_chrome/replies"
FLOOR, FLOOR_WHY = "_chrome/floor", "names the speaker and the floor of a forum"
WHY = "a post by somebody other than the author"
_POST = re.compile(
    r"(?:楼主|樓主|作者|层主|層主|网友|網友|发帖人|發帖人|回复人|回覆人|发言人)\s*[:：]?\s*(?P<name>\S{1,20})\s+"
    r"(?:时间|時間|日期|(?:发表|發表|发布|發佈|回复|回覆)(?:时间|時間|日期)?|于|於)\s*[:：]?\s*(?:19|20)\d\d[-/.年]\d"
)
"""The line above a post: who wrote it, and when."""
_FOOT = re.compile(
    r"(?:(?:[来來]自|IP属地[:：])\D{1,12}?\s*)?(?P<floor>\d{1,5})[楼樓]\s*(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d\d)?.{0,14}\Z"
)
"""The line below a post, on boards that number the floors and name the speaker above."""
_NUMBERED = re.compile(r"#(?P<floor>\d{1,4})\s*(?P<name>[^\s#，。]{1,20})\Z")
"""The line above a post, on boards that set the floor in front of the speaker's name."""
_DAY = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?\Z")
_STAMP = re.compile(
    r"(?:发表于|發表於|发布于|發佈於|发表时间\s*[:：]|發表時間\s*[:：])\s*"
    r"(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d+\s*(?:分钟|分鐘|小时|小時|天|秒)前|(?:半小时|半小時|昨天|前天))"
    r"(?:\s+\d{1,2}:\d\d(?::\d\d)?)?(?:\s*[|｜].{0,60})?\Z"
)
"""The line between a speaker's name and the post, on boards of the commonest kind."""
NAME = 20
"""Characters of the longest name of a speaker."""
_RANK = re.compile(r"\S{0,8}(?:粉丝|粉絲|会员|會員|吧友|级|級)\s*\d*|(?:楼主|樓主)|\d{1,2}")
"""Lines between a speaker's name and the post."""


def cut_replies(mask: Mask, litter: Collection[int] = ()) -> None:
    """Keep the posts of whoever opened the thread, and cut the others'.

    ``litter`` are the indices of the lines that some rule knows by their words.
    """
    lines = mask.document.lines
    posts = [(line, match["name"]) for line in lines if (match := _POST.match(line.text))]
    for (line, name), after in zip_longest(posts, posts[1:]):
        if name != posts[0][1]:
            end = after[0].start if after else len(mask.document.text)
            mask.cut(line.start, end, RULE, "comments", WHY)
    _cut_numbered(mask)
    _cut_stamped(mask, litter)
    _cut_floors(mask)


def opener(lines: Sequence[Line]) -> Line | None:
    """The line that names whoever opened a thread, on boards that number their floors."""
    lines = [line for line in lines if line.letters]
    for place, line in enumerate(lines):
        if (match := _numbered(lines, place)) and match["floor"] == "1":
            return line
        if (match := _FOOT.match(line.text)) and match["floor"] == "1":
            return _ranked(lines[:place])
    return None


def _numbered(lines: Sequence[Line], place: int) -> re.Match[str] | None:
    """The floor and the speaker, where the day of the post stands below them."""
    match = _NUMBERED.match(lines[place].text)
    return match if match and len(lines) > place + 1 and _DAY.match(lines[place + 1].text) else None


def _ranked(lines: Sequence[Line]) -> Line | None:
    """The name above the first rank."""
    ranked = next((place for place in range(1, len(lines)) if _RANK.fullmatch(lines[place].text)), None)
    return lines[ranked - 1] if ranked else None


def name_of(line: Line) -> str:
    """The speaker's name in a line that ``opener`` returned."""
    match = _NUMBERED.match(line.text)
    return match["name"] if match else line.text


def _cut_numbered(mask: Mask) -> None:
    """The same for boards that head a post with "#1" and the name."""
    lines = [line for line in mask.document.lines if line.letters]
    heads = [(place, match) for place in range(len(lines)) if (match := _numbered(lines, place))]
    if len(heads) < 2 or heads[0][1]["floor"] != "1":
        return
    for (place, match), follows in zip_longest(heads, heads[1:]):
        end = lines[follows[0]].start if follows else len(mask.document.text)
        if match["name"] != heads[0][1]["name"]:
            mask.cut(lines[place].start, end, RULE, "comments", WHY)
            continue
        for line in lines[place : place + (1 if place == heads[0][0] else 2)]:
            mask.cut(line.start, line.end, FLOOR, "chrome", FLOOR_WHY)


def _cut_stamped(mask: Mask, litter: Collection[int]) -> None:
    """The same for boards that give a name, then "发表于" and the minute, above each post."""
    lines = [line for line in mask.document.lines if line.letters]
    stamps = [place for place in range(1, len(lines)) if _STAMP.match(lines[place].text)]
    heads = [_speaker(lines, place, litter) for place in stamps]
    if len(heads) < 2 or not all(len(lines[head].text) <= NAME for head in heads):
        return
    poster = lines[heads[0]].text
    for head, follows in zip_longest(heads, heads[1:]):
        end = lines[follows].start if follows else len(mask.document.text)
        if lines[head].text != poster:
            mask.cut(lines[head].start, end, RULE, "comments", WHY)
        elif head != heads[0]:
            mask.cut(lines[head].start, lines[head].end, FLOOR, "chrome", FLOOR_WHY)
    for place in stamps[1:]:
        mask.cut(lines[place].start, lines[place].end, FLOOR, "chrome", FLOOR_WHY)


def _speaker(lines: list[Line], stamp: int, litter: Collection[int]) -> int:
    """The place of the speaker's name above a stamp, past ranks and buttons."""
    for place in range(stamp - 1, max(0, stamp - 5), -1):
        if not _RANK.fullmatch(lines[place].text) and lines[place].index not in litter:
            return place
    return max(0, stamp - 5)


def _cut_floors(mask: Mask) -> None:
    """The same for boards whose first floor ends in "1楼 2016-09-03"; its speaker stands above a rank."""
    lines = [line for line in mask.document.lines if line.letters]
    found = {place: match for place, line in enumerate(lines) if (match := _FOOT.match(line.text))}
    feet = list(found)
    if not feet or found[feet[0]]["floor"] != "1":
        return
    ranked = next((place for place in range(1, feet[0]) if _RANK.fullmatch(lines[place].text)), None)
    poster = lines[ranked - 1].text if ranked else ""
    for before, foot in zip((ranked or 0, *feet), (*feet, None), strict=False):
        _cut_foot(mask, lines, before, foot, poster)


def _cut_foot(mask: Mask, lines: list[Line], before: int, foot: int | None, poster: str) -> None:
    """Cut what frames a floor; the whole of it where another speaks, or where no floor follows."""
    first = before if _RANK.fullmatch(lines[before].text) else before + 1
    if first >= len(lines):
        return
    speaker = lines[first - 1].text if first == before else lines[first].text
    if foot is None or speaker != poster:
        end = len(mask.document.text) if foot is None else lines[foot].end
        mask.cut(lines[first].start, end, RULE, "comments", WHY)
        return
    frame = [lines[first - 1 if first == before else first], lines[foot]]
    frame += [line for line in lines[first : first + 3] if _RANK.fullmatch(line.text)]
    for line in frame:
        mask.cut(line.start, line.end, FLOOR, "chrome", FLOOR_WHY)
