"""Writes a tidy tree as Markdown: one small method for each tag.

markdownify brings the dispatch from tags to methods; nodes here are lxml's, so
that no second tree is built.
"""

from __future__ import annotations

import re
from functools import cache

from lxml import etree
from markdownify import MarkdownConverter

from annotated_reader.markdown.escape import escape, escape_lines, plain_code
from annotated_reader.markdown.targets import written

_JOINTS = {"body": "\n\n", "blockquote": "\n\n", "li": "\n\n", "table": "\n", "tr": " | ", "dl": "\n"}
_EMPHASIS = ("strong", "em")
_LISTS = ("ul", "ol")
_FENCE = re.compile("`{3,}")


def write_markdown(body: etree._Element) -> str:
    """Return the Markdown of a tidy tree, with one final newline."""
    return _converter().process_tag(body).strip("\n") + "\n"


@cache
def _converter() -> _Converter:
    return _Converter()


class _Converter(MarkdownConverter):
    """Walks the tree; a method per tag gets the element and the Markdown of its content."""

    def process_tag(self, node: etree._Element, parent_tags: set[str] | None = None) -> str:
        """Return the Markdown of ``node``, without its tail."""
        tag = node.tag
        joint = _joint(node) if tag in _JOINTS or tag in _LISTS else None
        if joint is not None:
            text = joint.join([_apart(child) + self.process_tag(child) for child in node])
        elif tag == "pre":
            text = node.text or ""
        else:
            text = self._inline(node)
        convert = self.get_conv_fn_cached(tag)  # type: ignore[attr-defined]  # missing in its stubs
        return convert(node, text, parent_tags) if convert else text

    def _inline(self, node: etree._Element) -> str:
        parts = [_escaped(node.text, node[0] if len(node) else None)] if node.text else []
        for child in node:
            parts.append(self.process_tag(child))
            if child.tail:
                parts.append(_escaped(child.tail, child.getnext()))
        return "".join(parts)

    def convert_p(self, el: etree._Element, text: str, parent_tags: object) -> str:
        return escape_lines(text)

    def convert_hN(self, n: int, el: etree._Element, text: str, parent_tags: object) -> str:  # noqa: N802
        if text.endswith("#"):
            text = text[:-1] + "\\#"
        return f"{'#' * n} {text}"

    def convert_hr(self, el: etree._Element, text: str, parent_tags: object) -> str:
        return "---"

    def convert_pre(self, el: etree._Element, text: str, parent_tags: object) -> str:
        longest = max((len(run) for run in _FENCE.findall(text)), default=2)
        fence = "`" * (longest + 1)
        return "\n".join([fence, text.strip("\n"), fence])

    def convert_blockquote(self, el: etree._Element, text: str, parent_tags: object) -> str:
        return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))

    def convert_ul(self, el: etree._Element, text: str, parent_tags: object) -> str:
        return text

    convert_ol = convert_ul

    def convert_li(self, el: etree._Element, text: str, parent_tags: object) -> str:
        if _is_tight(el):
            text = text.replace("\n\n", "\n")
        return _marker(el) + re.sub(r"\n(?=[^\n])", "\n    ", text)

    def convert_figure(self, el: etree._Element, text: str, parent_tags: object) -> str:
        *images, caption = el
        lines = [self.process_tag(image) for image in images]
        return "\n".join(['<figure markdown="span">', *lines, self.process_tag(caption), "</figure>"])

    def convert_figcaption(self, el: etree._Element, text: str, parent_tags: object) -> str:
        return f'<figcaption markdown="span">{_one_line(text)}</figcaption>'

    def convert_table(self, el: etree._Element, text: str, parent_tags: object) -> str:
        line = f"| {' | '.join(['---'] * len(el[0]))} |"
        if all(cell.tag == "th" for cell in el[0]):
            return text.replace("\n", f"\n{line}\n", 1)
        return "\n".join([re.sub("---", "   ", line), line, text])

    def convert_tr(self, el: etree._Element, text: str, parent_tags: object) -> str:
        return f"| {text} |"

    def convert_td(self, el: etree._Element, text: str, parent_tags: object) -> str:
        return "<br>".join(_one_line(self._inline(block)) for block in el).replace("|", "\\|")

    convert_th = convert_td

    def convert_dl(self, el: etree._Element, text: str, parent_tags: object) -> str:
        return text.removeprefix("\n")

    def convert_dt(self, el: etree._Element, text: str, parent_tags: object) -> str:
        before = el.getprevious()
        return ("\n" if before is not None and before.tag == "dd" else "") + escape_lines(text)

    def convert_dd(self, el: etree._Element, text: str, parent_tags: object) -> str:
        return f":   {escape_lines(text)}"

    def convert_a(self, el: etree._Element, text: str, parent_tags: object) -> str:
        href = el.get("href")
        return f"[{_one_line(text)}]({written(href)})" if href else text

    def convert_img(self, el: etree._Element, text: str, parent_tags: object) -> str:
        src = el.get("src")
        return f"![{escape(el.get('alt') or '')}]({written(src)})" if src else ""

    def convert_br(self, el: etree._Element, text: str, parent_tags: object) -> str:
        return "<br>\n"

    def convert_strong(self, el: etree._Element, text: str, parent_tags: object) -> str:
        return f"**{text}**"

    def convert_em(self, el: etree._Element, text: str, parent_tags: object) -> str:
        return f"<em>{text}</em>" if _touches_strong(el) else f"*{text}*"

    def convert_del(self, el: etree._Element, text: str, parent_tags: object) -> str:
        plain = len(el) == 0 and text[0].isalnum() and text[-1].isalnum() and "~" not in text
        return f"~~{text}~~" if plain else f"<del>{text}</del>"

    def convert_sub(self, el: etree._Element, text: str, parent_tags: object) -> str:
        return f"<sub>{text}</sub>"

    def convert_sup(self, el: etree._Element, text: str, parent_tags: object) -> str:
        return f"<sup>{text}</sup>"

    def convert_code(self, el: etree._Element, text: str, parent_tags: object) -> str:
        plain = el.text or ""
        in_cell = any(True for _ in el.iterancestors("td", "th"))
        return f"`{plain}`" if len(el) == 0 and not in_cell and plain_code(plain) else f"<code>{text}</code>"


def _escaped(text: str, after: etree._Element | None) -> str:
    """Escape ``text``; an exclamation mark before a link would make it an image."""
    text = escape(text)
    if text.endswith("!") and after is not None and after.tag == "a":
        return text[:-1] + "\\!"
    return text


def _one_line(text: str) -> str:
    return text.replace("<br>\n", "<br>")


def _joint(node: etree._Element) -> str:
    if node.tag in _LISTS:
        return "\n" if all(_is_tight(item) for item in node) else "\n\n"
    return _JOINTS[node.tag]


def _apart(block: etree._Element) -> str:
    """What keeps a list from running into a list before it that is of another kind."""
    before = block.getprevious() if block.tag in _LISTS else None
    return "<!-- -->\n\n" if before is not None and before.tag in _LISTS else ""


def _is_tight(item: etree._Element) -> bool:
    """True for an item of one paragraph, with or without lists below it that are tight themselves."""
    return [block.tag for block in item].count("p") == 1


def _marker(item: etree._Element) -> str:
    items = item.getparent()
    if items is None or items.tag == "ul":
        return "- "
    return f"{int(items.get('start', '1')) + items.index(item)}. "


def _touches_strong(el: etree._Element) -> bool:
    """True where ``*`` would run together with the ``**`` of a neighbour."""
    before, after, parent = el.getprevious(), el.getnext(), el.getparent()
    ahead = before.tail if before is not None else parent.text if parent is not None else None
    neighbours = [] if ahead else [before]
    neighbours += [] if el.tail else [after]
    neighbours += [] if el.text or not len(el) else [el[0]]
    neighbours += [] if not len(el) or el[-1].tail else [el[-1]]
    if any(one is not None and one.tag in _EMPHASIS for one in neighbours):
        return True
    if parent is None or parent.tag not in _EMPHASIS:
        return False
    at_start, at_end = before is None and not ahead, after is None and not el.tail
    return at_start != at_end
