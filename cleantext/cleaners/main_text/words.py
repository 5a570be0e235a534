"""The words of the lines: those a line shares with the page's title and prose, those that mark its part, and hashes."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import chain
from operator import methodcaller
from typing import Any
from zlib import crc32

import numpy as np

from cleantext.cleaners.main_text.shape import Array, Shape

WORDS_OF_A_LINE = 16  # so many words of a line are looked at, the first three quarters and the last
LONGEST_CUE = 14  # words of a line whose cues are looked at
_LONGEST_TITLE = 300

_HEAD = WORDS_OF_A_LINE * 3 // 4
_TAIL = WORDS_OF_A_LINE - _HEAD
_ENCODE = methodcaller("encode", "utf-8", "surrogatepass")
# With the vowel signs and accents that "\w" leaves out: they stand inside words.
_TOKEN = re.compile(
    r"[\w\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ebc"
    r"\u0f71-\u0f84\u102b-\u103e\u17b6-\u17d3\u200c\u200d]+"
)

CUES = (
    "comments", "reply", "related", "share", "subscribe", "legal", "account", "navigation", "shop", "paging", "date",
    "byline", "tags", "wait", "answers", "sections",
)  # fmt: skip


class Words:
    """The words of all lines as numbers, so that what is asked of a word is asked once a page."""

    def __init__(self, lines: list[str]) -> None:
        rows = list(map(_TOKEN.findall, "\n".join(lines).casefold().split("\n")))
        self.count = len(rows)
        self.lengths = np.fromiter(map(len, rows), np.int64, len(rows))
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)[:-1]])
        numbers: defaultdict[str, int] = defaultdict()
        numbers.default_factory = numbers.__len__  # each new word gets the next number
        total = int(self.lengths.sum())
        self.ids = np.fromiter(map(numbers.__getitem__, chain.from_iterable(rows)), np.int64, total)
        self.distinct = list(numbers)
        self.letters = np.fromiter(map(len, self.distinct), np.int64, len(self.distinct))
        self.lines = np.repeat(np.arange(self.count), self.lengths)
        self.places = np.arange(len(self.ids)) - np.repeat(self.starts, self.lengths)
        # Each word once a line, in no order.
        pairs = np.unique(self.lines * (len(numbers) + 1) + self.ids)
        self.pair_lines, self.pair_ids = pairs // (len(numbers) + 1), pairs % (len(numbers) + 1)
        join = " ".join
        phrases: list[str] = []
        for row in rows:
            whole = row if len(row) <= WORDS_OF_A_LINE else row[:_HEAD] + row[-_TAIL:]
            phrases += ("=" + join(whole), "^" + join(row[:2]), join(row[-2:]) + "$")
        self.phrases = _hashes(phrases).reshape(-1, 3)

    def per_line(self, values: Array, lines: Array) -> Array:
        """Return the sum of values over the lines they belong to."""
        sums: Array = np.bincount(lines, values, minlength=self.count)
        return sums


def _hashes(words: Sequence[str]) -> Array:
    return np.fromiter(map(crc32, map(_ENCODE, words)), np.int64, len(words))


def topic_columns(lines: list[str], words: Words, shape: Shape) -> dict[str, Any]:
    """Return how far a line shares the words of the page's title (its first line) and of its prose."""
    count = words.count
    of_prose = shape.prose[words.pair_lines]
    prose_lines = np.bincount(words.pair_ids[of_prose], minlength=len(words.distinct))
    asked = (words.places < WORDS_OF_A_LINE) & (words.letters[words.ids] > 3)
    known = prose_lines[words.ids[asked]] > shape.prose[words.lines[asked]]
    asked_count = words.per_line(np.ones(len(known)), words.lines[asked])
    topical = np.where(
        asked_count > 0, words.per_line(known * 1.0, words.lines[asked]) / np.maximum(asked_count, 1), 0.5
    )
    in_title = np.zeros(len(words.distinct), bool)
    if len(lines[0]) <= _LONGEST_TITLE:
        in_title[words.pair_ids[words.pair_lines == 0]] = True
        in_title &= words.letters > 1
    title_size = int(in_title.sum())
    long_enough = words.letters[words.pair_ids] > 1
    own = words.per_line(long_enough * 1.0, words.pair_lines) * (words.lengths < 60)
    common = words.per_line(in_title[words.pair_ids] * 1.0, words.pair_lines) * (words.lengths < 60)
    heading = (common >= 2) & (common >= 0.8 * own) & (common >= 0.4 * title_size)
    heading[0] = False
    place = np.arange(count)
    last = np.maximum.accumulate(np.where(heading, place, -1))
    first = int(np.argmax(heading)) if heading.any() else count
    return {
        "topical": topical,
        "titled": np.where(own > 0, common / np.maximum(own, 1), 0.0),
        "title_share": common / max(title_size, 1),
        "heading": heading,
        "has_heading": np.full(count, float(first < count)),
        "after_heading": place >= first,
        "since_heading": np.where(last >= 0, np.log1p(np.maximum(place - last, 0)), 0.0),
    }


def cue_columns(words: Words) -> dict[str, Any]:
    """Return which parts of a page the words of a short line speak of."""
    cues = _cues()
    parts: list[tuple[int, int]] = []
    for number, word in enumerate(words.distinct):
        found = cues.get(word)
        if found is None and word >= "\u0e00":
            found = cues.get(word[:2])
        if found is not None:
            parts.extend((number, part) for part in found)
    table = np.zeros((len(words.distinct), len(CUES)))
    if parts:
        table[tuple(zip(*parts, strict=True))] = 1.0
    telling: Array = np.asarray(table.sum(axis=1) > 0)
    short = (words.lengths <= LONGEST_CUE)[words.lines] & telling[words.ids]
    sums = np.zeros((words.count, len(CUES)))
    np.add.at(sums, words.lines[short], table[words.ids[short]])
    sums /= np.sqrt(np.maximum(words.lengths, 1))[:, None]
    return {f"cue_{name}": sums[:, place] for place, name in enumerate(CUES)}


@cache
def _cues() -> dict[str, list[int]]:
    source = resources.files(__package__).joinpath("cues.toml").read_text(encoding="utf-8")
    found: dict[str, list[int]] = {}
    for name, words in tomllib.loads(source).items():
        for word in dict.fromkeys(words.split()):
            found.setdefault(word, []).append(CUES.index(name))
    return found


def hashes_of(words: Words) -> tuple[Array, Array, Array]:
    """Return the hashes of some words of each line, the line of each, and the hashes of each line's phrases."""
    tail = (words.lengths - _TAIL)[words.lines]
    taken = (words.places < _HEAD) | (words.places >= tail)
    return _hashes(words.distinct)[words.ids[taken]], words.lines[taken], words.phrases
