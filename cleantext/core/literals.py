"""Finding many exact words and phrases in one pass. Nothing else knows which engine does it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cleantext.core.words import is_whole

_FEW = 40  # words, up to which looking for one after the other is fastest
_HEAD = re.compile(r"\w+|[^\w\s]")


class Found(NamedTuple):
    """A word or phrase where it stands."""

    start: int  # code points into the text
    text: str

    @property
    def end(self) -> int:
        """The offset just past it."""
        return self.start + len(self.text)


class Literals:
    """Words and phrases, found as wholes: the longest at the leftmost place first, none inside a longer word."""

    def __init__(self, words: Iterable[str], *, engine: str = "") -> None:
        """Prepare to find `words`; `engine` is "automaton" or "tokens" where a test wants one of them."""
        self.words = tuple(sorted({word for word in words if word}))
        self._automaton: Any = None
        self._heads: dict[str, list[str]] = {}
        automaton = _automaton_type() if engine != "tokens" else None
        if automaton is not None and self.words and (engine or len(self.words) > _FEW):
            self._automaton = automaton(self.words)
        elif len(self.words) > _FEW or engine == "tokens":
            for word in self.words:
                head = _HEAD.search(word)
                self._heads.setdefault(head[0] if head else word, []).append(word)

    def find(self, text: str) -> list[Found]:
        """Return what stands in the text, in order, without overlaps."""
        hits = sorted((start, -len(word), word) for start, word in self._hits(text))
        kept: list[Found] = []
        for start, _, word in hits:
            if (not kept or start >= kept[-1].end) and is_whole(text, start, start + len(word)):
                kept.append(Found(start, word))
        return kept

    def _hits(self, text: str) -> Iterator[tuple[int, str]]:
        if self._automaton is not None:
            for index, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
                yield start, self.words[index]
        elif self._heads:
            heads = self._heads
            if not heads.keys().isdisjoint(_HEAD.findall(text)):
                for match in _HEAD.finditer(text):
                    for word in heads.get(match[0], ()):
                        start = match.start() - word.find(match[0])
                        if start >= 0 and text.startswith(word, start):
                            yield start, word
        else:
            for word in self.words:
                start = text.find(word)
                while start >= 0:
                    yield start, word
                    start = text.find(word, start + 1)


def _automaton_type() -> Any:
    try:
        from ahocorasick_rs import AhoCorasick
    except ImportError:
        return None
    return AhoCorasick
