"""Misspelling names as people and machines do, with a fixed seed: one mention in sixty."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleantext import Document

RATE = 1 / 60
_VOWELS = "aeiou"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# One name in two spellings, as letters pass from script to script.
_RESPELLINGS = (
    ("ph", "f"), ("kh", "h"), ("kh", "k"), ("c", "k"), ("k", "c"), ("y", "i"), ("i", "y"), ("j", "y"), ("z", "s"),
    ("s", "z"), ("v", "w"), ("w", "v"), ("sh", "sch"), ("ch", "tch"), ("ou", "u"), ("u", "ou"), ("ee", "i"), ("q", "k"),
    ("x", "ks"), ("ei", "ey"), ("ai", "ay"), ("ts", "tz"), ("e", "ye"), ("gh", "g"), ("th", "t"), ("oo", "u"),
)  # fmt: skip


class Misspelt(NamedTuple):
    """A document with some names spelt wrong, and where."""

    document: Document
    slips: dict[int, tuple[str, str]]  # offset -> (wrong, right)
    mentions: int


def misspell(documents: Iterable[tuple[Document, frozenset[str]]], seed: int, rate: float = RATE) -> Iterator[Misspelt]:
    """Yield each document with its names (given word by word) misspelt at `rate`."""
    chance = random.Random(seed)
    for document, names in documents:
        pieces: list[str] = []
        slips: dict[int, tuple[str, str]] = {}
        done = length = mentions = 0
        for match in re.finditer(r"(?<![\w'’])[^\W\d_]+", document.text):
            word = match[0]
            if word not in names:
                continue
            mentions += 1
            if chance.random() >= rate:
                continue
            wrong = slip(word, chance)
            pieces += [document.text[done : match.start()], wrong]
            slips[length + match.start() - done] = (wrong, word)
            length += match.start() - done + len(wrong)
            done = match.end()
        pieces.append(document.text[done:])
        yield Misspelt(Document("".join(pieces), id=document.id), slips, mentions)


def slip(word: str, chance: random.Random) -> str:
    """Return the word with one slip, never in its first letter."""
    kinds = [_deletion, _swap, _doubling, _vowel, _respelling, _insertion, _keyboard]
    while True:
        wrong = chance.choice(kinds)(word, chance)
        if wrong and wrong != word and wrong[0] == word[0]:
            return wrong


def _deletion(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word))
    return word[:place] + word[place + 1 :]


def _swap(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _doubling(word: str, chance: random.Random) -> str:
    doubles = [match.start() for match in re.finditer(r"(.)\1", word) if match.start()]
    place = chance.choice(doubles) if doubles and chance.random() < 0.5 else chance.randrange(1, len(word))
    return word[:place] + word[place + 1 :] if place in doubles else word[:place] + word[place] + word[place:]


def _vowel(word: str, chance: random.Random) -> str:
    places = [place for place in range(1, len(word)) if word[place] in _VOWELS]
    if not places:
        return ""
    place = chance.choice(places)
    return word[:place] + chance.choice(_VOWELS.replace(word[place], "")) + word[place + 1 :]


def _respelling(word: str, chance: random.Random) -> str:
    fits = [(one, other) for one, other in _RESPELLINGS if one in word[1:]]
    if not fits:
        return ""
    one, other = chance.choice(fits)
    return word[0] + word[1:].replace(one, other, 1)


def _insertion(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) + 1)
    return word[:place] + chance.choice("aeiounrstlhmd") + word[place:]


def _keyboard(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word))
    for row in _ROWS:
        at = row.find(word[place])
        if at >= 0:
            beside = [row[i] for i in (at - 1, at + 1) if 0 <= i < len(row)]
            return word[:place] + chance.choice(beside) + word[place + 1 :]
    return ""
