"""A collection like an archive: most articles alone, some copied, cut, quoted or on one event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from _relations.language import Language
from annotated_reader.anchoring.simplified import SIMPLIFIED, VARIANTS
from annotated_reader.site.entries import Entry, newest_first

FIRST = date(2012, 1, 1)
DAYS = 4000
SHARES = {"alone": 0.68, "event": 0.16, "reprint": 0.09, "excerpt": 0.04, "quotation": 0.03}
"""Of every hundred new pieces of work; what is copied stays in the collection too."""
OTHER_SCRIPT = dict(zip(SIMPLIFIED, VARIANTS, strict=True))

Pair = frozenset[str]


@dataclass
class Collection:
    """Articles, newest first, and what is true of them."""

    entries: tuple[Entry, ...] = ()
    truth: dict[str, set[Pair]] = field(default_factory=dict)
    """Kind of relation to the pairs of slugs that have it; ``event`` for articles on one event."""


def make(count: int, seed: int) -> Collection:
    """Return a collection of ``count`` articles; the same for the same seed."""
    maker = _Maker(Random(seed))
    while len(maker.entries) < count:
        maker.add()
    truth = {kind: set(pairs) for kind, pairs in maker.truth.items()}
    return Collection(newest_first(maker.entries), truth)


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.language = Language(random)
        self.entries: list[Entry] = []
        self.truth: dict[str, set[Pair]] = {kind: set() for kind in SHARES}

    def add(self) -> None:
        """Add one piece of work of some kind, with what it copies or the others on its event."""
        kind = self.random.choices(list(SHARES), weights=list(SHARES.values()))[0]
        if kind == "event":
            self._event()
            return
        first = self._article(self._subject(), self._some_day())
        if kind != "alone":
            body = getattr(self, f"_{kind}")(first.body)
            copy = self._entry(body, first.title, self._later(first), first.tags)
            self.truth[kind].add(frozenset((first.slug, copy.slug)))

    def _event(self) -> None:
        """Three or four articles within a week, on the same people, with some of the same figures."""
        subject, day = self._subject(), self._some_day()
        facts = [f"{self.random.randint(11, 9999)}{unit}" for unit in ("人", "公里", "吨", "万元")]
        slugs = []
        for _ in range(self.random.randint(3, 4)):
            published = day + timedelta(days=self.random.randint(0, 7))
            slugs.append(self._article(subject, published, self.random.sample(facts, 3)).slug)
        self.truth["event"] |= {frozenset((a, b)) for a in slugs for b in slugs if a < b}

    def _subject(self) -> tuple[list[str], list[str]]:
        return self.random.choice(self.language.topics), self.random.sample(self.language.names, 5)

    def _some_day(self) -> date:
        return FIRST + timedelta(days=self.random.randrange(DAYS))

    def _article(
        self, subject: tuple[list[str], list[str]], day: date, facts: list[str] | None = None
    ) -> Entry:
        topic, names = subject
        paragraphs = []
        for _ in range(self.random.randint(8, 18)):
            said = [self.language.sentence(topic, names) for _ in range(self.random.randint(2, 5))]
            paragraphs.append("".join(said))
        for fact in facts or []:
            paragraphs.insert(
                self.random.randrange(len(paragraphs)), f"{self.random.choice(names)}，{fact}。"
            )
        return self._entry(
            "\n\n".join(paragraphs), "".join(self.random.sample(names, 2)), day, tuple(names[:3])
        )

    def _entry(self, body: str, title: str, day: date, tags: tuple[str, ...]) -> Entry:
        slug = f"{day.isoformat()}-{len(self.entries)}"
        undated = self.random.random() < 0.15
        published = None if undated else day.isoformat()
        self.entries.append(
            Entry(
                slug,
                title,
                publisher=f"报{len(self.entries) % 40}",
                published=published,
                tags=tags,
                body=body,
            )
        )
        return self.entries[-1]

    def _later(self, first: Entry) -> date:
        return date.fromisoformat(first.slug[:10]) + timedelta(days=self.random.randint(0, 30))

    def _reprint(self, body: str) -> str:
        """With single characters changed, a paragraph gone, an editor's note, or in the other script."""
        rate = self.random.choice((0, 0.01, 0.03, 0.06))
        text = "".join(self._edited(character, rate) for character in body)
        paragraphs = text.split("\n\n")
        del paragraphs[self.random.randrange(len(paragraphs))]
        paragraphs.insert(0, self.language.sentence(self.language.topics[0], []) if rate else paragraphs[0])
        text = "\n\n".join(paragraphs)
        if self.random.random() < 0.4:
            text = "".join(OTHER_SCRIPT.get(character, character) for character in text)
        return text

    def _edited(self, character: str, rate: float) -> str:
        if character in "\n，。" or self.random.random() >= rate:
            return character
        return self.random.choice(("", character * 2, self.random.choice(self.language.words)))

    def _excerpt(self, body: str) -> str:
        """A third of the paragraphs, with a few sentences around them."""
        paragraphs = body.split("\n\n")
        kept = max(2, len(paragraphs) // 3)
        start = self.random.randrange(len(paragraphs) - kept + 1)
        return "\n\n".join([*self._own(1), *paragraphs[start : start + kept], *self._own(1)])

    def _quotation(self, body: str) -> str:
        """An article of its own that quotes a fifth of its length."""
        quoted: list[str] = []
        for sentence in self._sentences(body):
            quoted.append(sentence)
            if sum(map(len, quoted)) > 160:
                break
        return "\n\n".join([*self._own(3), "“" + "".join(quoted) + "”", *self._own(3)])

    def _sentences(self, body: str) -> Iterator[str]:
        sentences = [f"{sentence}。" for sentence in body.replace("\n", "").split("。") if sentence]
        start = self.random.randrange(max(1, len(sentences) - 8))
        yield from sentences[start:]

    def _own(self, count: int) -> list[str]:
        topic = self.random.choice(self.language.topics)
        return ["".join(self.language.sentence(topic, []) for _ in range(2)) for _ in range(count)]
