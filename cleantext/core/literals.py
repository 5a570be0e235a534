"""Finding many exact words and phrases, and whether any of some pieces stands in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from cleantext.core.words import is_capital, is_whole

_HEAD = re.compile(r"\w+|\W")


class Found(NamedTuple):
    """A word or phrase where it stands."""

    start: int  # code points into the text
    text: str

    @property
    def end(self) -> int:
        """The offset just past it."""
        return self.start + len(self.text)


class Literals:
    """Words and phrases, found as wholes: the longest at the leftmost place first, none inside a longer word.

    They are looked for where a text holds their first words, so its price hardly depends on their number.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Prepare to find `words`."""
        self._words = frozenset(words) - {""}
        self._phrases: defaultdict[str, set[int]] = defaultdict(set)  # the first word or mark of longer ones: lengths
        for word in self._words:
            if not word.isalnum():
                self._phrases[_head(word)].add(len(word))
        firsts = {word[0] for word in self._words}
        self._runs = _runs(firsts)
        self._small_runs = _runs([first for first in firsts if not is_capital(first)])

    def begin_with(self, word: str) -> bool:
        """Say whether one of them begins as a word does, up to the first mark in the word."""
        return self._is_head(_head(word))

    def _is_head(self, head: str) -> bool:
        return head in self._words or head in self._phrases

    def find(self, text: str, capitals: Iterable[str] | None = None) -> list[Found]:
        """Return what stands in the text, in order, without overlaps.

        `capitals`: the words of the text that begin with a capital, or those of them with which a literal may begin.
        """
        pattern = self._runs if capitals is None else self._small_runs
        heads = set(map(_head, capitals or ()))
        if pattern:
            heads.update(pattern.findall(text))
        present = [head for head in heads if self._is_head(head)]
        if not present:
            return []
        hits = sorted((start, -len(word), word) for head in present for start, word in self._hits(text, head))
        kept: list[Found] = []
        for start, _, word in hits:
            if (not kept or start >= kept[-1].end) and is_whole(text, start, start + len(word)):
                kept.append(Found(start, word))
        return kept

    def _hits(self, text: str, head: str) -> Iterator[tuple[int, str]]:
        lengths = {len(head), *self._phrases.get(head, ())}
        start = text.find(head)
        while start >= 0:
            for length in lengths:
                word = text[start : start + length]
                if word in self._words:
                    yield start, word
            start = text.find(head, start + 1)


def _head(word: str) -> str:
    """Return the run of letters, or the mark, that a word or phrase begins with."""
    found = _HEAD.match(word)
    return found[0] if found else ""


def _runs(firsts: Collection[str]) -> re.Pattern[str] | None:
    """Return the pattern for the runs of letters, and the marks, that begin with one of these characters."""
    letters = [re.escape(first) for first in firsts if first.isalnum() or first == "_"]
    marks = [re.escape(first) for first in firsts if not (first.isalnum() or first == "_")]
    sets = [f"[{''.join(letters)}]\\w*"] * bool(letters) + [f"[{''.join(marks)}]"] * bool(marks)
    return re.compile("|".join(sets)) if sets else None


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


def automaton_type() -> Any:
    """Return the engine for many words at once, or None where it is not installed."""
    try:
        from ahocorasick_rs import AhoCorasick
    except ImportError:
        return None
    return AhoCorasick
