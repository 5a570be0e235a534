"""The words of the lines: those a line shares with the page's title and prose, those that mark its part, and hashes.

A word's hash is a sum over its letters, so that all words of a page are hashed at once; whole numbers, the same on
every machine.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from cleantext.cleaners.main_text.shape import DIGIT, UPPER, Array, Shape

WORDS_OF_A_LINE = 16  # so many words of a line are looked at, the first three quarters and the last
LONGEST_CUE = 14  # words of a line whose cues are looked at
NEAR = 8  # lines within which a word is common to neighbours
_LONGEST_TITLE = 300

_HEAD = WORDS_OF_A_LINE * 3 // 4
_TAIL = WORDS_OF_A_LINE - _HEAD
_BASE = 0x9E3779B97F4A7C15  # odd: it has an inverse among the whole numbers of 64 bits
_STIR = 0xD6E8FEB86659FD93
_ASTRAL = 0x10000
_UNSPACED_FROM = 0x0E00  # scripts without spaces: the first two characters count too
_FARTHEST = 60  # lines; what is farther is as far
FAR = float(np.log1p(_FARTHEST))
_HALF, _LOWER_HALF = np.uint64(32), np.uint64(0xFFFFFFFF)
_KINDS = np.array([1, 2, 3], np.uint64)  # of phrases: the whole line, its first two words, its last two

CUES = (
    "comments", "reply", "related", "share", "subscribe", "legal", "account", "navigation", "shop", "paging", "date",
    "byline", "tags", "wait", "answers", "sections",
)  # fmt: skip


class Words:
    """The words of all lines as numbers, so that what is asked of a word is asked once a page."""

    def __init__(self, shape: Shape) -> None:
        self.count = count = len(shape.length)
        letters = np.take(_lower_table(), shape.codes, mode="clip")
        in_word = np.zeros(len(letters) + 2, bool)
        in_word[1:-1] = (shape.kinds >= UPPER) & (shape.kinds <= DIGIT)
        edges = np.flatnonzero(in_word[1:] != in_word[:-1])
        begins, ends = edges[::2], edges[1::2]
        powers, inverses = _powers(len(letters))
        sums = np.zeros(len(letters) + 1, np.uint64)
        np.cumsum(letters * powers[: len(letters)], out=sums[1:])
        wide = _stirred((sums[ends] - sums[begins]) * inverses[begins])
        self.hashes = wide >> _HALF
        self.lines = shape.rows[begins]
        self.lengths = np.bincount(self.lines, minlength=count)
        self.starts = np.cumsum(self.lengths) - self.lengths
        self.places = np.arange(len(begins)) - self.starts[self.lines]
        self.rest = self.lengths[self.lines] - self.places  # words from it to the end of its line, with itself
        self.ids, first = grouped(self.hashes)
        self.distinct = self.hashes[first]
        self.letters = (ends - begins)[first]
        self.begins = letters[begins[first]], letters[np.minimum(begins[first] + 1, len(letters) - 1)]
        # Each word once a line, by word and then by line.
        pairs = np.sort(self.ids * count + self.lines)
        pairs = pairs[np.concatenate([[True], pairs[1:] != pairs[:-1]])] if len(pairs) else pairs
        self.pair_ids, self.pair_lines = pairs // count, pairs % count
        self.phrases = self._phrases(wide)
        whole = _stirred((sums[shape.ends] - sums[shape.starts]) * inverses[shape.starts])
        self.line_ids, first = grouped(whole >> _HALF)
        self.again = first[self.line_ids] != np.arange(count)

    def _phrases(self, wide: Array) -> Array:
        """Return a number of the first and last words of each line together, of its first two and of its last two."""
        phrases = np.zeros((self.count, 3), np.uint64)
        filled = np.flatnonzero(self.lengths)
        if len(filled):
            places = np.minimum(self.places, np.maximum(_HEAD, WORDS_OF_A_LINE - self.rest))
            taken = (self.places < _HEAD) | (self.rest <= _TAIL)
            powers = _powers(WORDS_OF_A_LINE)[0]
            phrases[filled, 0] = np.add.reduceat(wide * powers[places] * taken, self.starts[filled])
            first, last = self.starts[filled], self.starts[filled] + self.lengths[filled] - 1
            two = self.lengths[filled] > 1
            for column, near, step in ((1, first, 1), (2, last, -1)):
                following = wide[np.clip(near + step, 0, len(wide) - 1)]
                phrases[filled, column] = wide[near] * powers[column - 1] + following * powers[column] * two
        return (_stirred(phrases + _KINDS) >> _HALF).astype(np.int64)

    def per_line(self, values: Array, lines: Array) -> Array:
        """Return the sum of values over the lines they belong to."""
        sums: Array = np.bincount(lines, values, minlength=self.count)
        return sums


def topic_columns(lines: list[str], words: Words, shape: Shape) -> dict[str, Any]:
    """Return how far a line shares the words of the title (the first line), of the prose, and of its neighbours."""
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
        **_shared_columns(words, shape, prose_lines),
    }


def _shared_columns(words: Words, shape: Shape, prose_lines: Array) -> dict[str, Any]:
    """Return how much of what is rare on the page a line shares with lines near it, with prose and with any line."""
    ids, lines = words.pair_ids, words.pair_lines
    lines_of_word = np.bincount(ids, minlength=len(words.distinct))
    rarity = np.log((words.count + 1) / np.maximum(lines_of_word, 1))[ids]
    mass = np.maximum(words.per_line(rarity, lines), 1e-9)
    same = ids[1:] == ids[:-1]
    near = same & (lines[1:] - lines[:-1] <= NEAR)
    elsewhere = prose_lines[ids] - shape.prose[lines]
    return {
        "shared_before": words.per_line(rarity * np.concatenate([[False], near])[: len(ids)], lines) / mass,
        "shared_after": words.per_line(rarity * np.concatenate([near, [False]])[: len(ids)], lines) / mass,
        "shared_prose": words.per_line(rarity * (elsewhere > 0), lines) / mass,
        "shared_deeply": words.per_line(rarity * np.minimum(elsewhere, 6), lines) / mass / 3,
        "shared": words.per_line(rarity * (lines_of_word[ids] > 1), lines) / mass,
    }


def pattern_columns(words: Words, figure: Array) -> dict[str, Any]:
    """Return how often lines begin and end alike, and how far the next such lines are: posts, entries, prices."""
    filled = words.lengths > 0
    last = np.maximum(words.starts + words.lengths - 1, 0)
    none = len(words.distinct) + np.arange(words.count)  # a line without words is like no other
    if len(words.ids):
        heads = np.where(filled, words.ids[words.starts.clip(0, len(words.ids) - 1)], none)
        tails = np.where(filled, words.ids[last], none)
    else:
        heads = tails = none
    return {
        **_recurrence("head", heads),
        **_recurrence("tail", tails),
        **_recurrence("figure", figure),
    }


def _recurrence(name: str, keys: Array) -> dict[str, Any]:
    """Return how many lines have the same key, and how far the one before and the one after are."""
    order = _ordered(keys)
    group = keys[order]
    other = group[1:] != group[:-1]
    steps = np.log1p(np.minimum(np.abs(order[1:] - order[:-1]), _FARTHEST))
    steps[other] = FAR
    copies, back, forward = np.empty(len(keys)), np.full(len(keys), FAR), np.full(len(keys), FAR)
    numbers = np.zeros(len(keys), np.int64)
    np.cumsum(other, out=numbers[1:])
    copies[order] = np.log(np.bincount(numbers))[numbers]
    back[order[1:]] = steps
    forward[order[:-1]] = steps
    return {f"{name}_copies": copies, f"{name}_back": back, f"{name}_forward": forward}


def grouped(keys: Array) -> tuple[Array, Array]:
    """Return the number of each key's group, in the order of keys, and where the first of each group stands."""
    order = _ordered(keys)
    ranked = keys[order]
    new = np.ones(len(keys), bool)
    new[1:] = ranked[1:] != ranked[:-1]
    groups = np.empty(len(keys), np.int64)
    groups[order] = np.cumsum(new) - 1
    return groups, order[new]


def _ordered(keys: Array) -> Array:
    """Return the order of whole numbers below 2 to the 32, equal ones as they stand: a fast stable sort."""
    both = np.sort((keys.astype(np.uint64) << _HALF) | np.arange(len(keys), dtype=np.uint64))
    return (both & _LOWER_HALF).astype(np.int64)


def cue_columns(words: Words) -> dict[str, Any]:
    """Return which parts of a page the words of a short line speak of."""
    known, parts = _cues()
    numbers = known.of(words.distinct)
    rest = np.flatnonzero((numbers == 0) & (words.begins[0] >= _UNSPACED_FROM))
    if len(rest):
        second = np.where(words.letters[rest] > 1, words.begins[1][rest], 0).astype(np.uint64)
        numbers[rest] = known.of(_stirred(words.begins[0][rest] + second * np.uint64(_BASE)) >> _HALF)
    told = numbers[words.ids]
    telling = np.flatnonzero((told > 0) & (words.lengths <= LONGEST_CUE)[words.lines])
    rows = words.lines[telling, None] * len(CUES) + np.arange(len(CUES))
    sums = np.bincount(rows.reshape(-1), parts[told[telling] - 1].reshape(-1), words.count * len(CUES))
    shares = sums.reshape(-1, len(CUES)) / np.sqrt(np.maximum(words.lengths, 1))[:, None]
    return {f"cue_{name}": shares[:, place] for place, name in enumerate(CUES)}


@cache
def _cues() -> tuple[Numbers, Array]:
    """Return the numbers of all cue words, and for each the parts that it speaks of."""
    source = resources.files(__package__).joinpath("cues.toml").read_text(encoding="utf-8")
    listed = [(word, CUES.index(name)) for name, words in tomllib.loads(source).items() for word in words.split()]
    said = Words(Shape([word for word, _ in listed]))
    single = said.lengths == 1
    hashes = said.hashes[said.starts[single]]
    known, places = np.unique(hashes, return_inverse=True)
    parts = np.zeros((len(known), len(CUES)))
    parts[places.reshape(-1), np.array([part for _, part in listed])[single]] = 1.0
    return Numbers(known), parts


def hashes_of(words: Words) -> tuple[Array, Array, Array]:
    """Return the hashes of some words of each line, the line of each, and the hashes of each line's phrases."""
    taken = (words.places < _HEAD) | (words.rest <= _TAIL)
    return words.hashes[taken].astype(np.int64), words.lines[taken], words.phrases


class Numbers:
    """The number of each hash among those that are known (sorted, of 32 bits), 0 for the others: found by its half."""

    def __init__(self, known: Array) -> None:
        known = known.astype(np.int64)
        counts = np.bincount(known >> 16, minlength=1 << 16)
        self._starts = np.cumsum(counts) - counts
        self._most = int(counts.max(initial=0))
        self._known = np.concatenate([known, np.full(self._most, -1)])

    def of(self, hashes: Array) -> Array:
        """Return the number of each hash."""
        hashes = hashes.astype(np.int64)
        places = self._starts[hashes >> 16]
        numbers: Array = np.zeros(hashes.shape, np.int64)
        for _ in range(self._most):
            found = self._known[places] == hashes
            places += 1
            numbers += places * found
        return numbers


def _stirred(sums: Array) -> Array:
    """Return numbers whose upper half depends on all of each sum."""
    stirred = sums * np.uint64(_STIR)
    stirred ^= stirred >> _HALF
    stirred *= np.uint64(_STIR)
    return stirred


def _powers(count: int) -> tuple[Array, Array]:
    """Return at least the first `count` powers of the base and of its inverse, modulo 2 to the 64."""
    return _powers_upto(1 << max(count, 1 << 15).bit_length())


@cache
def _powers_upto(count: int) -> tuple[Array, Array]:
    inverse = pow(_BASE, -1, 1 << 64)
    bases = np.full(count, _BASE, np.uint64), np.full(count, inverse, np.uint64)
    for base in bases:
        base[0] = 1
    return np.multiply.accumulate(bases[0]), np.multiply.accumulate(bases[1])


@cache
def _lower_table() -> Array:
    """Return each character of the basic plane in lower case, if that is one character; the last is for all others."""
    table = np.arange(_ASTRAL + 1, dtype=np.uint32)
    for code in range(_ASTRAL):
        letter = chr(code)
        lower = letter.casefold() if len(letter.casefold()) == 1 else letter.lower()
        if len(lower) == 1:
            table[code] = ord(lower)
    return table
