"""The options of the command line that several commands share, and what options take besides words."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotated_reader.epub import DATE


def add_folders(parser: argparse.ArgumentParser, here: Path, *, defaults: bool) -> None:
    """Add the options that every command takes; with ``defaults``, those they have in the folder ``here``.

    They may stand before the command's name or behind it, so only one of the two parsers sets defaults.
    """

    def default(value: object) -> object:
        return value if defaults else argparse.SUPPRESS

    add = parser.add_argument
    add("--captures", type=Path, metavar="DIR", default=default(here / "captures"), help="raw files")
    add("--docs", type=Path, metavar="DIR", default=default(here / "docs"), help="pages go to DIR/articles")
    add("--sources", type=Path, metavar="DIR", default=default(here / "sources"), help="rule files")
    add("--images", type=Path, metavar="DIR", default=default(here / "images"), help="pictures held")
    add("--cache", type=Path, metavar="DIR", default=default(here / ".cache"), help="safe to delete")
    add("--jobs", type=a_count, metavar="N", default=default(None), help="processes; as many as cores")
    add("--json", action="store_true", default=default(False), help="print the tally as JSON")


def add_choice(command: argparse.ArgumentParser) -> None:
    """Add the options that choose which articles a book holds."""
    add = command.add_argument
    add("--tag", action="append", default=[], metavar="NAME", help="a subject; given again, all of them")
    add("--publisher", metavar="NAME", help="who first published")
    add("--since", type=a_date, metavar="DATE", help="2024, 2024-06 or 2024-06-17")
    add("--until", type=a_date, metavar="DATE", help="the same; what is within it is in")
    add("--out", type=Path, metavar="FILE", help="where to write it; else here, named after what is in it")


def a_date(text: str) -> str:
    """Return a date, or the beginning of one, as it was written; raises ArgumentTypeError for all else."""
    if not DATE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no date. Write 2024, 2024-06 or 2024-06-17")
    return text


def a_count(text: str) -> int:
    """Return a number of processes; raises ArgumentTypeError for all else."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes. Write 1 or more")
    return int(text)


def a_port(text: str) -> int:
    """Return a port that anybody may serve on; raises ArgumentTypeError for all else."""
    if not text.isascii() or not text.isdigit() or not 1024 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port. Write a number from 1024 to 65535")
    return int(text)
