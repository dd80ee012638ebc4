"""Feeds: what is newest, for readers who follow the site from elsewhere."""

from __future__ import annotations

from annotated_reader.site.feeds.articles import Published
from annotated_reader.site.feeds.choosing import Feeds, Place
from annotated_reader.site.feeds.pictures import shown_by
from annotated_reader.site.feeds.values import Publication

__all__ = ["Feeds", "Place", "Publication", "Published", "shown_by"]
