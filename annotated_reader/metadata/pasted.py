"""Finds the headline of a page that was selected and copied whole, menus and all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from annotated_reader.cleaning.prose import is_prose, is_told, weight
from annotated_reader.document import Line
from annotated_reader.metadata.above_facts import LONG, TEXT_HEAD, is_poster
from annotated_reader.metadata.affixes import COPY, LEAST_TITLE, MAX_TITLE, bare, is_crumb
from annotated_reader.metadata.evidence import Evidence
from annotated_reader.metadata.facts import facts_in
from annotated_reader.metadata.outlets import is_outlet, is_section

WORDS, BUTTONS = 6, 2
"""Of so many first lines of a copied page so many are known labels where it begins with a menu."""
MENU = re.compile(r"(?=.{0,60}\Z)[^\s|｜·a-z]{1,6}(?:[\s|｜·]+[^\s|｜·a-z]{1,6}){2,20}[\s|｜·]*\Z")
"""Short words with spaces between them: a menu of a copied page."""
KICKER = 6
"""Chinese characters, or four English words: what stands above a headline and names its subject has less."""
NEAR = 3
"""Lines between a headline and the line of its day and source."""
_SPOKEN = re.compile(r"[：:？?！!「」“”《》【】]|[\u3400-\u9fff]\s+[\u3400-\u9fff]")
"""Marks that headlines have and the words of menus have not."""
_CONTROLS = re.compile(
    r"\A(?:登[录錄入]|[注註][册冊])\b.{0,8}\Z|登[录錄入].*[注註][册冊]|[注註][册冊].*登[录錄入]|客户端下载|APP下载|加入收藏",
    re.I,
)
"""Words of several controls on one line."""
_BELONGING = re.compile(r"\S{1,12}(?:的(?:日记|日記|博客|部落格|空间|主页|文章|专栏|個人頻道)|吧|版|群组)\Z")
"""Names of the places that posts stand in."""
_CLOSED = re.compile(r"\A[—–-]|[。；，][”」』）)】\"’]*\Z")
"""How no headline ends."""
_SUBJECT = re.compile(r"\A\s*[\[【][^\]】]{1,8}[\]】]\s*(?=\S)")
_MARK = re.compile(r"\s*[-_|｜—–]")
_SEP = re.compile(r"[|｜›»＞>]")


def begins_with_menu(evidence: Evidence, line: Line) -> bool:
    """True where a copied page begins with words of its menu, not with a title."""
    if MENU.match(line.text):
        return True
    lettered = [other for other in evidence.lines[: 2 * WORDS] if other.letters]
    lettered = list(takewhile(lambda other: not is_told(other), lettered)) or lettered[:1]
    buttons = sum(other.index in evidence.litter for other in lettered[:WORDS])
    if buttons > BUTTONS or (buttons == BUTTONS and lettered[0].index in evidence.litter):
        return True
    if buttons and is_outlet(line.text):
        return True
    menus = any(MENU.match(other.text) for other in lettered[:WORDS])
    return line.letters < LEAST_TITLE and (menus or buttons >= BUTTONS or lettered[0].index < line.index)


def headline_below_menu(evidence: Evidence) -> Line | None:
    """The line above the text that is most like a headline; the first of several that are alike."""
    head = _head(evidence)
    said = [bare(line.text) for line in evidence.lines if 0 < line.letters <= MAX_TITLE]
    crumbs = [bare(line.text) for line in evidence.document.lines[:TEXT_HEAD] if _SEP.search(line.text)]
    best, most = None, 0
    for place, line in enumerate(head):
        if _may_head(line, evidence):
            if place + 1 < len(head) and is_poster(line, head[place + 1]):
                continue
            count = _likeness(line, head[place + 1 : place + 1 + NEAR], said, crumbs)
            if count > most:
                best, most = line, count
    return _above_subtitle(best, head, evidence)


def _above_subtitle(best: Line | None, head: Sequence[Line], evidence: Evidence) -> Line | None:
    """The shorter headline right above a line that says more of it, where a headline begins the article."""
    place = head.index(best) if best is not None else 0
    if best is None or place < 2:
        return best
    above, before = head[place - 1], head[place - 2]
    begins = before.index in evidence.litter or before.index in evidence.facts
    named = is_outlet(above.text) or is_section(above.text) or bool(_CONTROLS.search(above.text))
    fits = begins and not named and _may_head(above, evidence) and LEAST_TITLE <= above.letters < best.letters
    return above if fits and weight(above.text) >= KICKER else best


def called(line: Line, evidence: Evidence) -> str:
    """The headline as the crumb above it says it, without a button behind it or a subject in front."""
    text = COPY.sub("", line.text)
    text = next((other.text for other in evidence.lines[:TEXT_HEAD] if _hangs_on(text, other.text)), text)
    rest = _SUBJECT.sub("", text, count=1)
    crumbs = (bare(other.text) for other in evidence.document.lines[:TEXT_HEAD] if _SEP.search(other.text))
    return rest if rest != text and any(crumb.endswith(bare(rest)) for crumb in crumbs) else text


def _hangs_on(text: str, said: str) -> bool:
    """True where a title only adds a mark and a name to what another line says."""
    return len(said) >= LEAST_TITLE and text.startswith(said) and bool(_MARK.match(text, len(said)))


def _head(evidence: Evidence) -> Sequence[Line]:
    """The lines above the first paragraph."""
    head: list[Line] = []
    for line in (line for line in evidence.lines if line.letters):
        if len(head) == TEXT_HEAD:
            break
        if is_prose(line) and _is_sentence(line):
            if line.index in evidence.litter:
                continue
            break
        head.append(line)
    return head


def _is_sentence(line: Line) -> bool:
    return "。" in line.text or line.letters > MAX_TITLE or line.text.endswith(("，", "；", "."))


def _may_head(line: Line, evidence: Evidence) -> bool:
    return (
        line.index not in evidence.litter
        and line.index not in evidence.facts
        and line.letters <= MAX_TITLE
        and line.letters >= 2
        and not MENU.match(line.text)
        and not is_crumb(line.text)
        and not _CLOSED.search(line.text)
        and not facts_in(line.text)
    )


def _likeness(line: Line, below: Sequence[Line], said: Sequence[str], crumbs: Sequence[str]) -> int:
    """How much speaks for a headline."""
    text = bare(line.text)
    count = 0
    if weight(line.text) >= LONG:
        count += 3
    elif line.letters >= LEAST_TITLE:
        count += 1
    if line.letters >= 4 and (said.count(text) > 1 or any(crumb.endswith(text) for crumb in crumbs)):
        count += 2
    if _SPOKEN.search(line.text):
        count += 1
    if line.letters >= 3 and any(facts_in(other.text) for other in below):
        count += 2
    if (
        _CONTROLS.search(line.text)
        or is_outlet(line.text)
        or is_section(line.text)
        or _BELONGING.match(line.text)
    ):
        count -= 4
    return count
