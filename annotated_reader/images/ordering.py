"""What a person may say to the command for pictures, and what is done at their word."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from typing import NamedTuple

from annotated_reader.errors import ReaderError
from annotated_reader.images.by_hand import BY_HAND
from annotated_reader.images.fetch import Way
from annotated_reader.images.fetching import Pace
from annotated_reader.images.named import named_in
from annotated_reader.images.running import Wish, fetch_named
from annotated_reader.images.telling import account_of, list_of

SEEN = "pictures.json"
"""Which pictures each page named at the last look; below the cache's folder."""
_PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
"""Where one says that requests are to go another way."""


class OrderError(ReaderError):
    """An order that cannot be meant like that."""


class Done(NamedTuple):
    """What came of an order."""

    lines: list[str]
    needs_a_person: bool


def add_options(parser: ArgumentParser) -> None:
    """Add what an order may say to the command's options."""
    add = parser.add_argument
    add("--limit", type=_count, metavar="N", help="ask for N pictures at most")
    add("--host", metavar="HOST", help="only for pictures on that host, or below it")
    add("--article", metavar="SLUG", help="only for that article and the notes on it")
    add("--again", action="store_true", help="for those too that their hosts did not give")
    add("--by-hand", action="store_true", help="ask nobody: take in what people put into images/by-hand/")
    add("--list", action="store_true", help="ask nobody: list article/number, address, what is known")
    add("--direct", action="store_true", help="past the proxy that is set")


def order(options: Namespace, pages: Sequence[tuple[str, str]]) -> Done:
    """Do what the options say for the pictures of ``pages``, given by name and Markdown.

    Raises OrderError, and StoreError where the store cannot be read or written.
    """
    if options.article and options.article not in {name for name, _ in pages}:
        action = "Write the name of a page in docs/articles, or the path of another below docs, without .md"
        raise OrderError(options.article, "no article and no page is called that", action)
    named = named_in(pages, options.cache / SEEN)
    if options.list:
        return Done(list(list_of(named, options.images, options.article)), needs_a_person=False)
    proxy = next((name for name in _PROXIES if os.environ.get(name)), None)
    if proxy and not (options.direct or options.by_hand):
        fact = "it is set, but pictures are asked for directly, so that hosts would see this machine"
        raise OrderError(proxy, fact, "Say --direct if they may")
    wish = Wish(options.limit, options.host, options.article, options.again, options.by_hand)
    account = fetch_named(options.images, named, wish, Way(), Pace())
    return Done(account_of(account), account.needs_a_person)


def take_in(options: Namespace, pages: Callable[[], Sequence[tuple[str, str]]]) -> Done:
    """Take in what people put in by hand, if there is any; asks nobody, raises StoreError."""
    if not (options.images / BY_HAND).is_dir():
        return Done([], needs_a_person=False)
    named = named_in(pages(), options.cache / SEEN)
    account = fetch_named(options.images, named, Wish(by_hand=True), Way(), Pace())
    return Done([f"error: {fault}" for fault in account.faults], account.needs_a_person)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is no number of pictures. Write 1 or more")
    return int(text)
