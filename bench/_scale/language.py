"""Chinese without sense, but with real words as frequent as Zipf's law has it, and with names."""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from random import Random

from pypinyin.phrases_dict import phrases_dict

# The commonest characters of modern Chinese, in the order of their frequency.
COMMON = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事"
    "成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此"
    "已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代"
    "内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安"
    "少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光"
    "放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运"
)
GLUE = "的 的 的 了 在 是 和 与 从 对 把 被 就 也 都 还 又 而 但 这 那".split()
GLUE += "因为 所以 如果 一个 没有 他们 我们 自己".split()
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
PLACES, BODIES = (
    "州城岛山港河湖县镇湾",
    "大学 公司 委员会 基金会 研究所 博物馆 图书馆 出版社 银行 协会".split(),
)
WORDS, TOPICS, TOPIC_WORDS = 20_000, 200, 70


class Language:
    """Words, topics and names, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        random = Random(seed)
        order = list(COMMON) + [each for each in _second_rank() if each not in COMMON]
        rank = {character: place for place, character in enumerate(order)}
        known = [word for word in phrases_dict if 2 <= len(word) <= 4 and all(each in rank for each in word)]
        by_rank = {
            word: max(rank[each] for each in word) * random.uniform(0.3, 1.7) for word in sorted(known)
        }
        self.words = sorted(by_rank, key=lambda word: (by_rank[word], word))[:WORDS]
        self._weights = list(accumulate(1 / (place + 12) for place in range(len(self.words))))
        self.topics = [random.sample(self.words[400:], TOPIC_WORDS) for _ in range(TOPICS)]

    def word(self, random: Random) -> str:
        """Return a word, the commoner the likelier."""
        return self.words[bisect(self._weights, random.random() * self._weights[-1])]

    def clause(self, random: Random, topic: int, names: list[str]) -> str:
        """Return some words in a row; every third time with a name, now and then with a figure."""
        said = []
        for _ in range(random.randint(2, 5)):
            said.append(random.choice(self.topics[topic]) if random.random() < 0.12 else self.word(random))
            if random.random() < 0.6:
                said.append(random.choice(GLUE))
        if names and random.random() < 0.35:
            said.insert(random.randrange(len(said)), random.choice(names))
        if random.random() < 0.08:
            said.append(f"{random.randint(2, 9999)}{random.choice(('人', '年', '公里', '万元', '吨', '%'))}")
        return "".join(said)

    def sentence(self, random: Random, topic: int, names: list[str]) -> str:
        """Return a sentence of one to four clauses."""
        clauses = [self.clause(random, topic, names) for _ in range(random.choice((1, 2, 2, 3, 3, 4)))]
        if random.random() < 0.06:
            clauses[-1] = f"“{clauses[-1]}”"
        return "，".join(clauses) + random.choice("。。。。。。。？！；")

    def paragraph(self, random: Random, topic: int, names: list[str]) -> list[str]:
        """Return the sentences of a paragraph."""
        return [self.sentence(random, topic, names) for _ in range(random.choice((1, 2, 3, 3, 4, 5)))]

    def name(self, random: Random, kind: str) -> str:
        """Return a made-up name of a person, place, organisation or topic."""
        given = "".join(random.choices(COMMON[60:460], k=random.choice((1, 2, 2))))
        if kind == "person":
            return random.choice(SURNAMES) + given
        if kind == "place":
            return given + random.choice(PLACES)
        if kind == "organisation":
            return "".join(random.choices(COMMON[60:460], k=2)) + random.choice(BODIES)
        return random.choice(self.words[3000:]) + random.choice("学案法会史")


def _second_rank() -> list[str]:
    """The 3,755 characters of the first level of GB 2312: those in common use."""
    first, last = 0xB0, 0xD7
    rows = (bytes((high, low)) for high in range(first, last + 1) for low in range(0xA1, 0xFF))
    return [character for row in rows if (character := row.decode("gb2312", "ignore"))]
