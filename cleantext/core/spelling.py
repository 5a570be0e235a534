"""How near two spellings are: edit distance, consonant skeleton, and the neighbourhood of a word."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that stand for one sound when a name passes from script to script, and those that are often silent there.
_SOUNDS = str.maketrans({"c": "k", "q": "k", "z": "s", "w": "v", "j": "y"})
_PAIRS = re.compile("ph|ck|sch|tch|ts|tz|kh|gh|zh|sh|ch|th|dh|x")
_PAIR_SOUNDS = {"ph": "f", "ck": "k", "sch": "S", "tch": "C", "ts": "c", "tz": "c", "x": "ks"}
_SOFT = re.compile("[aeiouyhʻʼ'’`-]+")
_TWICE = re.compile(r"(.)\1+")


def plain(word: str) -> str:
    """Return a word in lower case without diacritics."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.lower())
    return "".join(part for part in parts if not unicodedata.combining(part)).replace("ı", "i")


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """Return what stays of a name however its vowels and consonant letters are written: "Kerabakh" is "krbkh".

    The first letter counts for itself when it is a vowel, so that "Ilias" and "Lias" differ.
    """
    bare = plain(word)
    if not bare:
        return ""
    head = "a" if bare[0] in "aeiou" else ""
    sounds = _PAIRS.sub(lambda pair: _PAIR_SOUNDS.get(pair[0], pair[0][0] + "H"), bare)
    return head + _TWICE.sub(r"\1", _SOFT.sub("", sounds.translate(_SOUNDS)))


def one_deleted(word: str) -> set[str]:
    """Return the word and all it becomes by the loss of one letter."""
    return {word[:place] + word[place + 1 :] for place in range(len(word))} | {word}


def osa(left: str, right: str, limit: int = 3) -> int:
    """Return the number of insertions, deletions, changes and swaps of neighbours between two words.

    Anything above `limit` comes back as `limit + 1`.
    """
    if left == right:
        return 0
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    start = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        start += 1
    left, right = left[start:], right[start:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    if not left or not right:
        return min(len(left) + len(right), limit + 1)
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, start=1):
        above, before, row = before, row, [i]
        for j, other in enumerate(right, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def is_near(wrong: str, right: str) -> bool:
    """Say whether two names are one letter apart, or up to three where their consonants agree."""
    one, other = plain(wrong), plain(right)
    if one[:1] != other[:1] or min(len(one), len(other)) < 4:
        return False
    distance = osa(one, other)
    if distance <= 1:
        return True
    return distance <= max(2, min(3, len(other) // 3)) and skeleton(one) == skeleton(other)


def is_derived(one: str, other: str) -> bool:
    """Say whether one word may be a form of the other: a plural, a demonym, a feminine, a family or a short form.

    So Armenia and Armenian, Paul and Paula, Turk and Turks are not taken for misspellings of each other.
    """
    one, other = sorted((plain(one), plain(other)), key=len)
    if (
        other.startswith(one)
        and other[-1] != one[-1]
        and (len(other) - len(one) > 2 or _SUFFIX.fullmatch(other, len(one)))
    ):
        return True
    stem, long_stem = _stem(one), _stem(other)
    return stem == long_stem and len(stem) >= 3


def is_other_style(one: str, other: str) -> bool:
    """Say whether two words differ as house styles do: British or American, Zelensky or Zelenskyy."""
    return _styled(plain(one)) == _styled(plain(other))


def _styled(word: str) -> str:
    for pattern, same in _STYLES:
        word = pattern.sub(same, word)
    return word


_STYLES = [
    (re.compile(pattern), same)
    for pattern, same in (
        ("our", "or"),
        ("(?<=[^aeiou])re(?=s?$)", "er"),
        ("or(?=s?$)", "er"),
        ("ys(?=e|ing)|is(?=e[ds]?$|ing$|ation)", "iz"),
        ("[ao]e", "e"),
        ("ll(?=(ed|ing|ers?|ors?|ous|ery|ists?|able|ment|ful)$)", "l"),
        ("(yi|iy|ij|yy|ii|y)$", "i"),
    )
]
_SUFFIX = re.compile("[aeiosynrd]|[aei]n|e[srd]|ia|n[es]|ic")
_ENDINGS = re.compile("(ians?|ans?|as|ies?|es|s|ese|ish|ic|i|y|a|o|e|ne?|ina|ine|ette|ia|ism|ists?|ers?|ed|ing)$")


def _stem(word: str) -> str:
    return _ENDINGS.sub("", word, count=1)
