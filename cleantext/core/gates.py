"""Whether a text can hold what a cleaner looks for, told by the text's unusual characters wherever they tell it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cleantext.core.alphabet import unusual_characters, unusual_in
from cleantext.core.document import Document
from cleantext.core.linelooks import is_looked_for, looked_for, number_looked_for, pieces_there

_FEW = 40  # literals of one gate that are looked for in every text together with those of the others


class Search(NamedTuple):
    """What is still to be searched for in a text, its unusual characters being known."""

    literals: tuple[str, ...]  # the gate opens if one of them stands in the text; () if it stays shut
    pieces: frozenset[str] | None  # one of these must be among `pieces_there`, if that is known to tell


class Gate:
    """The literals of which a text must hold one; without any it is always open."""

    def __init__(self, literals: Iterable[str], *, search: bool = True) -> None:
        """Take the literals; without `search` their unusual characters are enough, and the gate may open in vain."""
        self._search = search
        signs_of = {literal: unusual_in(literal) for literal in literals}
        self.always = not signs_of
        # A literal that is one unusual character need not be searched for.
        self._characters = frozenset(literal for literal, signs in signs_of.items() if signs and len(literal) == 1)
        self._longer = tuple((literal, signs) for literal, signs in signs_of.items() if literal not in self._characters)
        self.signs = self._characters.union(*(signs for _, signs in self._longer))  # all that it asks a text for
        few = search and len(self._longer) <= _FEW
        self._piece_of = {
            literal: literal.lower() for literal, _ in self._longer if few and literal.isascii() and len(literal) > 1
        }
        looked_for(*self._piece_of.values())

    def searches(self, present: frozenset[str]) -> Search | None:
        """Return what is still to be searched for in a text with these unusual characters.

        None: nothing has to be, the gate is open.
        """
        if self.always or not self._characters.isdisjoint(present):
            return None
        if not self._search:
            return None if any(signs <= present for _, signs in self._longer) else Search((), None)
        literals = tuple(literal for literal, signs in self._longer if signs <= present)
        told = all(map(self._piece_of.__contains__, literals))
        return Search(literals, frozenset(map(self._piece_of.__getitem__, literals)) if told else None)

    def opens(self, document: Document) -> bool:
        """Say whether the document's text holds one of the literals."""
        if self.always:
            return True
        search = self.searches(document.shared(unusual_characters))
        return search is None or any(map(document.derived(Literals).__getitem__, search.literals))


class Literals(dict[str, bool]):
    """Which literals a text holds, each searched for once: ask `document.derived(Literals)`."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._text = document.text
        self._there = document.derived(pieces_there)
        self._looked_for = document.derived(number_looked_for)

    def __missing__(self, literal: str) -> bool:
        # Most literals stand in hardly any text: that they do not is told by the one search for all in small letters.
        may_stand = (small := literal.lower()) in self._there or not is_looked_for(small, self._looked_for)
        found = self[literal] = may_stand and literal in self._text
        return found
