"""The pictures of articles: fetched once, kept outside the pages, shown without asking anybody."""

from __future__ import annotations

from annotated_reader.images.by_hand import BY_HAND
from annotated_reader.images.fetch import Way
from annotated_reader.images.fetching import Pace
from annotated_reader.images.named import named_in
from annotated_reader.images.ordering import Done, OrderError, add_options, order, take_in
from annotated_reader.images.running import Wish, fetch_named
from annotated_reader.images.store import FILES
from annotated_reader.images.telling import account_of, find_faults, list_of

__all__ = [
    "BY_HAND",
    "FILES",
    "Done",
    "OrderError",
    "Pace",
    "Way",
    "Wish",
    "account_of",
    "add_options",
    "fetch_named",
    "find_faults",
    "list_of",
    "named_in",
    "order",
    "take_in",
]
