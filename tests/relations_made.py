"""Articles made up for the tests of relations."""

from __future__ import annotations

from random import Random

from annotated_reader.site.entries import Entry, newest_first
from annotated_reader.site.relations.proxies import cleaner
from annotated_reader.site.relations.relate import Relater, Relations
from annotated_reader.values import Hop
from tests.conftest import ROOT

CLEAN = cleaner(ROOT / "sources")

CHARACTERS = (
    "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏云腾致雨露结为霜金生丽水玉出昆冈"
    "剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔"
)


def prose(seed: int, sentences: int = 40) -> str:
    """Return Chinese letters in sentences that no other seed has."""
    random = Random(seed)
    said = ("".join(random.choices(CHARACTERS, k=random.randint(12, 26))) + "。" for _ in range(sentences))
    text = list(said)
    return "\n\n".join("".join(text[at : at + 4]) for at in range(0, sentences, 4))


def article(slug: str, body: str, **fields: object) -> Entry:
    """Return an article; published by its own outlet on the day its slug begins with, if it does."""
    published = slug[:10] if slug[:4].isdigit() else None
    given = {"title": slug, "publisher": f"{slug}报", "published": published, **fields}
    return Entry(slug=slug, body=body, **given)  # type: ignore[arg-type]


def republished(name: str) -> tuple[Hop, ...]:
    """Return the provenance of what an outlet took over."""
    return (Hop("original", "原报"), Hop("republisher", name))


def relate(*entries: Entry) -> Relations:
    """Return the relations of articles in any order."""
    return Relater().relate(newest_first(entries), clean=CLEAN)
