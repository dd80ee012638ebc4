"""A made-up language in Chinese characters: words as frequent as Zipf's law has it, and sentences."""

from __future__ import annotations

from itertools import accumulate
from random import Random

CHARACTERS = [chr(code) for code in range(0x4E00, 0x9FA5, 7)]
WORDS, NAMES, TOPICS = 8000, 4000, 150
TOPIC_WORDS = 60
"""Words that an article on a topic uses more often."""


class Language:
    """Words, names and topics, the same for the same seed."""

    def __init__(self, random: Random) -> None:
        self._random = random
        weights = [1 / (rank + 8) for rank in range(len(CHARACTERS))]
        self._characters = list(accumulate(weights))
        self.words = [self._made((1, 2, 2, 2, 2, 3)) for _ in range(WORDS)]
        self._frequency = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))
        self.names = list(dict.fromkeys(self._made((2, 3, 3, 4)) for _ in range(NAMES)))
        self.topics = [random.sample(self.words[200:], TOPIC_WORDS) for _ in range(TOPICS)]

    def sentence(self, topic: list[str], names: list[str]) -> str:
        """Return a sentence of some twenty words; a name every second or third sentence."""
        random = self._random
        words = random.choices(self.words, cum_weights=self._frequency, k=random.randint(8, 18))
        words += random.choices(topic, k=random.randint(0, 2))
        words += random.choices(names, k=1) if names and random.random() < 0.45 else []
        random.shuffle(words)
        middle = len(words) // 2
        return "".join(words[:middle]) + "，" + "".join(words[middle:]) + "。"

    def _made(self, lengths: tuple[int, ...]) -> str:
        length = self._random.choice(lengths)
        return "".join(self._random.choices(CHARACTERS, cum_weights=self._characters, k=length))
