"""GIF (version 89a): blocks with lengths in front."""

from __future__ import annotations

from annotated_reader.images.formats.boxes import FormatError, Parts, little

_FRAME, _EXTENSION, _END = 0x2C, 0x21, 0x3B
_CONTROL, _PROGRAM = 0xF9, 0xFF
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
"""The notes of programs that say how often frames are shown."""


def read_gif(content: bytes) -> Parts:
    """Return its size and its bytes without comments and notes; raises FormatError."""
    width, height = little(content, 6, 2), little(content, 8, 2)
    place = 13 + _table(little(content, 10, 1))
    kept, taken, frames = [content[:place]], [], 0
    while content[place] != _END:
        end = _block_end(content, place)
        if content[place] == _FRAME:
            frames += 1
            size = little(content, place + 5, 2), little(content, place + 7, 2)
            if frames == 1:  # browsers widen the picture to its first frame
                width = max(width, little(content, place + 1, 2) + size[0])
                height = max(height, little(content, place + 3, 2) + size[1])
        if what := _is_aside(content, place):
            taken.append(what)
        else:
            kept.append(content[place:end])
        place = end
    if not frames:
        raise FormatError("holds no picture")
    if place + 1 < len(content):
        taken.append("what followed it")
    return Parts(width, height, b"".join(kept) + bytes([_END]), tuple(taken))


def _table(flags: int) -> int:
    """Bytes of the colour table that the flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _is_aside(content: bytes, place: int) -> str:
    if content[place] != _EXTENSION or content[place + 1] == _CONTROL:
        return ""
    if content[place + 1] != _PROGRAM:
        return "comment"
    name = content[place + 3 : place + 14]
    if name in _LOOPS:
        return ""
    return "XMP" if name.startswith(b"XMP") else "notes of a program"


def _block_end(content: bytes, place: int) -> int:
    """Return where the block ends that begins at ``place``."""
    if content[place] == _EXTENSION:
        place += 2
    elif content[place] == _FRAME:
        place += 11 + _table(little(content, place + 9, 1))
    else:
        raise FormatError("is damaged")
    while length := little(content, place, 1):
        place += 1 + length
    return place + 1
