"""Phrases kept as one text and as numbers, and made when they are asked for.

As objects they take several times the memory, and longer to load than to use: a text asks for few.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from cleantext.cleaners.phrases.loader import Phrase

T = TypeVar("T")

_BETWEEN = "\0"  # the words of a phrase


class Stock:
    """All phrases, by number."""

    def __init__(self) -> None:
        self._words = bytearray()  # of all phrases, one after the other
        self._ends = array("I", [0])  # where the words of each begin and end
        self._sort = array("I")  # what else each is: a number of `_sorts`
        self._sorts: list[Phrase] = []  # phrases without words, but for what prompts may be about, which many share
        self._known: dict[tuple[object, ...], int] = {}

    def add(self, phrase: Phrase) -> int:
        """Take in a phrase and return its number."""
        own = 1 if phrase.kind == "prompts" else len(phrase.words)
        sort = (phrase.words[own:], *phrase[1:])
        number = self._known.get(sort)
        if number is None:
            number = self._known[sort] = len(self._sorts)
            self._sorts.append(Phrase(*sort))
        self._sort.append(number)
        self._words += _BETWEEN.join(phrase.words[:own]).encode()
        self._ends.append(len(self._words))
        return len(self._sort) - 1

    def made_ready(self) -> None:
        """Note that all phrases were added."""
        self._known = {}

    def phrase(self, number: int) -> Phrase:
        """Return the phrase of a number."""
        words = self._words[self._ends[number] : self._ends[number + 1]].decode().split(_BETWEEN)
        sort = self._sorts[self._sort[number]]
        return Phrase((*words, *sort.words), *sort[1:])


class Shelf(Generic[T]):
    """What is made of phrases, by what it is looked up by."""

    def __init__(self, stock: Stock, make: Callable[[Phrase], T]) -> None:
        """`make`: a function of a module, so that a shelf can be kept for other processes."""
        self._stock = stock
        self._make = make
        self._by_key: dict[str, int | tuple[int, ...] | list[T]] = {}  # numbers, until they are asked for

    def add(self, key: str, number: int) -> None:
        """Put one more phrase, by its number in the stock, under a key."""
        there = self._by_key.setdefault(key, number)
        if there is not number:
            self._by_key[key] = (there, number) if isinstance(there, int) else (*there, number)

    def get(self, key: str) -> Sequence[T]:
        """Return what is under a key, in the order in which it was added."""
        found = self._by_key.get(key)
        if found is None:
            return ()
        if not isinstance(found, list):
            numbers = (found,) if isinstance(found, int) else found
            found = self._by_key[key] = [self._make(self._stock.phrase(number)) for number in numbers]
        return found

    def __contains__(self, key: str) -> bool:
        """Say whether there is anything under a key."""
        return key in self._by_key

    def keys(self) -> Iterable[str]:
        """Return all keys."""
        return self._by_key.keys()


def itself(phrase: Phrase) -> Phrase:
    """Make nothing else of a phrase."""
    return phrase
