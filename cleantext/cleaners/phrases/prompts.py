"""Prompts: lines that begin or end with a call to the reader, and name what the site wants of them.

"Sign up" and "newsletter", "Download" and "our app": the words between them are the site's own, and often its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cleantext.cleaners.phrases.cues import QUOTES, holds
from cleantext.cleaners.phrases.folding import DENSE, DENSE_FROM, core_of, fold
from cleantext.cleaners.phrases.loader import Phrase
from cleantext.cleaners.phrases.stock import Shelf, Stock
from cleantext.core.layout import ends_sentence

LONGEST = 240  # characters of a prompt
_SHORTEST = 8
_START = 8  # first characters of a word that are looked at
_MOST_WORDS = 30
_MOST_SENTENCE_WORDS = 14  # of a prompt that is a whole sentence with its full stop
_OPENING = re.compile(r"[?!؟] ?(?=\w)")


# What these call for people do in stories as well: "Report a mistake to the foreman was what he never did."
_EVERYDAY = frozenset({"app", "controls", "donate", "follow", "paywall"})


_SHORT_CALL = 5  # letters of a single word


class _Call(NamedTuple):
    words: str  # folded
    topics: tuple[str, ...]  # folded; one of them must be on the line besides the call
    phrase: Phrase


class Prompts:
    """Finds the prompts among the lines of a text."""

    def __init__(self, stock: Stock) -> None:
        self._begin = Shelf(stock, _call)  # by first words, or by two characters where there are no blanks
        self._end = Shelf(stock, _call)
        self._starts: set[str] = set()

    def add(self, phrase: Phrase, number: int) -> tuple[str, str]:
        """Look for one more prompt, by its number in the stock.

        Return the call that begins a line, with its first word before it; or nothing if it ends one.
        """
        words = _words(phrase)
        if not phrase.words[0].startswith("^"):
            self._end.add(_last(words), number)
            return "", ""
        first = _first(words)
        self._begin.add(first, number)
        self._starts.add(first[:_START])
        return first, words

    @property
    def ends(self) -> frozenset[str]:
        """The last words of calls that end a line."""
        return frozenset(self._end.keys())

    def may_begin(self, left: str) -> bool:
        """Say whether a folded line, without its bullets, begins like a prompt."""
        return _first(left) in self._begin

    def may_begin_so(self, start: str) -> bool:
        """Do what `may_begin` does for lines with such first characters of their first words."""
        return start[:_START] in self._starts or _first(start) in self._begin

    def may_end(self, core: str) -> bool:
        """Say whether a folded line, without what is around it, ends like a prompt."""
        return _last(core) in self._end

    def after_marks(self, folded: list[str], text: bytes) -> list[int]:
        """Return the numbers of the lines on which something like a prompt stands after a question or a call.

        `text`: the lines in UTF-8.
        """
        marks = "?" * (b"?" in text) + "!" * (b"!" in text) + "؟" * (not text.isascii())
        asked = [number for mark in marks for number, line in enumerate(folded) if mark in line]
        return [
            number
            for number in asked
            if len(line := folded[number]) <= LONGEST
            and any(_first(line[mark.end() :]) in self._begin for mark in _OPENING.finditer(line))
        ]

    def of(self, line: str, left: str, core: str) -> Iterator[Phrase]:
        """Yield the prompts that a folded line is; `left` and `core` are what `bare` makes of it."""
        if not _SHORTEST <= len(line) <= LONGEST or not core or line[0] in QUOTES or left[0] in QUOTES:
            return
        first, last = _first(left), _last(core)
        asked = "?" in left or "!" in left or "؟" in left
        if (not asked and first not in self._begin and last not in self._end) or line.count(" ") > _MOST_WORDS:
            return
        reads_on = ends_sentence(left) and left[-1] not in "!?！？؟"
        starts = [0, *(found.end() for found in _OPENING.finditer(left))] if asked else [0]
        for start in starts:  # "Got a story? Write to us"
            rest = left[start:]
            for call in self._begin.get(_first(rest)):
                size = len(call.words)
                begins = rest.startswith(call.words) and _is_apart(rest, size)
                if begins and not (reads_on and _is_doubtful(rest, call)) and _names(rest[size:], call):
                    yield call.phrase
        for call in self._end.get(last):
            place = len(core) - len(call.words)
            ends = core.endswith(call.words) and (place == 0 or _is_apart(core, place, before=True))
            if ends and not (reads_on and _is_doubtful(core, call)) and _names(core[:place], call):
                yield call.phrase


def _words(phrase: Phrase) -> str:
    return core_of(phrase.words[0].strip("^$"))


def _call(phrase: Phrase) -> _Call:
    return _Call(_words(phrase), _topics(phrase.words[1:]), phrase)


@cache  # many calls share their topics
def _topics(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, words))


def _names(line: str, call: _Call) -> bool:
    return any(holds(line, topic) for topic in filter(line.__contains__, call.topics))


def _is_doubtful(line: str, call: _Call) -> bool:
    """Say whether a whole sentence may tell of the call: "Follow us on the ice, they called from the pier."."""
    if call.phrase.family == "cookies":
        return False
    if call.phrase.family in _EVERYDAY or (" " not in call.words and len(call.words) <= _SHORT_CALL):
        return True  # "Get", "Jetzt", "Få": any sentence may begin so
    return "," in line or "،" in line or line.count(" ") >= _MOST_SENTENCE_WORDS or DENSE.match(call.words) is not None


def _first(words: str) -> str:
    return words[:2] if words[:1] >= DENSE_FROM and DENSE.match(words) else words.partition(" ")[0]


def _last(words: str) -> str:
    last = words[-1:]
    return words[-2:] if last >= DENSE_FROM and DENSE.match(last) else words.rpartition(" ")[2]


def _is_apart(line: str, place: int, *, before: bool = False) -> bool:
    """Say whether a word ends (or, `before`, begins) at a place; scripts without blanks have one end anywhere."""
    near = line[place - 1 : place] if before else line[place : place + 1]
    return not near.isalpha() or DENSE.match(line, place if before else place - 1) is not None
