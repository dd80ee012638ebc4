"""Reads what a page states in fields: front matter, JSON-LD, ``<meta>``, comments, links, its address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from annotated_reader.metadata.dates import epoch_date, stated_date, url_date
from annotated_reader.metadata.evidence import Candidate, Evidence, once
from annotated_reader.metadata.outlets import outlet_name

FRONT_MATTER: Mapping[str, tuple[str, ...]] = {
    "author": ("author", "authors", "byline", "作者"),
    "publisher": ("publisher", "source_name", "sitename", "account", "source", "公众号", "来源"),
    "published": (
        "published",
        "publish_date",
        "pubdate",
        "publish_time",
        "addtime",
        "date",
        "created",
        "日期",
    ),
    "original_url": (
        "original_url",
        "source_url",
        "from",
        "canonical",
        "original",
        "link",
        "url",
        "source",
        "原文链接",
    ),
    "tag": ("tags", "keywords"),
    "lang": ("lang", "language"),
}
"""Keys of front matter for each field, the best first."""

METAS: Mapping[str, tuple[str, ...]] = {
    "publisher": (
        "source",
        "contentsource",
        "mediaid",
        "og:site_name",
        "article:publisher_name",
        "article_publication_name",
        "citation_journal_title",
        "sitename",
    ),
    "published": (
        "article:published_time",
        "datepublished",
        "publishdate",
        "pubdate",
        "og:release_date",
        "publish_time",
        "og:published_time",
        "weibo: article:create_at",
        "bytedance:published_time",
        "apub:time",
        "dc.date.issued",
        "sailthru.date",
        "parsely-pub-date",
        "date",
        "dc.date",
        "article_date_original",
        "og:time",
        "firstpublishedtime",
        "datecreated",
        "dcterms.created",
        "dcterms.date",
        "dcterms.issued",
        "cxenseparse:recs:publishtime",
        "citation_publication_date",
        "publication_date",
        "publish-date",
    ),
    "original_url": ("og:url", "url", "twitter:url", "parsely-link", "dc.identifier"),
    "author": (
        "article:author_name",
        "byl",
        "byline",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "author",
        "article:author",
    ),
    "lang": ("og:locale", "content-language", "inlanguage", "language"),
    "tag": ("news_keywords", "keywords", "article:tag", "parsely-tags"),
}
"""Names of ``<meta>`` for each field, the best first.  ``author`` often holds the editor or
a staff number on Chinese pages, so a byline in the text outranks it."""


_SPACED = re.compile(r"[\u3400-\u9fff\w]{1,8}(?: +[\u3400-\u9fff]{1,8})+(?: +[\u3400-\u9fff\w]{1,8})*")
"""Chinese keywords with spaces between them."""
SPACED_LETTERS = 200
"""Characters of the longest list that is looked at for such keywords."""
_SLOGAN = re.compile(r"\s[|｜–—-]\s")
"""Sites hang a slogan on their name."""


def find_structured(evidence: Evidence) -> Iterator[Candidate]:
    """Yield the values that stand in fields rather than in sentences."""
    yield from _front_matter(evidence)
    yield from _metas(evidence)
    for thing in evidence.linked:
        yield from _json_ld(thing)
    for comment in evidence.document.comments:
        if day := epoch_date(comment):
            yield Candidate("published", day, "comment", "comment/epoch", f"<!--{comment.strip()}-->")
    if stated := evidence.document.root.get("lang") or evidence.document.root.get("xml:lang"):
        yield Candidate("lang", stated, "page", "html/lang", "<html lang>")
    if evidence.canonical:
        yield Candidate(
            "original_url", evidence.canonical, "canonical", "html/canonical", "<link rel=canonical>"
        )


def url_candidates(url: str) -> Iterator[Candidate]:
    """Yield what an article's own address says: its date."""
    if day := url_date(url):
        yield Candidate("published", day, "url", "url/date", url)


def _front_matter(evidence: Evidence) -> Iterator[Candidate]:
    given = {key.lower(): value for key, value in evidence.document.front_matter.items()}
    filed = set(_strings(given.get("categories"), split=True)) & set(_strings(given.get("tags"), split=True))
    for field, keys in FRONT_MATTER.items():
        for key in (key for key in keys if key in given):
            for value in _strings(given[key], split=field in ("tag", "author")):
                if field == "author" and value in filed:
                    continue
                if candidate := _checked(
                    field, value, "front_matter", f"front_matter/{key}", f"{key}: {value}"
                ):
                    yield candidate


def _metas(evidence: Evidence) -> Iterator[Candidate]:
    for field, names in METAS.items():
        for name in names:
            if not (content := evidence.metas.get(name)) or _is_department(name, content, evidence):
                continue
            for value in _strings(content, split=field == "tag"):
                if candidate := _checked(field, value, "meta", f"meta/{name}", f"<meta {name}> {value}"):
                    yield candidate


def _is_department(name: str, content: str, evidence: Evidence) -> bool:
    """True for a source in Latin letters on a page that names its site: there it is a section."""
    return name == "source" and content.isascii() and "og:site_name" in evidence.metas


def _json_ld(thing: Mapping[str, object]) -> Iterator[Candidate]:
    pairs = (
        ("published", "datePublished"),
        ("published", "uploadDate"),
        ("author", "author"),
        ("publisher", "publisher"),
        ("original_url", "url"),
        ("original_url", "mainEntityOfPage"),
        ("tag", "keywords"),
    )
    for field, key in pairs:
        for value in _strings(thing.get(key), split=field == "tag"):
            if candidate := _checked(field, value, "json_ld", f"json_ld/{key}", f"JSON-LD {key}: {value}"):
                yield candidate


def _checked(field: str, value: str, kind: str, rule: str, evidence: str) -> Candidate | None:
    if field == "published":
        day = stated_date(value)
        return Candidate(field, day, kind, rule, evidence) if day else None
    if field == "original_url" and not value.startswith(("http://", "https://", "//")):
        return None
    if field == "publisher":
        name = outlet_name(_SLOGAN.split(value, maxsplit=1)[0])
        return (
            Candidate(field, name, kind, rule, evidence)
            if name and "://" not in value and value[0] != "#"
            else None
        )
    return Candidate(field, value, kind, rule, evidence)


def _strings(value: object, split: bool) -> Iterator[str]:
    """Flatten strings, lists and ``{name: …}`` objects; cut lists typed into one string."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item, split)
    elif isinstance(value, dict):
        yield from _strings(value.get("name") or value.get("@id") or value.get("url"), split)
    elif isinstance(value, str):
        value = once(value)
        if split and len(value) <= SPACED_LETTERS and _SPACED.fullmatch(value):
            value = value.replace(" ", ",")
        parts = (
            value.replace("|", ",")
            .replace("，", ",")
            .replace("、", ",")
            .replace(";", ",")
            .replace("；", ",")
            .split(",")
        )
        yield from (part.strip().strip("\"'") for part in (parts if split else [value]) if part.strip())
