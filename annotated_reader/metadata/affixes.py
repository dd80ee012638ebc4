"""Frees a title of what sites hang on it, and gives one that was cut its end back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from annotated_reader.document import Line
from annotated_reader.metadata.evidence import Candidate, Evidence, is_prose

_SEPARATORS = re.compile(
    r"\s*[|｜丨»«·•]\s*|\s*(?<![a-z\d])_\s*|\s*_(?![a-z\d])\s*|\s+[—–]+\s*|\s*[—–]+\s+|\s*(?<![a-zA-Z])[—–]+(?![a-zA-Z])\s*"
    r"|\s+(?:--+|::)\s+|--(?=[^-]{2,12}\Z)|\s+[-:]\s+|(?<=[\u3000-\uffef])-(?=[^-]{2,12}\Z)|-(?=[^-]{2,12}\Z)(?=[^-]*[\u3400-\u9fff])"
    r"|(?<=[\u3000-\uffef])-(?=[\u3000-\uffef])"
)
_ANY_MARK = re.compile(r"\s*(?:[|｜丨_»«·•—–]|--+|::)\s*|\s+[-:]\s+")
_SITE_METAS = ("og:site_name", "application-name", "sitename", "twitter:site")
_BRACKETED = re.compile(
    r"\s*[\[【［（(](?:原创|原創|转载|轉載|转帖|轉帖|转贴|轉貼|转|轉|图文|圖文|首发|精华|置顶|推荐)[\]】］）)]\s*"
)
_BARE_LABEL = re.compile(r"\s*(?:原创|原創|转载|轉載|图文|圖文)[\s:：|｜]*")
_TITLE_LABEL = re.compile(r"\s*(?:标题|標題|题目|題目|文章标题|title)\s*[:：]\s*(?=\S)", re.I)
_NAMED = re.compile(r"\A[\u3400-\u9fff·]{2,4}[：:]\s*")
_CRUMB = re.compile(r"\A(?:首页|首頁|当前位置|您的位置|位置|home)\b|\A(?:首页|首頁)", re.I)
CUT = re.compile(r"\s*(?:(?<!…)…+|(?<!\.)\.{2,})\s*\Z")
"""The marks of a title that was cut."""
_HEADED = frozenset({"h1", "h2", "h3", "h4", "h5"})
_IN_WORD = re.compile(r"['’]?[a-z\d]", re.I)
_NOT_LETTERS = re.compile(r"[\W_]+")

COPY = re.compile(r"\s*[\[【](?:复制(?:链接|网址)|複製(?:鏈接|連結|網址))[\]】]\s*\Z")
"""The button that boards set behind the title of a thread."""
MAX_TITLE = 100
"""Longest line, in letters, that may be a title; headlines in the corpora have up to 60."""
SHORTEST = 3
"""Letters of a Chinese title that the page shows alone on a line without a link."""
LEAST_TITLE = 6
"""Letters of a line or heading that may stand in for a title which only names the site."""


def parts_of(title: str) -> list[str]:
    """Cut a title at the marks that sites hang their names on."""
    return [part for part in _SEPARATORS.split(title) if part]


def without_affixes(best: Candidate, shown: list[str], evidence: Evidence) -> str:
    """Drop site names that hang on a title from the head of a page."""
    if best.kind not in ("title_tag", "meta", "json_ld"):
        return best.value
    for heading in shown:
        if len(bare(heading)) >= 4 and _begins(best.value, bare(heading)):
            return heading
    if whole := _behind_name(best, shown) or _whole_heading(best, shown, evidence):
        return whole
    value = _without_site(best.value, evidence)
    parts = _SEPARATORS.split(value)
    if said := _said_part(value, parts, evidence):
        return said
    if best.kind != "title_tag" and "_" not in value:
        return value
    return _other_heading(best, shown) or _first_part(parts)


def without_label(title: str, others: Iterable[str]) -> str:
    """Drop "标题：" and "[转载]"; a bare "原创" only where another title of the capture lacks it."""
    if match := _TITLE_LABEL.match(title) or _BRACKETED.match(title):
        return title[match.end() :]
    match = _BARE_LABEL.match(title)
    return title[match.end() :] if match and title[match.end() :].strip() in others else title


def _without_site(title: str, evidence: Evidence) -> str:
    """Cut the name off that the page itself gives its site, in front or behind."""
    sites = {bare(evidence.metas[name]) for name in _SITE_METAS if evidence.metas.get(name)} - {""}
    marks = list(_ANY_MARK.finditer(title)) if sites else []
    for mark in marks:
        if bare(title[mark.end() :]) in sites:
            return title[: mark.start()]
    first = marks[0] if marks else None
    return title[first.end() :] if first and bare(title[: first.start()]) in sites else title


def _other_heading(best: Candidate, shown: list[str]) -> str | None:
    """A heading that says something else than ``<title>``, which then only names the site."""
    if shown and bare(shown[0]) not in bare(best.value) and len(bare(shown[0])) >= LEAST_TITLE:
        return shown[0]
    return None


def _first_part(parts: list[str]) -> str:
    """Site names stand behind; a part too short to be a title yields to the longest."""
    longest = max(parts, key=len)
    return parts[0] if len(parts[0]) >= 6 or parts[0] == longest else longest


def _whole_heading(best: Candidate, shown: list[str], evidence: Evidence) -> str | None:
    """The heading that ``<title>`` begins with, where a stray quotation mark cut the meta element short."""
    said, title = bare(best.value), bare(evidence.title_tag)
    fitting = (
        heading for heading in shown if bare(heading).startswith(said) and title.startswith(bare(heading))
    )
    return next(fitting, None) if best.kind == "meta" else None


def _behind_name(best: Candidate, shown: list[str]) -> str | None:
    """The heading that ``<title>`` sets the author's name and a colon in front of."""
    title = folded(_NAMED.sub("", best.value, count=1)) if best.kind == "title_tag" else ""
    return next((heading for heading in shown if title and bare(heading) == bare(title)), None)


def _said_part(value: str, parts: list[str], evidence: Evidence) -> str | None:
    """The longest beginning of the title that is also a line of the page."""
    shown = [line for line in _top(evidence) if line.letters <= MAX_TITLE]
    texts = {bare(line.text) for line in shown}
    anywhere = {bare(line.text) for line in evidence.lines if line.letters <= MAX_TITLE}
    alone = {bare(line.text) for line in shown if not line.linked}
    half = len(bare(value)) / 2
    for count in range(len(parts), 0, -1):
        beginning = value[: _end_of_parts(value, parts, count)].strip()
        said = bare(beginning)
        if len(said) >= 4 and said in (anywhere if len(said) >= half else texts):
            return beginning
        if len(said) == SHORTEST and not said.isascii() and said in alone:
            return beginning
    lines = [text for text in texts if len(text) >= LEAST_TITLE and _begins(value, text)]
    longest = max(lines, key=len, default=None)
    if longest is None:
        return None
    line = next(line for line in shown if bare(line.text) == longest)
    place = evidence.lines.index(line)
    return _continued(bare(value), line.text, evidence.lines[place + 1 : place + 4])


def _top(evidence: Evidence) -> Iterator[Line]:
    """The lines of which one may say the title: all above the text, and the headings in it."""
    told = False
    for line in evidence.lines:
        told = told or is_prose(line)
        if not told or line.element.tag in _HEADED or line.element.getparent().tag in _HEADED:
            yield line


def _begins(title: str, text: str) -> bool:
    """True where a title begins with the letters of ``text``, and these do not end within a word."""
    if not (whole := bare(title)).startswith(text):
        return False
    letters = [place for place, char in enumerate(title) if bare(char)]
    end = letters[len(text) - 1] + 1 if len(letters) == len(whole) else 0
    return not _IN_WORD.match(title, end)


def _continued(title: str, said: str, following: Sequence[Line]) -> str:
    """Join the lines that a heading was broken into."""
    for line in following:
        if not line.letters or not title.startswith(bare(said + line.text)):
            break
        said = f"{said} {line.text}" if said[-1:].isascii() and line.text[:1].isascii() else said + line.text
    return said


def _end_of_parts(value: str, parts: list[str], count: int) -> int:
    end = 0
    for part in parts[:count]:
        end = value.index(part, end) + len(part)
    return end


def completed(title: str, candidates: list[Candidate], evidence: Evidence) -> str:
    """Give a title that ends in "…" its end back from the candidates or the text."""
    if not (cut := CUT.search(title)):
        return title
    stem = title[: cut.start()]
    for candidate in candidates:
        tail = candidate.value[len(stem) :]
        if (
            candidate.value.startswith(stem)
            and len(tail) > 1
            and not CUT.match(tail)
            and not _SEPARATORS.search(tail)
        ):
            return candidate.value
    match = re.search(
        r"[《「“\"]\s*(" + re.escape(stem) + r"[^》」”\"\n]{1,80})[》」”\"]", evidence.document.text
    )
    if match:
        return folded(match.group(1))
    line = next(
        (line for line in evidence.lines if line.text.startswith(stem) and line.letters <= MAX_TITLE), None
    )
    return line.text if line and not CUT.search(line.text) else title


def is_crumb(text: str) -> bool:
    """True for a line that says where in the site the page stands."""
    return bool(_CRUMB.match(text)) or text.count(">") + text.count("»") > 1


def folded(text: str) -> str:
    """Return ``text`` with its white space folded."""
    return " ".join(text.split())


def bare(text: str) -> str:
    """Return what two ways of writing one title have in common: its letters, without case."""
    return _NOT_LETTERS.sub("", text).casefold()
