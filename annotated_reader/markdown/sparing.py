"""A Markdown extension that changes nothing but the time: words without a mark are not searched for marks.

Python-Markdown searches every run of words once for each kind of mark, some fifteen times, and in Chinese
text that is half of all it does.  Whether one of the few characters is there by which marks begin is known
in a thousandth of that.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, cast

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor

BEGINNINGS = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[",
    "reference": "[",
    "link": "[",
    "image_link": "[",
    "image_reference": "[",
    "short_reference": "[",
    "short_image_ref": "[",
    "autolink": "<",
    "automail": "<",
    "html": "<",
    "linebreak": "  \n",
    "entity": "&",
    "em_strong": "*_",
    "delimiter": "~",
}
"""Each kind of mark by its name in Python-Markdown, and the characters without one of which it is not there;
for a line broken by spaces, all of them together."""


class Sparing(InlineProcessor):
    """Python-Markdown's own reader of marks, asked only where there may be one."""

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        """What marks begin with; the empty string, which is in all words, where an unknown kind is read."""
        patterns = self.md.inlinePatterns
        known = [name for name in BEGINNINGS if name in patterns]
        if len(known) < len(patterns):
            return ("",)
        found = {name: (text,) if name == "linebreak" else tuple(text) for name, text in BEGINNINGS.items()}
        return tuple(dict.fromkeys(each for name in known for each in found[name]))

    def _InlineProcessor__handleInline(self, words: str, first: int = 0) -> str:  # noqa: N802  # its name there
        if not any(beginning in words for beginning in self.beginnings):
            return words
        whole: Any = super()
        return cast(str, whole._InlineProcessor__handleInline(words, first))


class SparingExtension(Extension):
    """Puts the sparing reader in the place of the other."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Python-Markdown's name
        """Register it under the other's name, where it stood."""
        md.treeprocessors.register(Sparing(md), "inline", 20)


def makeExtension(**_config: Any) -> SparingExtension:  # noqa: N802  # Python-Markdown's name
    """Return the extension, as Python-Markdown asks for it."""
    return SparingExtension()
