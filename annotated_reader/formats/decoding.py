"""Turns a capture's bytes into text, and says how."""

from __future__ import annotations

import codecs
import re

from annotated_reader.errors import CaptureError
from annotated_reader.values import Capture

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TRIED = ("utf-8", "gb18030", "big5hkscs")
_FOREIGN = re.compile(
    r"iso-8859-(?!1\Z)|(?:windows-|cp)125(?!2\Z)|koi8|shift[_-]?jis|euc-(?!cn|tw)|iso-2022|tis-620"
)
"""Encodings that are only declared where they are meant; Latin 1 stands over any bytes."""
_WIDE = ("utf-16-le", "utf-16-be")
_HIGH = re.compile(rb"[\x80-\xff]")
_ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")

DAMAGE = 1000
"""One character in so many, and two in any file, may be beyond reading: a cut end, a flipped bit."""
FOREIGN = 0.03
"""Text with a smaller share of everyday characters is no Chinese, whatever its bytes allow."""
CHINESE = 0.1
"""Text with a larger share is Chinese, whatever encoding it declares: running text has some 0.3."""

SAMPLE = 20_000
"""Characters of a text by which it is judged."""
_COMMON = re.compile(
    "[的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方"
    "這個們來為國說時要會對過發後裡經現與從無問業動學實點電間體機將關開當還樣應報導臺灣]+"
)
"""Characters that make up some 40 % of running Chinese text, in both scripts."""


def decode(capture: Capture) -> tuple[str, tuple[str, ...]]:
    """Return the capture's text with ``\\n`` line ends, and notes on the encoding if it is not UTF-8.

    Raises CaptureError where no known encoding fits.
    """
    content = capture.content
    bom = next((name for bom, name in _BOMS if content.startswith(bom)), None)
    notes: tuple[str, ...] = ()
    text = _strictly(content, bom or "utf-8")
    if text is None:
        text, encoding = _guessed(capture, bom)
        lost = text.count("\ufffd")
        damage = f"; {lost} damaged character{'s' * (lost > 1)} could not be read" if lost else ""
        notes = (f"not {'whole' if encoding in (bom, 'utf-8') else 'UTF-8'}: read as {encoding}{damage}",)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd"), notes


def _strictly(content: bytes, encoding: str) -> str | None:
    """Return the text, unless a byte does not fit or too many are zero: UTF-16 of English is valid UTF-8."""
    try:
        text = content.decode(encoding)
    except UnicodeError:
        return None
    return text if 10 * text.count("\0") <= len(text) else None


def _guessed(capture: Capture, bom: str | None) -> tuple[str, str]:
    content = capture.content
    if bom:
        return content.decode(bom, "replace"), bom
    declared = _DECLARED.search(content[:4096])
    wish = declared.group(1).decode("ascii").lower() if declared else ""
    if b"\0" not in content and 2 * len(_ALONE.findall(content)) > len(_HIGH.findall(content)):
        return _as_declared(content, wish) or (content.decode("cp1252", "replace"), "windows-1252")
    encodings = (*_TRIED, *_WIDE) if b"\0" in content else _TRIED
    tried = [(name, content.decode(name, "replace")) for name in encodings]
    whole = [(name, text) for name, text in tried if _is_whole(text)]
    if max((_commonness(text) for _, text in whole), default=0.0) < CHINESE and (
        foreign := _as_declared(content, wish)
    ):
        return foreign
    if not whole:
        raise CaptureError(
            capture.path,
            "its bytes are neither UTF-8 nor GB18030 nor Big5, nor what it declares",
            "Save it again as UTF-8, or take it out of the folder",
        )
    name, text = max(
        whole, key=lambda item: (_commonness(item[1]), _agrees(item[0], wish), -item[1].count("\ufffd"))
    )
    return text, name


def _as_declared(content: bytes, wish: str) -> tuple[str, str] | None:
    """Return the text in the encoding of other scripts that the capture declares, if every byte fits."""
    if not _FOREIGN.match(wish):
        return None
    try:
        return content.decode(wish), wish
    except (UnicodeError, LookupError):
        return None


def _is_whole(text: str) -> bool:
    """True where hardly a character is lost and, if there are enough to say so, they are Chinese."""
    if text.count("\ufffd") + text.count("\0") > 2 + len(text) // DAMAGE:
        return False
    return _beyond_ascii(text[:SAMPLE]) < 60 or _commonness(text) >= FOREIGN


def _commonness(text: str) -> float:
    """Share of everyday characters among the non-ASCII ones, to two digits so that a tie is one."""
    sample = text[:SAMPLE]
    wide = _beyond_ascii(sample)
    return round(sum(map(len, _COMMON.findall(sample))) / wide, 2) if wide else 0.0


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _agrees(name: str, wish: str) -> bool:
    return wish[:2] == name[:2]
