"""Phrases with open words or numbers in them, as patterns: "Photo by {words}", "{n} min read"."""

from __future__ import annotations

import re
import sys
from typing import NamedTuple

from cleantext.cleaners.phrases.candidates import NUMBER
from cleantext.cleaners.phrases.folding import core_of
from cleantext.cleaners.phrases.loader import Phrase

DIGIT = re.compile(r"\d")
_PLACEHOLDER = re.compile(r"(\{n\}|\{words\})")
_MOST_OPEN_WORDS = 8
_OPENING = ("(", "（", "[", "【", "〔")
_CLOSING = (")", "）", "]", "】", "〕")


class Pattern(NamedTuple):
    """A phrase with open words."""

    begin: str  # what stands before the first placeholder, and behind the last one
    end: str
    expression: str
    most_blanks: int  # in a line that it matches
    phrase: Phrase


def without_numbers(core: str) -> str:
    """Return a folded line with "{n}" for each number."""
    return NUMBER.sub("{n}", core) if DIGIT.search(core) else core


def numbered_core(phrase: Phrase) -> str:
    """Return what a phrase is looked up by, as lines without numbers are written."""
    core = core_of(phrase.words[0])
    return NUMBER.sub("{n}", core.replace("{n}", "1")) if "{n}" in core else core  # "{n}.{n}.{n}" is one number


def ends_of(core: str) -> tuple[str, str]:
    """Return how lines begin and end that a pattern with open words may match."""
    pieces = _PLACEHOLDER.split(core)
    return pieces[0] or (core.split("{words}", 1)[0] if core.startswith("{n}") else ""), pieces[-1]


def pattern_of(phrase: Phrase) -> Pattern:
    """Make a pattern of a phrase with open words."""
    core = numbered_core(phrase)
    begin, end = ends_of(core)
    if not begin and len(end) < 3 and not phrase.needs and not is_bracketed(phrase.words[0]):
        phrase = phrase._replace(needs="witness")  # two letters are no proof
    grammar = {"{words}": rf"(\S+(?: \S+){{0,{_MOST_OPEN_WORDS - 1}}})", "{n}": f"(?:{NUMBER.pattern})"}
    pieces = _PLACEHOLDER.split(core)
    expression = "".join(grammar.get(piece, re.escape(piece)) for piece in pieces)
    # A number may have any number of blanks in it.
    most = sys.maxsize if "{n}" in core else core.count(" ") + core.count("{words}") * (_MOST_OPEN_WORDS - 1)
    return Pattern(pieces[0], end, expression, most, phrase)


def is_bracketed(line: str) -> bool:
    """Say whether a line stands in brackets, a full stop aside."""
    return line[:1] in _OPENING and line.rstrip(" .。")[-1:] in _CLOSING
