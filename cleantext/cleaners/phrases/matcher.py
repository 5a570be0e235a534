"""One index for the phrases of all languages: the price of a line hardly depends on how many there are.

A line is first looked up by its first characters alone; nearly all prose ends there. What passes is folded and meets
dictionaries: whole lines, lines with numbers taken out, labels by their length; patterns with open words only where
their first (or last) three characters stand. Cues are found by one word of theirs that stands in the text at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from cleantext.cleaners.phrases import networks
from cleantext.cleaners.phrases.folding import DENSE, bare, fold, place, spellings
from cleantext.cleaners.phrases.loader import Phrase, all_phrases

LONGEST_LINE = 400  # characters; longer lines hold no label and no cue
LONGEST_OPEN_LINE = 160  # of lines that a pattern with open words may match
MOST_CUE_WORDS = 40
QUOTES = frozenset("\"'“„«‘‚「『《”’")  # what begins so is something that somebody said

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:[km](?!\w))?")
_PLACEHOLDER = re.compile(r"(\{n\}|\{words\})")
# "Photo - name" needs a blank beside the dash; "Read also » headline" and "写真=name" need none.
_SEPARATOR = re.compile(r"[*_]{0,4} ?(?:(?:[:|»>►▶→=•·/\])】〕、]|-+(?= )|(?<= )-)[ *_>»►▶→:|]{0,6})")
_FIRST = 4  # characters of a cue's word that lead to it
_OPENERS = ("", "(", "“", '"', "'", "‘", "«", "¿", "¡", "[", "*", "_", "„", "-")


class Hit(NamedTuple):
    """A line, or its beginning, that is one of the phrases."""

    phrase: Phrase
    start: int  # into the line: where the words after the label, or the open words of a pattern, begin ...
    end: int  # ... and end; the same as `start` if there are none


class Index:
    """Finds the phrases that a line is made of."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._lines: dict[str, list[Phrase]] = {}
        self._labels: dict[str, list[Phrase]] = {}
        self._lengths: dict[str, list[int]] = {}  # of the labels, longest first, by their first three characters
        self._open: dict[str, list[tuple[re.Pattern[str], Phrase]]] = {}  # by first three characters
        self._open_start: dict[str, list[tuple[re.Pattern[str], Phrase]]] = {}  # by last three characters
        # By each beginning that a word of the cue may have; the other words, each with its beginnings, must be there.
        self._cues: dict[str, list[tuple[tuple[frozenset[str], ...], tuple[str, ...], Phrase]]] = {}
        self._dense_cues: dict[str, list[tuple[tuple[str, ...], Phrase]]] = {}
        self._starts = {name[:3] for name in networks.NAMES if len(name) > 2}
        self._short = {name for name in networks.NAMES if len(name) == 2} | {"x ", "x,", "x|", "x/"}
        for phrase in phrases:
            if phrase.kind == "cues":
                self._add_cue(phrase)
            elif phrase.kind == "labels":
                self._add_label(phrase)
            else:
                self._add_line(phrase)
        for key, lengths in self._lengths.items():
            self._lengths[key] = sorted(set(lengths), reverse=True)
        self._cue_words = frozenset(self._cues)

    def hits(self, text: str) -> Iterator[tuple[int, list[Hit]]]:
        """Yield the number of each line of the text that holds phrases, and those phrases, in order."""
        lines = text.split("\n")
        cued = dict(self._cued(text, lines))
        starts, short = self._starts, self._short
        for number, line in enumerate(lines):
            key = line[:3].lower()
            if not key or key[0] in QUOTES:
                continue
            if not key.isascii():
                key = fold(line[:10])[:3] or " "
            if key in starts or key[:2] in short or not key[0].isalpha() or number in cued or self._may_end(line):
                found = self.of(line) + cued.get(number, [])
                if found:
                    yield number, found

    def of(self, line: str) -> list[Hit]:
        """Return the lines and labels that a line is, certain or not; cues are not looked for."""
        if len(line) > LONGEST_LINE:
            return []
        folded = fold(line)
        left, core = bare(folded)
        if not core:
            return []
        found = [Hit(phrase, 0, 0) for phrase in self._lines.get(core, ())]
        if not found and any(map(str.isdigit, core)):
            found = [Hit(phrase, 0, 0) for phrase in self._lines.get(_NUMBER.sub("{n}", core), ())]
        found += [Hit(phrase, 0, 0) for phrase in self._labels.get(core, ()) if phrase.needs != "separator"]
        if found:
            return found
        shift = len(folded) - len(left)
        for length in (length for size in (3, 2, 1) for length in self._lengths.get(left[:size], ())):
            labels = self._labels.get(left[:length])
            separator = labels and _SEPARATOR.match(left, length)
            if labels and separator and bare(left[separator.end() :])[1]:
                start = place(line, shift + separator.end() + 1) - 1
                start += len(line[start:]) - len(line[start:].lstrip(" \t\u00a0*_"))
                return [Hit(phrase, start, len(line.rstrip(" \t\r\u00a0*_"))) for phrase in labels]
        if networks.is_row(core):
            return [Hit(networks.ROW, 0, 0)]
        if len(line) > LONGEST_OPEN_LINE:
            return []
        for pattern, phrase in (*self._open.get(core[:3], ()), *self._open_start.get(core[-3:], ())):
            match = pattern.fullmatch(core)
            if match and not (phrase.words[0].endswith("{words}") and left.endswith((".", "。", "।", "۔"))):
                span = match.span(1) if pattern.groups else (0, 0)
                words = (place(line, shift + span[0] + 1) - 1, place(line, shift + span[1])) if span[1] else (0, 0)
                found.append(Hit(phrase, *words))
        return found

    def _may_end(self, line: str) -> bool:
        """Say whether a line ends like a pattern that begins with open words or with a number."""
        if len(line) > LONGEST_OPEN_LINE:
            return False
        return line.rstrip(" \r.:*!…)]»")[-3:].casefold() in self._open_start

    def _add_line(self, phrase: Phrase) -> None:
        core = bare(fold(phrase.words[0]))[1]
        if "{words}" not in core:
            self._lines.setdefault(core, []).append(phrase)
            self._begin(core)
            return
        pieces = _PLACEHOLDER.split(core)
        words = r"(\S+(?: \S+){0,7})"
        number = _NUMBER.pattern
        pattern = re.compile(
            "".join({"{words}": words, "{n}": f"(?:{number})"}.get(piece, re.escape(piece)) for piece in pieces)
        )
        if pieces[0]:
            self._open.setdefault(core[:3], []).append((pattern, phrase))
            self._begin(core)
        elif pieces[-1] and len(pieces[-1]) >= 3:
            self._open_start.setdefault(core[-3:], []).append((pattern, phrase))
        else:
            raise ValueError(f"{phrase.words[0]!r} neither begins nor ends with words of its own")

    def _add_label(self, phrase: Phrase) -> None:
        core = bare(fold(phrase.words[0]))[1]
        self._labels.setdefault(core, []).append(phrase)
        self._lengths.setdefault(core[:3], []).append(len(core))
        self._begin(core)

    def _begin(self, core: str) -> None:
        """Let lines through that begin like this phrase."""
        if core.startswith("{"):
            return  # a number: lines that begin with anything but a letter all pass
        if len(core) > 2:
            self._starts.add(core[:3])
        elif len(core) == 2:
            self._short.add(core)
        else:
            self._short.update(core + sign for sign in ("", " ", ":", "/", "|", "-", "=", "]"))

    def _add_cue(self, phrase: Phrase) -> None:
        pieces = tuple(map(fold, phrase.words))
        dense = [piece for piece in pieces if DENSE.search(piece)]
        if dense:
            longest = max(dense, key=len)
            self._dense_cues.setdefault(longest[:2], []).append((pieces, phrase))
            return
        # A piece may begin inside a word ("adresse" in "l'adresse"), its other words may not.
        inner = {word[:_FIRST] for piece in pieces for word in piece.split()[1:] if _leads(word)}
        outer = [word for piece in pieces for word in piece.split()[:1] if _leads(word)]
        keys = inner or {max(outer, key=len)[:_FIRST] if outer else max(pieces, key=len).split()[0][:_FIRST]}
        key, *rest = sorted(keys)
        others = tuple(map(_beginnings, rest))
        for beginning in _beginnings(key):
            self._cues.setdefault(beginning, []).append((others, pieces, phrase))

    def _cued(self, text: str, lines: list[str]) -> Iterator[tuple[int, list[Hit]]]:
        """Yield the number of each line that holds all the pieces of a cue, and those cues."""
        beginnings = {word[:_FIRST] for word in text.split()}
        candidates = [
            (pieces, phrase)
            for key in beginnings & self._cue_words
            for others, pieces, phrase in self._cues[key]
            if not any(map(beginnings.isdisjoint, others))
        ]
        if self._dense_cues and not text.isascii() and DENSE.search("".join(beginnings)):
            pairs = set(map(str.__add__, text, text[1:]))
            candidates += [cue for key in pairs & self._dense_cues.keys() for cue in self._dense_cues[key]]
        if not candidates:
            return
        candidates = list(dict.fromkeys(candidates))
        for number, line in enumerate(lines):
            if not 8 < len(line) <= LONGEST_LINE or line[0] in QUOTES:
                continue
            folded = fold(line)
            found = [
                Hit(phrase, 0, 0)
                for pieces, phrase in candidates
                if all(piece in folded for piece in pieces) and folded.count(" ") < MOST_CUE_WORDS
            ]
            if found:
                yield number, found


@cache
def _beginnings(key: str) -> frozenset[str]:
    """Return the first characters that a word of running text may have if it folds to one that begins with `key`."""
    return frozenset((opener + form)[:_FIRST] for form in spellings(key) for opener in _OPENERS)


def _leads(word: str) -> bool:
    """Say whether a word of a cue is fit to be found by its first letters."""
    return len(word) >= _FIRST and word[:_FIRST].isalnum()


@cache
def index() -> Index:
    """Return the index of all phrases that ship, built once."""
    return Index(all_phrases())
