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
    start = 0
    for number, line in enumerate(text.split("\n")):
        stripped = line.strip()
        if stripped:
            starts.append(start)
            ends.append(start + len(line))
            numbers.append(number)
            bare.append(stripped)
        start += len(line) + 1
    if not bare:
        none = np.zeros(0, np.int64)
        return Page([], [], np.zeros(0), np.zeros((0, len(NAMES))), none, none, np.zeros((0, 3), np.int64))
    tokens = [_TOKEN.findall(line.casefold()) for line in bare]
    shape = _Shape(bare)
    indents = np.array([len(text[s:e]) - len(text[s:e].lstrip()) for s, e in zip(starts, ends, strict=True)], float)
    columns = {
        **_shape_columns(shape, bare),
        **_layout_columns(np.array(numbers), indents, shape),
        **_company_columns(shape),
        **_repetition_columns(bare, shape),
        **_topic_columns(bare, tokens, shape),
        **_cue_columns(tokens),
    }
    words, word_lines, phrases = _hashes(tokens)
    dense = np.stack([np.asarray(columns[name], float) for name in NAMES], axis=1)
    return Page(starts, ends, np.maximum(shape.words, 1.0), dense, words, word_lines, phrases)


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


def _topic_columns(lines: list[str], tokens: list[list[str]], shape: _Shape) -> dict[str, Any]:
    """Return how far a line shares the words of the page's title (its first line) and of its prose."""
    prose_words: Counter[str] = Counter()
    prose = shape.prose.tolist()
    for row, is_prose in zip(tokens, prose, strict=True):
        if is_prose:
            prose_words.update(set(row))
    title = {token for token in tokens[0] if len(token) > 1} if len(lines[0]) <= _LONGEST_TITLE else set()
    topical, titled, title_share, heading = [], [], [], []
    for row, is_prose in zip(tokens, prose, strict=True):
        known = [prose_words[token] > is_prose for token in row[:WORDS_OF_A_LINE] if len(token) > 3]
        topical.append(sum(known) / len(known) if known else 0.5)
        own = {token for token in row if len(token) > 1} if title and len(row) < 60 else set()
        common = len(own & title)
        titled.append(common / len(own) if own else 0.0)
        title_share.append(common / len(title) if title else 0.0)
        heading.append(common >= 2 and common >= 0.8 * len(own) and common >= 0.4 * len(title))
    heading[0] = False
    count = len(lines)
    place = np.arange(count)
    last = np.maximum.accumulate(np.where(heading, place, -1))
    first = int(np.argmax(heading)) if any(heading) else count
    return {
        "topical": topical,
        "titled": titled,
        "title_share": title_share,
        "heading": heading,
        "has_heading": np.full(count, float(first < count)),
        "after_heading": (place >= first),
        "since_heading": np.where(last >= 0, np.log1p(place - last), 0.0),
    }


def _cue_columns(tokens: list[list[str]]) -> dict[str, Any]:
    """Return which parts of a page the words of a short line speak of."""
    cues = _cues()
    table = np.zeros((len(tokens), len(CUES)))
    for number, row in enumerate(tokens):
        if len(row) <= LONGEST_CUE:
            for token in row:
                parts = cues.get(token)
                if parts is None and token >= "\u0e00":
                    parts = cues.get(token[:2])
                if parts is not None:
                    table[number, parts] += 1.0
    table /= np.sqrt(np.maximum([[len(row)] for row in tokens], 1))
    return {f"cue_{name}": table[:, place] for place, name in enumerate(CUES)}


@cache
def _cues() -> dict[str, list[int]]:
    source = resources.files(__package__).joinpath("cues.toml").read_text(encoding="utf-8")
    found: dict[str, list[int]] = {}
    for name, words in tomllib.loads(source).items():
        for word in dict.fromkeys(words.split()):
            found.setdefault(word, []).append(CUES.index(name))
    return found


def _hashes(tokens: list[list[str]]) -> tuple[Array, Array, Array]:
    head = WORDS_OF_A_LINE * 3 // 4
    words: list[int] = []
    lengths = []
    phrases = []
    for row in tokens:
        some = row if len(row) <= WORDS_OF_A_LINE else row[:head] + row[head - WORDS_OF_A_LINE :]
        words.extend([crc32(token.encode("utf-8", "surrogatepass")) for token in some])
        lengths.append(len(some))
        whole = " ".join(some)
        ends = (f"={whole}", "^" + " ".join(row[:2]), " ".join(row[-2:]) + "$")
        phrases.append([crc32(phrase.encode("utf-8", "surrogatepass")) for phrase in ends])
    rows = np.repeat(np.arange(len(tokens)), lengths)
    return np.array(words, np.int64), rows, np.array(phrases, np.int64)


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
