"""Reads lines that hold nothing but dates, times and what they are the dates of, in the languages of `months.toml`.

A line is read word by word: each word has to be a number or a word of the calendar, so that a sentence with a date
in it is never taken for a date line. Holds no cleaner.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

_LONGEST_LINE = 110
_MOST_WORDS = 34

# Combining marks and vowel signs are no letters to `re`, but stand inside words.
_SIGNS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0970-\u09e5\u0a00-\u0a65\u0a70-\u0dff\u0e31-\u0e4e\u200c"
)
_TOKEN = re.compile(rf"\d+|[^\W\d_](?:[^\W\d_{_SIGNS}]|[{_SIGNS}]|['’.-](?=[^\W\d_]))*|[^\w\s]|_")
_SEPARATORS = frozenset("|•·—–;()[]（）［］/>*")
_ZONES = frozenset({"gmt", "utc"})
_SILENT = frozenset(",.:：-−–'’،º°、，+~/#")
_TIME = re.compile(r"(?<!\d)\d{1,2}\s?[:.hH時时点시]\s?\d{2}(?!\d)|\d\s?[ap]\.?m", re.IGNORECASE)
_CLOCK = re.compile(r"\d\s?[:hH時时点시T]\s?\d\d|\d\s?[ap]\.?m", re.IGNORECASE)


_DIGIT = re.compile(r"\d")
_NO_PART: frozenset[str] = frozenset()
# What may stand around a part of a line that is a date by itself, and never inside a word of dates.
_GAPS = re.compile(r"[\s,;(（|•·●丨—_#*>◦▪■‣✍🖊🕒📅]+")
_FEWEST_NUMBERS = 3  # of a date in figures
_TELLING = frozenset({"months", "labels", "ago", "read"})  # what any other date line has a word of


class DateLine(NamedTuple):
    """What a line of dates says."""

    start: int  # span of the first whole date in the line; start == end if there is none ("4 hours ago")
    end: int
    labelled: bool  # it says what it is the date of, or is a reading time
    certain: bool  # it names a year, so that it can hardly be anything but a date


class _Word(NamedTuple):
    start: int
    end: int
    kinds: frozenset[str]
    text: str


@cache
def vocabulary() -> dict[str, frozenset[str]]:
    """Return every calendar word with the parts it can play: months, weekdays, fill, labels, units, ago, read."""
    source = resources.files(__package__).joinpath("months.toml").read_text(encoding="utf-8")
    words: dict[str, set[str]] = {}
    for language in tomllib.loads(source).values():
        for kind, listed in language.items():
            for word in listed.split():
                words.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in words.items()}


def any_plays(words: str, *parts: str) -> bool:
    """Say whether one of the words can play one of the parts that `vocabulary` knows."""
    known = vocabulary()
    return any(not known.get(word, _NO_PART).isdisjoint(parts) for word in words.casefold().split())


@cache
def _longest_words() -> dict[str, int]:
    """Return the length of the longest calendar word that begins with a character, by those characters."""
    longest: dict[str, int] = {}
    for word in vocabulary():
        longest[word[0]] = max(longest.get(word[0], 0), len(word))
    return longest


def read_date_line(line: str) -> DateLine | None:
    """Return what a line of dates says, or None if it holds anything else."""
    if len(line) > _LONGEST_LINE or not _DIGIT.search(line):
        return None
    if not line.isascii() and _not_of_dates().search(line.casefold()):
        return None
    return _read(line)


@cache
def _not_of_dates() -> re.Pattern[str]:
    """Return the expression for a character that no line of dates has: most letters of most scripts."""
    signs = _SEPARATORS.union(_SILENT, *vocabulary())
    return re.compile(r"[^\d\s" + "".join(map(re.escape, sorted(signs))) + "]")


def behind_date(line: str) -> int:
    """Return where the first word of a line that is not of dates stands, -1 if no number stands before it."""
    if not _DIGIT.search(line):
        return -1
    numbered = False
    for found in _TOKEN.finditer(line):
        token = found.group()
        if token.isdecimal():
            numbered = True
        elif token not in _SEPARATORS and token not in _SILENT and _pieces(token) is None:
            return found.start() if numbered else -1
    return -1


@lru_cache(maxsize=1024)
def may_hold_date(line: str) -> bool:
    """Say whether a part of a line, between blanks, commas or bars, can be a line of dates: exact where it says no."""
    if not _DIGIT.search(line):
        return False
    numbers, telling = 0, False
    for part in _GAPS.split(line):
        found = _kinds(part)
        if found is None:
            numbers, telling = 0, False
            continue
        numbers += found[0]
        telling = telling or found[1]
        if numbers >= _FEWEST_NUMBERS or (numbers and telling):
            return True
    return False


@lru_cache(maxsize=4096)
def _kinds(part: str) -> tuple[int, bool] | None:
    """Return how many numbers a part of a line has and whether its words tell of dates; None: it has other words."""
    words = _words(part)
    if words is None:
        return None
    numbers = sum("number" in word.kinds for word in words)
    return numbers, any(not word.kinds.isdisjoint(_TELLING) for word in words)


@lru_cache(maxsize=1024)  # several rules ask for the same lines, one after the other
def _read(line: str) -> DateLine | None:
    words = _words(line)
    if words is None:
        return None
    labelled = certain = False
    fact = (0, 0)
    found = False
    for part in _parts(words):
        numbers = [word for word in part if "number" in word.kinds]
        if not numbers:
            if any("ago" in word.kinds for word in part):
                found = True
            continue
        strength = _strength(part, line)
        if strength:
            found = True
            certain = certain or strength == 2
            if fact == (0, 0):
                fact = _trimmed(part)
        elif _is_reading_time(part):
            found = labelled = True
        elif _is_relative(part):
            found = True
        elif _ZONES.issuperset(word.text for word in part if word not in numbers):
            continue  # "(GMT+7)"
        elif not _TIME.search(line[part[0].start : part[-1].end]):
            return None
        elif not fact[1]:  # "Updated at 18:40"; a live blog's "Update 18:40:" stays
            label = part[0]
            if "labels" not in label.kinds or label.text == "update" or "fill" in label.kinds or line[-1] in ":：":
                return None
            found = labelled = True
    labelled = labelled or any("labels" in word.kinds and "fill" not in word.kinds for word in words)
    return DateLine(*fact, labelled, certain) if found else None


def tells_time(line: str) -> bool:
    """Say whether a line has a time of day: only machines date a text to the minute."""
    return bool(_CLOCK.search(line))


def is_date_label(line: str) -> bool:
    """Say whether a line is only a label that a date should follow ("Published:")."""
    if len(line) > 40:
        return False
    words = _words(line) or []
    named = any("labels" in word.kinds for word in words)
    return named and all("labels" in word.kinds or word.kinds == {"fill"} for word in words)


def _words(line: str) -> list[_Word] | None:
    """Return the words of a line with their kinds, or None if one is not a word of dates."""
    words: list[_Word] = []
    for found in _TOKEN.finditer(line):
        token = found.group()
        if len(words) > _MOST_WORDS:
            return None
        if token.isdecimal():
            words.append(_Word(found.start(), found.end(), frozenset({"number"}), token))
        elif token in _SEPARATORS:
            words.append(_Word(found.start(), found.end(), frozenset({"separator"}), token))
        elif token in _SILENT:
            continue
        else:
            pieces = _pieces(token)
            if pieces is None:
                return None
            words.extend(_Word(found.start(), found.end(), vocabulary()[piece], piece) for piece in pieces)
    return words


@lru_cache(maxsize=4096)
def _pieces(token: str) -> tuple[str, ...] | None:
    """Return the calendar words that a token of a line is made of, if it is."""
    pieces = _known_pieces(token.casefold().strip(".'’-"), vocabulary())
    return None if pieces is None else tuple(pieces)


def _known_pieces(token: str, known: dict[str, frozenset[str]]) -> list[str] | None:
    """Return the calendar words that make up folded words; scripts without spaces run several together."""
    if token in known or token.replace(".", "") in known:
        return [token if token in known else token.replace(".", "")]
    if token.isascii() or len(token) > 16:
        return None
    if "-" in token:
        halves = [half for half in token.split("-") if half]
        return halves if halves and all(half in known for half in halves) else None
    if not "\u0e00" <= token[0] <= "\uffff":
        return None
    pieces = []
    longest = _longest_words()
    while token:
        most = min(len(token), longest.get(token[0], 0))  # for nearly all words of a sentence there is none
        size = next((size for size in range(most, 0, -1) if token[:size] in known), 0)
        if not size:
            return None
        pieces.append(token[:size])
        token = token[size:]
    return pieces


def _parts(words: list[_Word]) -> list[list[_Word]]:
    """Split at separators and before labels; a slash between numbers joins them."""
    parts: list[list[_Word]] = [[]]
    for position, word in enumerate(words):
        if word.kinds == {"separator"}:
            between = 0 < position < len(words) - 1 and all(
                "number" in words[near].kinds or "months" in words[near].kinds for near in (position - 1, position + 1)
            )
            if word.text != "/" or not between:
                parts.append([])
            continue
        if word.kinds == {"labels"} and parts[-1] and "labels" not in parts[-1][-1].kinds:
            parts.append([])
        parts[-1].append(word)
    return [part for part in parts if part]


def _strength(part: list[_Word], line: str) -> int:
    """Return 2 for a date with its year, 1 for one without, 0 for no date."""
    numbers = [(position, word.text) for position, word in enumerate(part) if "number" in word.kinds]
    year = any(len(text) == 4 and 1000 <= int(text) <= 2999 for _, text in numbers)
    day = any(len(text) <= 2 and 1 <= int(text) <= 31 for _, text in numbers)
    if any("months" in word.kinds for word in part):
        if year and not day:
            return 1
        if year or (len(numbers) > 1 and any(len(text) == 2 for _, text in numbers[1:2]) and "'" in line):
            return 2
        marked = any(word.kinds & {"labels", "weekdays"} - {"months"} for word in part if "months" not in word.kinds)
        return int(day and (marked or bool(_TIME.search(line[part[0].start : part[-1].end]))))
    for first in range(len(numbers) - 2):
        near = numbers[first : first + 3]
        texts = [text for _, text in near]
        gaps = [line[part[near[i][0]].end : part[near[i + 1][0]].start].strip() for i in (0, 1)]
        if _is_numeric_date(texts, gaps):
            return 2
    return 0


def _is_numeric_date(texts: list[str], gaps: list[str]) -> bool:
    """Say whether three numbers and what stands between them are a date: 2020-10-22, 22/10/20, 2020年10月22日."""
    if any(gap not in {"-", ".", "/", "年", "月", "년", "월", "−", "–"} for gap in gaps):
        return False
    values = [int(text) for text in texts]
    if len(texts[0]) == 4:
        return 1000 <= values[0] <= 2999 and 1 <= values[1] <= 12 and 1 <= values[2] <= 31
    if gaps[0] != gaps[1] or not (1 <= values[0] <= 31 and 1 <= values[1] <= 31 and min(values[:2]) <= 12):
        return False
    if len(texts[2]) == 4:
        return 1000 <= values[2] <= 2999
    return len(texts[2]) == 2 and all(len(text) == 2 for text in texts[:2])


def _is_relative(part: list[_Word]) -> bool:
    return (
        any("ago" in word.kinds for word in part)
        and any("units" in word.kinds for word in part)
        and all(word.kinds & {"number", "ago", "units", "fill", "labels"} for word in part)
        and sum("number" in word.kinds for word in part) == 1
    )


def _is_reading_time(part: list[_Word]) -> bool:
    return (
        any("read" in word.kinds for word in part)
        and any("units" in word.kinds for word in part)
        and all(word.kinds & {"number", "read", "units", "fill"} for word in part)
        and sum("number" in word.kinds for word in part) == 1
    )


def _trimmed(part: list[_Word]) -> tuple[int, int]:
    """Return the span of a date without the labels and small words before it."""
    first = 0
    while first < len(part) - 1 and not part[first].kinds & {"number", "months", "weekdays"}:
        first += 1
    last = len(part) - 1
    while last > first and part[last].kinds <= {"labels"}:
        last -= 1
    return part[first].start, part[last].end
