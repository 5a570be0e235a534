"""The table of misspellings, and the gate: does a text hold any of them at all?"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

# Words that are misspellings of contractions only beside certain others; `rule.py` knows which.
IN_CONTEXT = frozenset({"cant", "wont", "im", "ive"})

_PIECE = 1 << 16  # bytes looked at together: a list of all words of a long text would take ten times its size

# Letters to lower case, all else to spaces: with it a whole text is cut into words by two calls.
_LETTERS = bytes(ord(chr(code).lower()) if chr(code).isalpha() and code < 128 else 32 for code in range(256))


@cache
def misspellings() -> dict[str, str]:
    """Return what is meant by each wrong form; the wrong forms are in lower case."""
    text = (resources.files(__package__) / "words.tsv").read_text(encoding="utf-8")
    meant: dict[str, str] = {}
    for row in text.split("\n"):
        right, tab, wrong = row.partition("\t")
        if tab:
            meant.update(dict.fromkeys(wrong.replace("~", "").split(), right))
    return meant


@cache
def foreign_words() -> frozenset[str]:
    """Return the wrong forms that are words of another language."""
    text = (resources.files(__package__) / "words.tsv").read_text(encoding="utf-8")
    rows = [row.partition("\t")[2] for row in text.split("\n")]
    return frozenset(word[:-1] for row in rows for word in row.split() if word.endswith("~"))


@cache
def small_words() -> dict[str, frozenset[str]]:
    """Return the lists of small words and word parts by name."""
    text = (resources.files(__package__) / "small_words.toml").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}


def suspects(text: str) -> frozenset[str]:
    """Return the wrong forms that stand in a text, whatever their case. Ask `document.shared(suspects)`."""
    wrong = _wrong_forms()
    letters = text.encode("ascii", "replace").translate(_LETTERS)
    found: set[bytes] = set()
    start = 0
    while start < len(letters):
        stop = start + _PIECE
        if stop < len(letters):
            stop = letters.find(b" ", stop)
            stop = len(letters) if stop < 0 else stop
        words = letters[start:stop].split()
        if not wrong.isdisjoint(words):
            found |= wrong.intersection(words)
        start = stop
    return frozenset(word.decode() for word in found)


@cache
def _wrong_forms() -> frozenset[bytes]:
    return frozenset(word.encode() for word in (*misspellings(), *IN_CONTEXT))
