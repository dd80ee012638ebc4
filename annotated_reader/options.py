"""What options of the command line take besides words."""

from __future__ import annotations

import argparse

from annotated_reader.epub import DATE


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
