"""Tells tables that hold a table from tables that hold a layout."""

from __future__ import annotations

from lxml import etree

from annotated_reader.markdown.blocks import splice, text_of

LONGEST_CELL = 200
"""A cell with more characters holds an article's text, not a value."""

WIDEST = 50
"""Spans beyond this many columns are cut to it."""


def settle_table(table: etree._Element) -> None:
    """Keep a table of short cells in two or more columns; splice the content of any other, in order.

    A caption, or other text before the first row or behind the last, stands before or behind the table.
    """
    while len(table) and table[0].tag == "p":
        table.addprevious(table[0])
    while len(table) and table[-1].tag == "p":
        table.addnext(table[-1])
    rows = [row for row in table if len(row)]
    if not _is_grid(table, rows):
        for part in [*table.iterchildren("tr"), *table.findall("tr/td"), *table.findall("tr/th"), table]:
            splice(part)
        return
    _square(table)


def _is_grid(table: etree._Element, rows: list[etree._Element]) -> bool:
    if not all(row.tag == "tr" and all(cell.tag in ("td", "th") for cell in row) for row in table):
        return False
    cells = [cell for row in rows for cell in row]
    filled = [cell for cell in cells if len(cell)]
    return (
        len(rows) > 1
        and max(len(row) for row in rows) > 1
        and len(filled) > 1
        and all(_is_short(cell) for cell in filled)
    )


def _is_short(cell: etree._Element) -> bool:
    return all(block.tag == "p" for block in cell) and len(text_of(cell)) <= LONGEST_CELL


def _square(table: etree._Element) -> None:
    """Give every row one cell for each column: a cell that spans several stands in the first of them."""
    taken: set[tuple[int, int]] = set()
    grid: list[dict[int, etree._Element]] = []
    for at, row in enumerate(table):
        column, cells = 0, dict[int, etree._Element]()
        for cell in row:
            while (at, column) in taken:
                column += 1
            cells[column] = cell
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            taken |= {(at + down, column + right) for down in range(high) for right in range(wide)}
        grid.append(cells)
    width = max(column for _, column in taken) + 1
    for row, cells in zip(list(table), grid, strict=True):
        if not cells:
            table.remove(row)
            continue
        empty = "th" if all(cell.tag == "th" for cell in row) else "td"
        row[:] = [cells[column] if column in cells else etree.Element(empty) for column in range(width)]


def _span(cell: etree._Element, name: str) -> int:
    return min(int(cell.attrib.pop(name, "1")) or 1, WIDEST)
