"""Cues: pieces of a sentence that stand together on a line of debris, whatever is written between them.

A text is asked once for the beginnings of its words. A cue is looked for on its lines only if all the longer words of
its pieces begin like words that are there, so that the price hardly depends on the number of cues.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from cleantext.cleaners.phrases.folding import DENSE, fold, spellings
from cleantext.cleaners.phrases.loader import Phrase

_SHORTEST_LINE, _LONGEST_CUE = 8, 320  # characters
MOST_WORDS = 40
QUOTES = frozenset("\"'“„«‘‚「『《”’")  # what begins so is something that somebody said

_SHORT_PIECE = 4
_BEGINNING = 6  # characters of a word
_BEFORE = ("", *'(“"‘«¿¡[*_„')  # what may stand before a word ...
_AFTER = ("", *":|/=],.*…>»!)")  # ... and after it
_HAVE_OTHERS = {letter for letter in map(chr, range(0x21, 0x700)) if letter != "i" and len(spellings(letter)) > 2}
_PREFIXING = re.compile("[\u0590-\u08ff]")  # Hebrew, Arabic


class _Cue(NamedTuple):
    phrase: Phrase
    pieces: tuple[str, ...]  # folded; all must be on the line
    words: tuple[str, ...]  # of them, longest first, words that a text holds just so, but for their case
    others: tuple[frozenset[str], ...]  # leading words besides the first, each with the beginnings it may have


class Cues:
    """Finds the lines of a text that hold all the pieces of a cue."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_beginning: dict[str, list[_Cue]] = {}
        self._by_pair: dict[str, list[_Cue]] = {}  # of scripts without blanks, by two characters
        for phrase in phrases:
            self._add(phrase)
        self._beginnings = frozenset(self._by_beginning)
        self._pairs = frozenset(self._by_pair)

    def lines(self, lines: list[str]) -> dict[int, list[Phrase]]:
        """Return the numbers of the lines that hold cues, with those cues."""
        numbers = [number for number, line in enumerate(lines) if _SHORTEST_LINE <= len(line) <= _LONGEST_CUE]
        lower = "\n".join([lines[number] for number in numbers]).lower()
        beginnings = {word[:_BEGINNING] for word in _parted(lower).split()}
        candidates = [
            cue
            for key in sorted(beginnings & self._beginnings)  # in order: the first cue found gives the reason
            for cue in self._by_beginning[key]
            if not any(map(beginnings.isdisjoint, cue.others))
        ]
        if self._by_pair and not lower.isascii() and DENSE.search("".join(beginnings)):
            pairs = set(map(str.__add__, lower, lower[1:]))
            candidates += [cue for key in sorted(pairs & self._pairs) for cue in self._by_pair[key]]
        if not candidates:
            return {}
        lowered = lower.split("\n")
        there = cache(lower.__contains__)
        found: dict[int, list[Phrase]] = {}
        for cue in dict.fromkeys(candidates):
            if not all(map(there, cue.words)):
                continue
            longest = cue.words[0] if cue.words else ""
            for number, line in zip(numbers, lowered, strict=True):
                if longest in line and all(word in line for word in cue.words):
                    folded = fold(lines[number])
                    if (
                        folded.count(" ") < MOST_WORDS
                        and folded[:1] not in QUOTES
                        and all(holds(folded, piece) for piece in cue.pieces)
                    ):
                        found.setdefault(number, []).append(cue.phrase)
        return found

    def _add(self, phrase: Phrase) -> None:
        pieces = tuple(map(fold, phrase.words))
        plain = {word for piece in phrase.words for word in piece.lower().split() if _is_plain(word)}
        words = tuple(sorted(plain, key=lambda word: (-len(word), word)))
        dense = [piece for piece in pieces if DENSE.search(piece)]
        if dense:
            pair = max(dense, key=len)[:2]
            self._by_pair.setdefault(pair, []).append(_Cue(phrase, pieces, words, ()))
            return
        key, *rest = sorted(_leading(pieces, "ß" in "".join(phrase.words)), key=lambda word: (-len(word), word))
        cue = _Cue(phrase, pieces, words, tuple(map(_beginnings_of, rest)))
        for beginning in _beginnings_of(key):
            self._by_beginning.setdefault(beginning, []).append(cue)


def holds(line: str, piece: str) -> bool:
    """Say whether a line holds a piece; a short one, such as "app" or "IST", only as a word of its own."""
    place = line.find(piece)
    if place < 0 or len(piece) > _SHORT_PIECE or not piece.isascii():
        return place >= 0
    while place >= 0:
        end = place + len(piece)
        begins = not (piece[:1].isalnum() and line[place - 1 : place].isalnum())
        if begins and not (piece[-1:].isalnum() and line[end : end + 1].isalnum()):  # "@" may stand inside an address
            return True
        place = line.find(piece, place + 1)
    return False


def _leading(pieces: Iterable[str], sharp: bool) -> set[str]:
    """Return the beginnings of the words of a cue that a text with the cue is bound to have."""
    leading = set()
    words_of_all = []
    for piece in pieces:
        words = _parted(piece).split()
        words_of_all += words
        for place, word in enumerate(words):
            # In Arabic and Hebrew a piece may begin inside a word, after "and" or "the".
            whole = word.isalnum() and not (sharp and "ss" in word) and (place > 0 or not _PREFIXING.match(word))
            # The first and last words of a piece may go on, or have a comma after them.
            if whole and (len(word) >= _BEGINNING or (len(word) >= 4 and 0 < place < len(words) - 1)):
                leading.add(word[:_BEGINNING])
    return leading or {max(words_of_all, key=lambda word: (word.isalnum(), len(word)))[:_BEGINNING]}


@cache
def _beginnings_of(key: str) -> frozenset[str]:
    """Return the first characters that a lower-case word may have if it folds to one that begins with `key`."""
    forms = {form.lower() for form in spellings(key)}
    if len(key) < _BEGINNING:
        forms = {(form + sign)[:_BEGINNING] for form in forms for sign in _AFTER}
    return frozenset((opener + form)[:_BEGINNING] for form in forms for opener in _BEFORE)


def _parted(text: str) -> str:
    """Return a text with the parts of its compounds apart: "l'adresse e-mail" has an "adresse" in it."""
    return text.replace("'", " ").replace("’", " ").replace("-", " ")


def _is_plain(word: str) -> bool:
    """Say whether lower case alone makes any spelling of a word the same as the word."""
    return fold(word) == word and unicodedata.is_normalized("NFD", word) and not set(word) & _HAVE_OTHERS
