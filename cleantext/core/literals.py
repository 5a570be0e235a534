"""Finding many exact words and phrases in one pass. Nothing else knows which engine does it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cleantext.core.words import is_whole

_FEW = 40  # words, up to which looking for one after the other is faster than looking at every word of the text
_VERY_FEW = 8  # words, up to which it is faster than an automaton
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
        automaton = automaton_type() if engine != "tokens" else None
        if automaton is not None and self.words and (engine or len(self.words) > _VERY_FEW):
            self._automaton = automaton(self.words)
        elif len(self.words) > _FEW or (engine == "tokens" and self.words):
            for word in self.words:
                head = _HEAD.search(word)
                self._heads.setdefault(head[0] if head else word, []).append(word)
            # Only words with such a first letter are looked at: most of a text is in lower case.
            initials = "".join(sorted({head[0] for head in self._heads}))
            self._head_pattern = re.compile(rf"[{re.escape(initials)}]\w*")

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
            there = self._heads.keys() & set(self._head_pattern.findall(text))
            yield from _places(text, [word for head in there for word in self._heads[head]])
        else:
            yield from _places(text, self.words)


class AnyOf:
    """Says whether any of many pieces of text stands in a text, inside words too."""

    def __init__(self, pieces: Iterable[str]) -> None:
        """Prepare to look for `pieces`."""
        self.pieces = tuple(sorted(set(pieces)))
        engine = automaton_type() if len(self.pieces) > 2 else None
        # The engine finds the first of a few dozen pieces at the price of looking for two or three one by one.
        self._automaton = engine(self.pieces, matchkind=_first_match()) if engine and self.pieces else None

    def __reduce__(self) -> tuple[type[AnyOf], tuple[tuple[str, ...]]]:
        return AnyOf, (self.pieces,)  # with the engine that the receiving process has

    def stands_in(self, text: str) -> bool:
        """Say whether one of them stands in the text."""
        if self._automaton is not None:
            try:
                return bool(self._automaton.find_matches_as_indexes(text))
            except UnicodeEncodeError:  # half of a surrogate pair is nothing that an engine in Rust would take
                pass
        return any(map(text.__contains__, self.pieces))


def _first_match() -> Any:
    from ahocorasick_rs import MatchKind

    return MatchKind.LeftmostFirst


def _places(text: str, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    for word in words:
        start = text.find(word)
        while start >= 0:
            yield start, word
            start = text.find(word, start + 1)


def automaton_type() -> Any:
    """Return the engine for many words at once, or None where it is not installed."""
    try:
        from ahocorasick_rs import AhoCorasick
    except ImportError:
        return None
    return AhoCorasick
