"""Articles of a made-up archive, each by its number, before any site has wrapped them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from bench._scale.entities import Entity, entities, known_by
from bench._scale.language import TOPICS, Language

FIRST, DAYS = date(2012, 1, 1), 4700
LENGTH = 2300
"""Characters of an article, on average."""
SYSTEMS = ("feed", "mirror", "digest", "page", "traditional", "portal", "account", "plain")
SHARES = (20, 18, 16, 18, 6, 6, 12, 4)
"""Of a hundred captures, how many are of each system."""
KINDS = {"reprint": 6, "excerpt": 2, "telling": 3}
"""Of a hundred stories, how many are copied, cut, or told after one of the four hundred before them."""
FOUNDERS = 20
"""The first stories, which have nobody to copy."""
OUTLETS = {"page": 40, "digest": 1, "account": 60}
"""Systems that many outlets use, with their number."""


@dataclass(frozen=True)
class Run:
    """Some words of a line, plain, strong or linked."""

    text: str
    href: str = ""
    strong: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """A paragraph (``p``), heading (``h2``), quotation (``quote``), list (``ul``) or picture (``img``)."""

    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Head:
    """What can be said of an article without writing it."""

    number: int
    system: str
    outlet: int
    published: date
    kind: str = "new"
    """``new``, or ``reprint``, ``excerpt`` or ``telling`` of another."""
    other: int = 0

    @property
    def url(self) -> str:
        """Where it was first published."""
        day, number = self.published, self.number
        if self.system == "feed":
            return f"https://www.huandao-news.example/zhongwen/simp/world-{50_000_000 + number}"
        if self.system == "mirror":
            return f"https://www.dongan-times.example/gb/{day:%y}/{day.month}/{day.day}/n13{number:06}.htm"
        if self.system == "traditional":
            return f"https://www.daoyu-daily.example/story/{day:%Y}/{day:%m%d}/{number}.html"
        return f"https://www.zhoukan{self.outlet}.example/{day:%Y/%m/%d}/{number}.html"


@dataclass(frozen=True)
class Story:
    """One article as its outlet wrote it."""

    head: Head
    title: str
    author: str
    tags: tuple[str, ...]
    blocks: tuple[Block, ...]


class Archive:
    """The stories of a seed; the first thousand of ten thousand are those of an archive of a thousand."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.language = Language(seed)
        self.entities = entities(self.language, seed)
        self.story = lru_cache(maxsize=64)(self._story)

    def head(self, number: int) -> Head:
        """Return system, outlet and day of a story, and what it was copied from."""
        random = self._random(number, "head")
        system = random.choices(SYSTEMS, SHARES)[0]
        outlet = random.randrange(OUTLETS.get(system, 1))
        kind = random.choices((*KINDS, "new"), (*KINDS.values(), 100 - sum(KINDS.values())))[0]
        if kind == "new" or number < FOUNDERS:
            return Head(number, system, outlet, FIRST + timedelta(days=random.randrange(DAYS)))
        other = self.head(random.randrange(max(0, number - 400), number))
        published = other.published + timedelta(days=random.randint(0, 6))
        return Head(number, system, outlet, published, kind, other.number)

    def _story(self, number: int) -> Story:
        head = self.head(number)
        if head.kind in ("reprint", "excerpt"):
            return self._copy(head, self.story(head.other))
        random = self._random(number, "story")
        names = self._names(head.other if head.kind == "telling" else number)
        topic = random.randrange(TOPICS)
        said = [random.choice(each.names) for each in names]
        title = self.language.clause(random, topic, [])[:14] + said[0] + self.language.word(random)
        tags = tuple(each.names[0] for each in names[: random.randint(0, 4)])
        author = self.language.name(random, "person")
        return Story(head, title, author, tags, self._blocks(random, number, topic, said))

    def _names(self, number: int) -> list[Entity]:
        """Whom and what a story is about."""
        return self._random(number, "names").sample(self.entities[: known_by(number)], 6)

    def _copy(self, head: Head, first: Story) -> Story:
        """Another story's text under another outlet's roof, a little changed, or a third of it."""
        random = self._random(head.number, "copy")
        blocks = list(first.blocks)
        if head.kind == "excerpt":
            start = random.randrange(max(1, len(blocks) * 2 // 3))
            blocks = blocks[start : start + max(2, len(blocks) // 3)]
        elif len(blocks) > 4:
            del blocks[random.randrange(1, len(blocks))]
        title = first.title if random.random() < 0.5 else first.title[2:] + self.language.word(random)
        return replace(first, head=head, title=title, blocks=tuple(blocks))

    def _blocks(self, random: Random, number: int, topic: int, names: list[str]) -> tuple[Block, ...]:
        wanted = max(300, int(random.gauss(LENGTH, LENGTH / 3)))
        blocks: list[Block] = []
        while wanted > 0:
            kind = random.choices(("p", "h2", "quote", "ul", "img"), (86, 5, 3, 3, 3))[0] if blocks else "p"
            blocks.append(self._block(random, number, topic, names, kind))
            wanted -= sum(len(run.text) for line in blocks[-1].lines for run in line)
        return tuple(blocks)

    def _block(self, random: Random, number: int, topic: int, names: list[str], kind: str) -> Block:
        if kind in ("h2", "img"):
            return Block(kind, ((Run(self.language.clause(random, topic, names)[:16]),),))
        if kind == "ul":
            items = (
                (Run(self.language.sentence(random, topic, names)),) for _ in range(random.randint(2, 5))
            )
            return Block(kind, tuple(items))
        runs = [Run(sentence) for sentence in self.language.paragraph(random, topic, names)]
        return Block(kind, (tuple(self._dressed(random, number, run) for run in runs),))

    def _dressed(self, random: Random, number: int, run: Run) -> Run:
        """Now and then strong, or a link to an older story."""
        chance = random.random()
        if chance < 0.03 and number:
            return replace(run, href=self.head(random.randrange(number)).url)
        return replace(run, strong=chance > 0.97)

    def _random(self, number: int, use: str) -> Random:
        return Random(f"{self.seed}/{use}/{number}")
