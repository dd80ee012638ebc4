"""Receipts: what a third person needs to check an article against its capture, as JSON beside the page."""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from annotated_reader.edits import Base, base
from annotated_reader.letters import letters
from annotated_reader.pages import Identity, count_kinds, fields
from annotated_reader.progress import over
from annotated_reader.stored import read_json
from annotated_reader.values import Article, Removal

GENERATOR = "annotated-reader 2"
"""Who writes receipts; the number rises when their fields change."""


def render(article: Article, slug: str, size: int, page_sha256: str) -> bytes:
    """Return the receipt of an article whose capture has ``size`` bytes.

    It names rules and counts, and never what they took out: a receipt must not carry a promo back in.
    """
    receipt = {
        "article_sha256": hashlib.sha256(article.body.encode()).hexdigest(),
        "base": base.to_json(base.remember(fields(article, slug), article.body)),
        "capture": {"path": article.capture_path, "sha256": article.capture_sha256, "size": size},
        "generator": GENERATOR,
        "hops": [asdict(hop) for hop in article.provenance],
        "page_sha256": page_sha256,
        "removed": count_kinds(article.removals),
        "replay": f"python build_site.py explain {_argument(article.capture_path)}",
        "rules": _rules(article.removals),
        "slug": slug,
        "sources": list(article.sources),
    }
    return (json.dumps(receipt, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def identify(receipt: bytes) -> tuple[Identity, str] | None:
    """Return whose receipt it is and the sha256 of the page it was written with; None if it is damaged."""
    try:
        said = read_json(receipt)
        capture = said["capture"]
        identity = Identity(str(said["slug"]), str(capture["path"]), str(capture["sha256"]))
        return identity, str(said["page_sha256"])
    except (ValueError, TypeError, KeyError):
        return None


def base_of(receipt: bytes) -> Base | None:
    """Return the keys of the page that the receipt was written with; None where it has none."""
    try:
        return base.from_json(read_json(receipt)["base"])
    except (ValueError, TypeError, KeyError):
        return None


def used(folder: Path) -> tuple[frozenset[str], frozenset[str]]:
    """Return the sources and the rules that the receipts in ``folder`` name; damaged ones name none."""
    sources: set[str] = set()
    rules: set[str] = set()
    for path in over("Reading receipts", list(folder.glob("*.receipt.json"))):
        try:
            said = read_json(path.read_bytes())
            sources.update(map(str, said["sources"]))
            rules.update(map(str, said["rules"]))
        except (OSError, ValueError, TypeError, KeyError):
            continue
    return frozenset(sources), frozenset(rules)


def _rules(removals: Iterable[Removal]) -> dict[str, dict[str, str | int]]:
    rules: dict[str, dict[str, str | int]] = {}
    for removal in removals:
        rule = rules.setdefault(removal.rule, {"kind": removal.kind, "count": 0, "letters": 0})
        rule["count"] = int(rule["count"]) + 1
        rule["letters"] = int(rule["letters"]) + len(letters(removal.text))
    return rules


def _argument(path: str) -> str:
    """Return the path as one word of a shell command, never as an option."""
    return ("-- " if path.startswith("-") else "") + shlex.quote(path)
