"""Pairs the pieces of two texts that are versions of each other, where none of them stayed the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator

ALIKE = 0.5
"""Likeness from which two paragraphs are versions of one: a sentence of two may be new."""

MOST = 10_000
"""Pairs that are compared; in a longer stretch nothing is paired, and it is decided as a whole."""


def pair(rows: int, columns: int, likeness: Callable[[int, int], float]) -> Iterator[tuple[int, int]]:
    """Yield pairs of a row and a column, both rising, that are most alike in sum; each is ALIKE at least."""
    if rows * columns > MOST:
        return
    alike = [[likeness(row, column) for column in range(columns)] for row in range(rows)]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in reversed(range(rows)):
        for column in reversed(range(columns)):
            paired = best[row + 1][column + 1] + alike[row][column] if alike[row][column] >= ALIKE else 0.0
            best[row][column] = max(best[row + 1][column], best[row][column + 1], paired)
    row = column = 0
    while row < rows and column < columns:
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            yield row, column
            row, column = row + 1, column + 1
