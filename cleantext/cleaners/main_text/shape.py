"""The shape of each line: how many characters of which class it has, how it begins and ends, whether it is a sentence."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

import numpy as np

from cleantext.core.layout import END_MARKS

Array = np.ndarray[Any, np.dtype[Any]]

# Classes of characters.
SPACE, UPPER, LOWER, LETTER, DENSE, UNSPACED, DIGIT, END, COMMA, COLON = range(10)
QUOTE, BRACKET, SEPARATOR, DASH, MONEY, SYMBOL, ODD = range(10, 17)
CLASSES = 17

_ADDRESS = re.compile(r"https?:|www\.|\w@\w|\.(?:com|org|net|html?|php)\b")
_IN_ADDRESSES = ("http", "www.", "@", ".com", ".org", ".net", ".htm", ".php")  # one of these is in each of them
# These begin with the digit, not with what must stand before it: so the search for it is fast.
_DATE = re.compile(r"\d(?:(?<!\w\d)(?:(?<=1)9\d\d\b|(?<=2)0\d\d\b|\d?[./-]\d{1,2}[./-]\d{2,4})|\s?[年月日])")
_TIME = re.compile(r"\d(?<!\w\d)\d?[:.]\d\d\b")
_BULLET = re.compile(r"(?:[-*+•·▪◦‣o–—]|\d{1,3}[.)])\s")
_SEPARATORS = "|·•»›>→▶►«‹<←/\\¦⋅∙▸▾▼▲"


class Shape:
    """Counts of character classes and words, a row a line."""

    def __init__(self, lines: list[str]) -> None:
        self.text = "\n".join(lines)
        codes = np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), np.uint32)
        kinds = np.take(_class_table(), codes, mode="clip")
        if codes.max(initial=0) >= 0x20000:
            kinds[(codes >= 0x20000) & (codes < 0x40000)] = DENSE
        breaks = np.flatnonzero(codes == 10)
        starts = np.concatenate([[0], breaks + 1])
        ends = np.concatenate([breaks, [len(codes)]])
        self.codes, self.kinds, self.starts, self.ends = codes, kinds, starts, ends
        self.rows = rows = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(codes)))
        self.counts = np.bincount(rows * CLASSES + kinds, minlength=len(starts) * CLASSES).reshape(-1, CLASSES)
        self.counts[: len(breaks), SPACE] -= 1  # the line breaks themselves
        self.length = (ends - starts).astype(float)
        in_word = (kinds >= UPPER) & (kinds <= DIGIT) & (kinds != DENSE)
        word_start = in_word.copy()
        word_start[1:] &= ~in_word[:-1]
        spaced = np.bincount(rows[word_start], minlength=len(starts))
        self.capitals = np.bincount(rows[word_start & (kinds == UPPER)], minlength=len(starts))
        self.spaced = spaced.astype(float)
        self.words = spaced + self.counts[:, DENSE] / 1.7 + self.counts[:, UNSPACED] / 5.0
        self.first = kinds[starts].astype(np.int64)
        self.last = kinds[ends - 1].astype(np.int64)
        closed = ((self.last == QUOTE) | (self.last == BRACKET)) & (ends - starts > 1)
        self.final = np.where(closed, kinds[np.maximum(ends - 2, 0)], self.last)
        # The letters of a dense script say as much as two or three Latin ones.
        self.size = self.length + 2.0 * self.counts[:, DENSE]
        no_marks = self.counts[:, UNSPACED] > 0.3 * self.length
        self.sentence = (self.final == END) | no_marks
        self.prose = (self.size >= 40) & (self.sentence | (self.size > 160))


def shape_columns(shape: Shape, lines: list[str]) -> dict[str, Any]:
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
        "ends_question": _is_question_mark(shape.codes[shape.ends - 1]),
        "starts_upper": shape.first == UPPER,
        "starts_lower": shape.first == LOWER,
        "starts_digit": shape.first == DIGIT,
        "starts_quote": (shape.first == QUOTE) | (shape.first == BRACKET),
        "starts_symbol": shape.first >= SEPARATOR,
        "bullet": _bullets(shape, lines),
        "address": _addresses(shape, lines),
        "date": [bool(some) and _DATE.search(line[:400]) is not None for some, line in zip(digits, lines, strict=True)],
        "time": [bool(some) and _TIME.search(line[:400]) is not None for some, line in zip(digits, lines, strict=True)],
        "rights": np.bincount(shape.rows[shape.codes == ord("©")], minlength=len(lines)) > 0,
    }


def _bullets(shape: Shape, lines: list[str]) -> Array:
    """Say which lines begin with the sign or the number of an item."""
    found = np.zeros(len(lines), bool)
    for row in np.flatnonzero((shape.first == DIGIT) | (shape.first >= SEPARATOR) | (shape.first == LOWER)).tolist():
        found[row] = _BULLET.match(lines[row]) is not None
    return found


def _addresses(shape: Shape, lines: list[str]) -> Array:
    """Say which lines hold a web or mail address, near their beginning."""
    found = np.zeros(len(lines), bool)
    for sign in _IN_ADDRESSES:
        place = shape.text.find(sign)
        while place >= 0:
            row = int(shape.rows[place])
            found[row] = found[row] or _ADDRESS.search(lines[row][:400]) is not None
            place = shape.text.find(sign, int(shape.ends[row]))  # each line once
    return found


def _is_question_mark(codes: Array) -> Array:
    mark: Array = (codes == ord("?")) | (codes == ord("？")) | (codes == ord("؟"))
    return mark


_ASTRAL = 0x10000


@cache
def _class_table() -> Array:
    """Return the class of each character of the basic plane; the last entry stands for all others."""
    table = np.full(_ASTRAL + 1, SYMBOL, np.uint8)
    by_category = {
        "Lu": UPPER, "Lt": UPPER, "Ll": LOWER, "Lo": LETTER, "Lm": LETTER, "Mn": LETTER, "Mc": LETTER, "Me": LETTER,
        "Nd": DIGIT, "Nl": DIGIT, "No": DIGIT, "Zs": SPACE, "Zl": SPACE, "Zp": SPACE, "Cc": SPACE,
        "Pi": QUOTE, "Pf": QUOTE, "Ps": BRACKET, "Pe": BRACKET, "Pd": DASH, "Sc": MONEY,
        "Cf": ODD, "Cn": ODD, "Co": ODD, "Cs": ODD,
    }  # fmt: skip
    for code in range(_ASTRAL):
        table[code] = by_category.get(unicodedata.category(chr(code)), SYMBOL)
    for low, high in (
        (0x2E80, 0x2FFF),
        (0x3005, 0x3007),
        (0x3040, 0x31FF),
        (0x3400, 0x9FFF),
        (0xAC00, 0xD7AF),
        (0xF900, 0xFAFF),
    ):
        table[low : high + 1] = DENSE
    for low, high in ((0x0E00, 0x0E4F), (0x0E80, 0x0ECF), (0x0F40, 0x0FBF), (0x1000, 0x103F), (0x1780, 0x17D3)):
        table[low : high + 1] = UNSPACED
    for kind, characters in (
        (END, END_MARKS), (COMMA, ",;،؛、，；՝"), (COLON, ":："), (QUOTE, "\"'「」『』"), (SEPARATOR, _SEPARATORS), (MONEY, "%٪％"),
    ):  # fmt: skip
        for character in characters:
            table[ord(character)] = kind
    return table
