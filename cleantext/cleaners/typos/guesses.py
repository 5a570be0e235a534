"""Misspellings that no table holds: unknown words one slip away from a common one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from math import log10
from string import ascii_lowercase
from typing import NamedTuple

from cleantext.cleaners.typos.places import code_fences, is_in_english, is_meant, is_untouchable, quotation
from cleantext.cleaners.typos.table import IN_CONTEXT, misspellings, small_words
from cleantext.core.document import Edit, Flag
from cleantext.core.errors import MissingExtra

_SHORTEST = 6  # letters
_COMMON = 3.0  # Zipf scale: what is meant is at least so common (once in a million words)
_RIVAL = 1.3  # how much commoner than any other candidate
_MOST_UNKNOWN = 0.02  # share of the words: past it the text is in another language, in dialect or of its own kind
_PART = 2.5  # Zipf scale: parts of a compound are at least so common

_LOWER = re.compile(r"(?<![\w'’\-.@#/])[a-z]+(?![\w'’\-@/]|\.\w)")


class WordList:
    """How common English words are; made from an option by name: "wordfreq"."""

    def __init__(self, frequencies: Mapping[str, float]) -> None:
        self._frequencies = frequencies

    @classmethod
    def from_option(cls, value: object) -> WordList:
        """Return the word list of that name.

        Errors: `MissingExtra` if its package is not installed, `ValueError` if there is none of that name.
        """
        if value in ("", None, False):
            return NO_WORDS
        if value != "wordfreq":
            raise ValueError(f'expected "wordfreq", got {value!r}')
        return _wordfreq()

    def __contains__(self, word: str) -> bool:
        return word in self._frequencies

    def zipf(self, word: str) -> float:
        """Return how common a word is: the logarithm of how often it stands in a billion words; 0 if never."""
        frequency = self._frequencies.get(word)
        return log10(frequency) + 9 if frequency else 0.0

    def __repr__(self) -> str:
        return f"<word list of {len(self._frequencies)}>" if self._frequencies else "none"


NO_WORDS = WordList({})


@cache
def _wordfreq() -> WordList:
    try:
        from wordfreq import get_frequency_dict
    except ImportError as error:
        raise MissingExtra('the word list needs wordfreq: pip install "cleantext-toolkit[names]".') from error
    return WordList(get_frequency_dict("en", wordlist="large"))


class Guess(NamedTuple):
    """What an unknown word may be."""

    right: str
    slip: str  # swapped, doubled, dropped, extra, other
    zipf: float


def guessed(text: str, words: WordList) -> Iterator[Edit | Flag]:
    """Yield repairs and proposals for the unknown words of a text, if most of its words are known."""
    seen = Counter(_LOWER.findall(text))
    total = seen.total()
    unknown = {word for word in seen if word not in words and len(word) > 2}
    if not unknown or sum(seen[word] for word in unknown) > max(1, _MOST_UNKNOWN * total):
        return
    table = misspellings()
    wanted = {
        word: guess
        for word in unknown
        if seen[word] == 1 and word not in table and word not in IN_CONTEXT and (guess := best_guess(word, words))
    }
    fences = code_fences(text) if wanted else []
    for match in _LOWER.finditer(text) if wanted else ():
        guess = wanted.get(match[0])
        if guess is None:
            continue
        start, end = match.span()
        if is_untouchable(text, start, end, fences) or is_meant(text, start, end, guess.right):
            continue
        if not is_in_english(text, start, end):
            continue
        if is_sure(match[0], guess) and not quotation(text, start, end):
            yield Edit(start, match[0], guess.right, why=f"an unknown word, one slip ({guess.slip}) away")
        else:
            yield Flag(start, end, f"an unknown word, one slip ({guess.slip}) away", proposal=guess.right)


def is_sure(word: str, guess: Guess) -> bool:
    """Say whether a guess is good enough to be made without asking: not at the word's end, where endings differ."""
    if guess.right[:-1] == word[: len(guess.right) - 1] or word[:-1] == guess.right[: len(word) - 1]:
        return False
    return guess.slip in ("swapped", "doubled") or (guess.zipf >= 3.5 and len(word) >= 7)


def best_guess(word: str, words: WordList) -> Guess | None:
    """Return the common word that an unknown one is a slip of, if there is one and the word is no formation."""
    if len(word) < _SHORTEST or is_formation(word, words):
        return None
    guesses = {guess.right: guess for guess in _slips(word, words)}
    ranked = sorted(guesses.values(), key=lambda guess: (-guess.zipf, guess.right))
    if not ranked or ranked[0].zipf < _COMMON:
        return None
    if len(ranked) > 1 and ranked[0].zipf - ranked[1].zipf < _RIVAL:
        return None
    return ranked[0]


def is_formation(word: str, words: WordList) -> bool:
    """Say whether a word is made of known parts: an affix and a word, or two words."""
    parts = small_words()
    for prefix in parts["prefixes"]:
        if word.startswith(prefix) and words.zipf(word[len(prefix) :]) >= _PART and len(word) - len(prefix) > 2:
            return True
    for suffix in parts["suffixes"]:
        if word.endswith(suffix):
            stem = word[: -len(suffix)]
            if len(stem) > 2 and any(form in words for form in (stem, stem + "e", stem + "y", stem[:-1])):
                return True
    return any(words.zipf(word[:cut]) >= _PART and words.zipf(word[cut:]) >= _PART for cut in range(3, len(word) - 2))


def _slips(word: str, words: WordList) -> Iterator[Guess]:
    """Yield the known words that one slip behind the first letter makes into this one."""
    for place in range(1, len(word)):
        head, tail = word[:place], word[place:]
        here = tail[0]
        if len(tail) > 1 and here != tail[1]:
            yield from _known(head + tail[1] + here + tail[2:], "swapped", words)
        yield from _known(head + tail[1:], "doubled" if here in (head[-1], tail[1:2]) else "extra", words)
        for letter in ascii_lowercase:
            slip = "doubled" if letter in (head[-1], here) else "dropped"
            yield from _known(head + letter + tail, slip, words)
            if letter != here:
                yield from _known(head + letter + tail[1:], "other", words)
    for letter in ascii_lowercase:
        yield from _known(word + letter, "dropped", words)


def _known(word: str, slip: str, words: WordList) -> Iterator[Guess]:
    zipf = words.zipf(word)
    if zipf:
        yield Guess(word, slip, zipf)
