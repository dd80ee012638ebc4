"""The tables of the docs: how much is right, and how much is wrongly Found, beside the browser's rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from _anchoring import cases

Key = tuple[str, int, int, int]
RIGHT = ("found", "moved", "gone", "twin")
MODES = {(1, 0): "旧文已失，有前后文", (1, 1): "旧文还在，有前后文", (0, 0): "旧文已失，没有前后文"}
"""By context and base; with the old text at hand, context hardly matters."""
NAMES = {
    "unedited": "原样",
    "5 % edited": "改了 5 %",
    "15 % edited": "改了 15 %",
    "sentence deleted": "那一句删了",
    "quotation reworded": "引文换了说法",
    "paragraph moved": "段落挪了地方",
    "litter added": "四周添了垃圾",
    "other script": "繁简互换",
    "other width": "全角半角互换",
    "other outlet": "别家的文章",
    "twin elsewhere": "别处有一模一样的话",
    "corrected, twin": "引文改正，别处有一样的话",
    "deleted, sibling": "引文删了，别处有相近的话",
}


def render(ours: Mapping[Key, Counter[str]], rival: Mapping[Key, Counter[str]]) -> str:
    """Return one table for each way of asking."""
    return "\n\n".join(
        f"**{title}**\n\n" + "\n".join(_table(mode, ours, rival)) for mode, title in MODES.items()
    )


def _table(
    mode: tuple[int, int], ours: Mapping[Key, Counter[str]], rival: Mapping[Key, Counter[str]]
) -> Iterator[str]:
    sizes = [f"{size} 字" for size in cases.SIZES]
    yield "| 文章怎样变了 | 谁的规则 | " + " | ".join(sizes) + " |"
    yield "|---" * (len(sizes) + 2) + "|"
    for kind in cases.KINDS:
        for name, tallies in (("本项目", ours), ("浏览器", rival)):
            cells = [_cell(tallies.get((kind, size, *mode), Counter())) for size in cases.SIZES]
            yield f"| {NAMES[kind]} | {name} | " + " | ".join(cells) + " |"


def _cell(tally: Counter[str]) -> str:
    if not tally:
        return "–"
    right = sum(tally[name] for name in RIGHT)
    return f"{100 * right / tally.total():.1f} / {100 * tally['wrong found'] / tally.total():.1f}"
