"""What the model sees of each line of a page: shape, place, company and repetition, and its words as numbers.

All figures but the words hold for any language. They are worked out for a whole page at once, on an array of its code
points, so that a page costs a few milliseconds.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from importlib import resources
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

from cleantext.core.layout import END_MARKS

Array = np.ndarray[Any, np.dtype[Any]]

# Classes of characters.
SPACE, UPPER, LOWER, LETTER, DENSE, UNSPACED, DIGIT, END, COMMA, COLON = range(10)
QUOTE, BRACKET, SEPARATOR, DASH, MONEY, SYMBOL, ODD = range(10, 17)
CLASSES = 17

WORDS_OF_A_LINE = 16  # so many words of a line are looked at, the first three quarters and the last
LONGEST_CUE = 14  # words of a line whose cues are looked at
_LONGEST_TITLE = 300

_TOKEN = re.compile(r"\w+")
_ADDRESS = re.compile(r"https?:|www\.|\w@\w|\.(?:com|org|net|html?|php)\b")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d\s?[年月日]")
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_BULLET = re.compile(r"(?:[-*+•·▪◦‣o–—]|\d{1,3}[.)])\s")
_SEPARATORS = "|·•»›>→▶►«‹<←/\\¦⋅∙▸▾▼▲"


class Page(NamedTuple):
    """The lines of a page that hold something, as the model sees them."""

    starts: list[int]  # where each line starts in the text; code points
    ends: list[int]  # where it ends, before its line break
    weights: Array  # words of each line, those of unspaced scripts by their length
    dense: Array  # lines x figures
    words: Array  # hashes of words, all lines in a row
    word_lines: Array  # the line of each of them
    phrases: Array  # hashes of the whole line, its first two words and its last two: lines x 3


def read_page(text: str) -> Page:
    """Work out what the model needs to know of each line of a text."""
    starts: list[int] = []
    ends: list[int] = []
    numbers: list[int] = []
    bare: list[str] = []
    indents: list[int] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        stripped = line.strip()
        if stripped:
            starts.append(start)
            ends.append(start + len(line))
            numbers.append(number)
            bare.append(stripped)
            indents.append(len(line) - len(line.lstrip()))
        start += len(line) + 1
    if not bare:
        none = np.zeros(0, np.int64)
        return Page([], [], np.zeros(0), np.zeros((0, len(NAMES))), none, none, np.zeros((0, 3), np.int64))
    shape = _Shape(bare)
    words = _Words(bare)
    columns = {
        **_shape_columns(shape, bare),
        **_layout_columns(np.array(numbers), np.array(indents, float), shape),
        **_company_columns(shape),
        **_repetition_columns(bare, shape),
        **_topic_columns(bare, words, shape),
        **_cue_columns(words),
    }
    hashes, word_lines, phrases = _hashes(words)
    dense = np.stack([np.asarray(columns[name], float) for name in NAMES], axis=1)
    return Page(starts, ends, np.maximum(shape.words, 1.0), dense, hashes, word_lines, phrases)


class _Shape:
    """Counts of character classes and words, a row a line."""

    def __init__(self, lines: list[str]) -> None:
        codes = np.frombuffer("\n".join(lines).encode("utf-32-le", "surrogatepass"), np.uint32)
        kinds = _class_table()[np.minimum(codes, _ASTRAL)]
        kinds = np.where((codes >= 0x20000) & (codes < 0x40000), DENSE, kinds)
        breaks = np.flatnonzero(codes == 10)
        starts = np.concatenate([[0], breaks + 1])
        ends = np.concatenate([breaks, [len(codes)]])
        rows = np.repeat(np.arange(len(starts)), np.diff(np.concatenate([starts, [len(codes)]])))
        self.counts = np.bincount(rows * CLASSES + kinds, minlength=len(starts) * CLASSES).reshape(-1, CLASSES)
        self.counts[: len(breaks), SPACE] -= 1  # the line breaks themselves
        self.length = (ends - starts).astype(float)
        in_word = (kinds >= UPPER) & (kinds <= DIGIT) & (kinds != DENSE)
        before = np.concatenate([[False], in_word[:-1]])
        word_start = in_word & ~before
        spaced = np.bincount(rows[word_start], minlength=len(starts))
        self.capitals = np.bincount(rows[word_start & (kinds == UPPER)], minlength=len(starts))
        self.spaced = spaced.astype(float)
        self.words = spaced + self.counts[:, DENSE] / 1.7 + self.counts[:, UNSPACED] / 5.0
        self.first = kinds[starts]
        self.last = kinds[ends - 1]
        closed = np.isin(self.last, (QUOTE, BRACKET)) & (ends - starts > 1)
        self.final = np.where(closed, kinds[np.maximum(ends - 2, 0)], self.last)
        # The letters of a dense script say as much as two or three Latin ones.
        self.size = self.length + 2.0 * self.counts[:, DENSE]
        no_marks = self.counts[:, UNSPACED] > 0.3 * self.length
        self.sentence = (self.final == END) | no_marks
        self.prose = (self.size >= 40) & (self.sentence | (self.size > 160))


def _shape_columns(shape: _Shape, lines: list[str]) -> dict[str, Any]:
    counts, length, words = shape.counts, shape.length, shape.words
    some = np.maximum(length, 1.0)
    letters = counts[:, UPPER : UNSPACED + 1].sum(axis=1)
    cased = counts[:, UPPER] + counts[:, LOWER]
    digits = counts[:, DIGIT].tolist()
    return {
        "log_size": np.log1p(shape.size),
        "log_words": np.log1p(words),
        "word_length": np.minimum(letters / np.maximum(words, 1.0), 15.0) / 5.0,
        "letters": letters / some,
        "upper": counts[:, UPPER] / np.maximum(cased, 1),
        "uncased": (letters - cased) / np.maximum(letters, 1),
        "capitals": shape.capitals / np.maximum(shape.spaced, 1.0),
        "digits": counts[:, DIGIT] / some,
        "spaces": counts[:, SPACE] / some,
        "end_marks": np.log1p(counts[:, END]),
        "end_share": counts[:, END] / np.maximum(words, 1.0),
        "commas": np.log1p(counts[:, COMMA]),
        "comma_share": counts[:, COMMA] / np.maximum(words, 1.0),
        "colons": np.minimum(counts[:, COLON], 3),
        "quotes": np.log1p(counts[:, QUOTE]),
        "brackets": np.log1p(counts[:, BRACKET]),
        "separators": np.log1p(counts[:, SEPARATOR]),
        "separator_share": counts[:, SEPARATOR] / np.maximum(words, 1.0),
        "dashes": np.log1p(counts[:, DASH]),
        "money": np.minimum(counts[:, MONEY], 2),
        "symbols": np.log1p(counts[:, SYMBOL]),
        "odd": np.log1p(counts[:, ODD]),
        "sentence": shape.sentence,
        "prose": shape.prose,
        "ends_colon": shape.last == COLON,
        "ends_letter": (shape.last >= UPPER) & (shape.last <= UNSPACED),
        "ends_digit": shape.last == DIGIT,
        "ends_bracket": shape.last == BRACKET,
        "ends_other": shape.last >= COMMA,
        "ends_dots": [line.endswith(("...", "…")) for line in lines],
        "ends_question": [line[-1] in "?？؟" for line in lines],
        "starts_upper": shape.first == UPPER,
        "starts_lower": shape.first == LOWER,
        "starts_digit": shape.first == DIGIT,
        "starts_quote": (shape.first == QUOTE) | (shape.first == BRACKET),
        "starts_symbol": shape.first >= SEPARATOR,
        "bullet": [_BULLET.match(line) is not None for line in lines],
        "address": [("." in line or "@" in line) and _ADDRESS.search(line[:400]) is not None for line in lines],
        "date": [bool(some) and _DATE.search(line[:400]) is not None for some, line in zip(digits, lines, strict=True)],
        "time": [bool(some) and _TIME.search(line[:400]) is not None for some, line in zip(digits, lines, strict=True)],
        "rights": ["©" in line for line in lines],
    }


def _layout_columns(numbers: Array, indents: Array, shape: _Shape) -> dict[str, Any]:
    count = len(numbers)
    place = np.arange(count)
    gaps = np.diff(numbers) - 1.0
    typical = float(np.median(gaps)) if count > 1 else 0.0
    gaps = np.clip(gaps, 0, 8)
    size = np.cumsum(shape.size)
    prose_size = np.cumsum(shape.size * shape.prose)
    steps = np.clip(np.diff(indents, prepend=indents[:1]), -8, 8)
    return {
        "gap_before": np.log1p(np.concatenate([[8.0], gaps])),
        "gap_after": np.log1p(np.concatenate([gaps, [8.0]])),
        "gap_typical": np.full(count, np.log1p(min(typical, 8.0))),
        "indent": np.log1p(np.minimum(indents, 60.0)),
        "indent_step": steps / 4.0,
        "place": place / max(count - 1, 1),
        "log_place": np.log1p(place),
        "log_rest": np.log1p(count - 1 - place),
        "size_before": (size - shape.size) / size[-1],
        "prose_before": (prose_size - shape.size * shape.prose) / max(prose_size[-1], 1.0),
        "page_lines": np.full(count, np.log1p(count)),
        "page_size": np.full(count, np.log1p(size[-1])),
        "page_prose": np.full(count, np.log1p(prose_size[-1])),
        "page_prose_share": np.full(count, prose_size[-1] / size[-1]),
        "page_prose_lines": np.full(count, shape.prose.mean()),
        "page_mean": np.full(count, np.log1p(size[-1] / count)),
    }


def _company_columns(shape: _Shape) -> dict[str, Any]:
    """Return what stands around each line: prose and lengths in windows, and the way to the nearest prose."""
    count = len(shape.length)
    place = np.arange(count)
    columns: dict[str, Any] = {}
    prose_sum = np.concatenate([[0.0], np.cumsum(shape.size * shape.prose)])
    size_sum = np.concatenate([[0.0], np.cumsum(shape.size)])
    sentence_sum = np.concatenate([[0.0], np.cumsum(shape.sentence)])
    for reach in (2, 6, 16, 40):
        left, right = np.maximum(place - reach, 0), np.minimum(place + reach + 1, count)
        columns[f"prose_left_{reach}"] = np.log1p(prose_sum[place] - prose_sum[left])
        columns[f"prose_right_{reach}"] = np.log1p(prose_sum[right] - prose_sum[place + 1])
        columns[f"mean_{reach}"] = np.log1p((size_sum[right] - size_sum[left]) / (right - left))
        columns[f"sentences_{reach}"] = (sentence_sum[right] - sentence_sum[left]) / (right - left)
    last = np.maximum.accumulate(np.where(shape.prose, place, -1000))
    following = np.minimum.accumulate(np.where(shape.prose, place, count + 1000)[::-1])[::-1]
    columns["since_prose"] = np.log1p(np.minimum(place - last, 1000))
    columns["until_prose"] = np.log1p(np.minimum(following - place, 1000))
    return columns


def _repetition_columns(lines: list[str], shape: _Shape) -> dict[str, Any]:
    count = len(lines)
    keys = [line.casefold() for line in lines]
    copies = Counter(keys)
    seen: set[str] = set()
    again = []
    for key in keys:
        again.append(key in seen)
        seen.add(key)
    figure = (
        shape.first * 4096
        + shape.last * 128
        + np.minimum(shape.words, 7).astype(int) * 16
        + (shape.counts[:, DIGIT] > 0) * 4
        + (shape.counts[:, SEPARATOR] > 0) * 2
        + (shape.capitals >= shape.spaced)
    )
    _, inverse, sizes = np.unique(figure, return_inverse=True, return_counts=True)
    alike = sizes[inverse.reshape(-1)]
    return {
        "copies": np.log([copies[key] for key in keys]),
        "again": again,
        "alike": np.log(alike),
        "alike_share": alike / count,
        "alike_next": np.concatenate([figure[1:] == figure[:-1], [False]]),
        "alike_second": np.concatenate([figure[2:] == figure[:-2], [False] * min(2, count)]),
        "alike_third": np.concatenate([figure[3:] == figure[:-3], [False] * min(3, count)]),
    }


class _Words:
    """The words of all lines as numbers, so that what is asked of a word is asked once a page."""

    def __init__(self, lines: list[str]) -> None:
        rows = [_TOKEN.findall(line.casefold()) for line in lines]
        self.count = len(rows)
        self.lengths = np.array([len(row) for row in rows])
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)[:-1]])
        numbers: dict[str, int] = {}
        self.ids = np.array([numbers.setdefault(word, len(numbers)) for row in rows for word in row], np.int64)
        self.distinct = list(numbers)
        self.letters = np.array([len(word) for word in self.distinct], np.int64)
        self.lines = np.repeat(np.arange(self.count), self.lengths)
        self.places = np.arange(len(self.ids)) - np.repeat(self.starts, self.lengths)
        # Each word once a line, in no order.
        pairs = np.unique(self.lines * (len(numbers) + 1) + self.ids)
        self.pair_lines, self.pair_ids = pairs // (len(numbers) + 1), pairs % (len(numbers) + 1)
        self.phrases = [_phrases(row) for row in rows]

    def per_line(self, values: Array, lines: Array) -> Array:
        """Return the sum of values over the lines they belong to."""
        sums: Array = np.bincount(lines, values, minlength=self.count)
        return sums


def _phrases(row: list[str]) -> tuple[int, int, int]:
    head = WORDS_OF_A_LINE * 3 // 4
    some = row if len(row) <= WORDS_OF_A_LINE else row[:head] + row[head - WORDS_OF_A_LINE :]
    return _hash("=" + " ".join(some)), _hash("^" + " ".join(row[:2])), _hash(" ".join(row[-2:]) + "$")


def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _topic_columns(lines: list[str], words: _Words, shape: _Shape) -> dict[str, Any]:
    """Return how far a line shares the words of the page's title (its first line) and of its prose."""
    count = words.count
    of_prose = shape.prose[words.pair_lines]
    prose_lines = np.bincount(words.pair_ids[of_prose], minlength=len(words.distinct))
    asked = (words.places < WORDS_OF_A_LINE) & (words.letters[words.ids] > 3)
    known = prose_lines[words.ids[asked]] > shape.prose[words.lines[asked]]
    asked_count = words.per_line(np.ones(len(known)), words.lines[asked])
    topical = np.where(asked_count > 0, words.per_line(known * 1.0, words.lines[asked]) / np.maximum(asked_count, 1), 0.5)
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


def _cue_columns(words: _Words) -> dict[str, Any]:
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
    short = (words.lengths <= LONGEST_CUE)[words.lines]
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


def _hashes(words: _Words) -> tuple[Array, Array, Array]:
    hashes = np.array([_hash(word) for word in words.distinct], np.int64)
    head = WORDS_OF_A_LINE * 3 // 4
    tail = (words.lengths - (WORDS_OF_A_LINE - head))[words.lines]
    taken = (words.places < head) | (words.places >= tail)
    return hashes[words.ids[taken]], words.lines[taken], np.array(words.phrases, np.int64)


_ASTRAL = 0x10000


@cache
def _class_table() -> Array:
    """Return the class of each character of the basic plane; the last entry stands for all others."""
    table = np.full(_ASTRAL + 1, SYMBOL, np.int64)
    by_category = {
        "Lu": UPPER, "Lt": UPPER, "Ll": LOWER, "Lo": LETTER, "Lm": LETTER, "Mn": LETTER, "Mc": LETTER, "Me": LETTER,
        "Nd": DIGIT, "Nl": DIGIT, "No": DIGIT, "Zs": SPACE, "Zl": SPACE, "Zp": SPACE, "Cc": SPACE,
        "Pi": QUOTE, "Pf": QUOTE, "Ps": BRACKET, "Pe": BRACKET, "Pd": DASH, "Sc": MONEY,
        "Cf": ODD, "Cn": ODD, "Co": ODD, "Cs": ODD,
    }  # fmt: skip
    for code in range(_ASTRAL):
        table[code] = by_category.get(unicodedata.category(chr(code)), SYMBOL)
    for low, high in ((0x2E80, 0x2FFF), (0x3005, 0x3007), (0x3040, 0x31FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF)):
        table[low : high + 1] = DENSE
    for low, high in ((0x0E00, 0x0E4F), (0x0E80, 0x0ECF), (0x0F40, 0x0FBF), (0x1000, 0x103F), (0x1780, 0x17D3)):
        table[low : high + 1] = UNSPACED
    for kind, characters in (
        (END, END_MARKS), (COMMA, ",;،؛、，；՝"), (COLON, ":："), (QUOTE, "\"'「」『』"), (SEPARATOR, _SEPARATORS), (MONEY, "%٪％"),
    ):  # fmt: skip
        for character in characters:
            table[ord(character)] = kind
    return table


CUES = (
    "comments", "reply", "related", "share", "subscribe", "legal", "account", "navigation", "shop", "paging", "date",
    "byline", "tags", "wait", "answers", "sections",
)  # fmt: skip

NAMES = (
    "log_size", "log_words", "word_length", "letters", "upper", "uncased", "capitals", "digits", "spaces", "end_marks",
    "end_share", "commas", "comma_share", "colons", "quotes", "brackets", "separators", "separator_share", "dashes", "money",
    "symbols", "odd", "sentence", "prose", "ends_colon", "ends_letter", "ends_digit", "ends_bracket", "ends_other", "ends_dots",
    "ends_question", "starts_upper", "starts_lower", "starts_digit", "starts_quote", "starts_symbol", "bullet", "address",
    "date", "time", "rights",
    "gap_before", "gap_after", "gap_typical", "indent", "indent_step", "place", "log_place", "log_rest", "size_before",
    "prose_before", "page_lines", "page_size", "page_prose", "page_prose_share", "page_prose_lines", "page_mean",
    "prose_left_2", "prose_right_2", "mean_2", "sentences_2", "prose_left_6", "prose_right_6", "mean_6", "sentences_6",
    "prose_left_16", "prose_right_16", "mean_16", "sentences_16", "prose_left_40", "prose_right_40", "mean_40", "sentences_40",
    "since_prose", "until_prose",
    "copies", "again", "alike", "alike_share", "alike_next", "alike_second", "alike_third",
    "topical", "titled", "title_share", "heading", "has_heading", "after_heading", "since_heading",
    *(f"cue_{name}" for name in CUES),
)  # fmt: skip
