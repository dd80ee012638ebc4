"""What a page asked of values that all pages share, and what it was told: by that, changes are noticed.

A page may be kept only if all that it depends on is known.  What is the page's own is digested whole.
What is shared, such as the addresses of all subjects, would make each page depend on every other; so
templates and hooks are handed a stand-in that answers the same, and notes each question.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotated_reader.site.kept.digests import Digests

Step = tuple[str, ...]
"""How a value was asked for: by ``attr``, ``item``, ``in``, ``call`` or ``len``, and with which words."""
Question = tuple[Step, ...]
"""What was asked, and of what: the first step is the name of a shared value alone."""


@dataclass
class Look:
    """What one page asked, each question once."""

    questions: dict[Question, None] = field(default_factory=dict)
    is_whole: bool = True
    """False once something was asked that cannot be asked again."""


class Watch:
    """Notes the questions of the page that is being made, and asks those of a kept one again."""

    def __init__(self, digests: Digests) -> None:
        self.look = Look()
        self._digests = digests
        self._shared: dict[str, Any] = {}

    def stand_in(self, name: str, value: Any) -> Any:
        """Return what answers as ``value`` does, which all pages share under ``name``."""
        self._shared[name] = value
        return _Stand(value, ((name,),), self)

    def nothing(self) -> Any:
        """Return a stand-in for what no page may ask for, if it is to be kept."""
        return _Stand(None, (), self)

    def answers(self, questions: Iterable[Question]) -> str:
        """Return one digest of what all questions are told now.  Raises UnknownError."""
        state = hashlib.blake2b(digest_size=16)
        for question in questions:
            state.update(self._digests.of(self._told(question)))
        return state.hexdigest()

    def _told(self, question: Question) -> Any:
        value = self._shared.get(question[0][0])
        for how, *words in question[1:]:
            value = _ASKED[how](value, *words)
        return value


_ASKED: Mapping[str, Callable[..., Any]] = {
    "attr": lambda value, name: getattr(value, name, None),
    "item": lambda value, key: value[key] if value is not None and key in value else None,
    "in": lambda value, key: value is not None and key in value,
    "call": lambda value, *words: value(*words) if value else None,
    "len": lambda value: len(value) if value is not None else 0,
}


class _Stand:
    """Answers as its value would."""

    __slots__ = ("_value", "_watch", "_way")

    def __init__(self, value: Any, way: Question, watch: Watch) -> None:
        self._value, self._way, self._watch = value, way, watch

    def __getattr__(self, name: str) -> Any:
        return self._answer(("attr", name), getattr(self._value, name))

    def __getitem__(self, key: Any) -> Any:
        answer = self._answer(("item", key), self._value.get(key))
        return answer if key in self._value else self._value[key]

    def get(self, key: Any, otherwise: Any = None) -> Any:
        """Return the item, or ``otherwise``."""
        return self[key] if key in self else otherwise  # noqa: SIM401  # the question must be noted

    def __contains__(self, key: Any) -> bool:
        return bool(self._answer(("in", key), key in self._value))

    def __call__(self, *words: Any) -> Any:
        return self._answer(("call", *words), self._value(*words))

    def __len__(self) -> int:
        return int(self._answer(("len",), len(self._value)))

    def __bool__(self) -> bool:
        return bool(self._value) if self._value is None else len(self) > 0

    def __iter__(self) -> Iterator[Any]:
        self._lose()
        return iter(self._value)

    def _answer(self, step: Step, value: Any) -> Any:
        if not self._way or not all(isinstance(word, str) for word in step):
            self._lose()
            return value
        way = (*self._way, tuple(map(str, step)))
        if isinstance(value, Mapping) or callable(value):
            return _Stand(value, way, self._watch)
        self._watch.look.questions[way] = None
        return value

    def _lose(self) -> None:
        self._watch.look.is_whole = False
