"""What a reader sees of an article before following a link: one small file each, read when asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping

from annotated_reader.site.entries import Entry
from annotated_reader.site.relations.sentences import first_sentences

LONGEST = 140
"""Characters of an article's beginning."""
READ = 600
"""Characters among which its first sentence is looked for."""


def preview_uri(entry: Entry) -> str:
    """Return the file's path below the site's root."""
    return f"articles/{entry.slug}.preview.json"


def preview(entry: Entry, text: str, words: Mapping[str, str]) -> str:
    """Return title, outlet and date, and the first sentences, as JSON."""
    facts = [entry.publisher or words["unknown_publisher"], entry.published or words["undated"]]
    shown = {
        "title": entry.title,
        "facts": " · ".join(facts),
        "text": beginning(text),
        "lang": entry.lang,
    }
    return json.dumps(shown, ensure_ascii=False)


def beginning(text: str) -> str:
    """Return the first sentences of an article's plain text, passing over headings and captions."""
    lines = [line for line in text[:READ].split("\n") if line]
    first = next((line for line in lines if line[-1:] in "。！？.!?”」"), " ".join(lines))
    return first_sentences(first, LONGEST)
