"""Whether a text can hold what a cleaner looks for, told by the text's unusual characters wherever they tell it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cleantext.core.alphabet import unusual_characters, unusual_in
from cleantext.core.document import Document
from cleantext.core.linelooks import is_looked_for, looked_for, number_looked_for, pieces_there

_FEW = 40  # literals of one gate that are looked for in every text together with those of the others
_MOST = 1000  # literals of all gates that are: whoever makes rules by the thousand has them searched for one by one


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
        self.characters = frozenset(literal for literal, signs in signs_of.items() if signs and len(literal) == 1)
        self.longer = tuple((literal, signs) for literal, signs in signs_of.items() if literal not in self.characters)
        few = search and len(self.longer) <= _FEW and number_looked_for() < _MOST
        self._piece_of = {
            literal: literal.lower() for literal, _ in self.longer if few and literal.isascii() and len(literal) > 1
        }
        looked_for(*self._piece_of.values())

    def searches(self, present: frozenset[str]) -> Search | None:
        """Return what is still to be searched for in a text with these unusual characters.

        None: nothing has to be, the gate is open.
        """
        if self.always or not self.characters.isdisjoint(present):
            return None
        if not self._search:
            return None if any(signs <= present for _, signs in self.longer) else Search((), None)
        literals = tuple(literal for literal, signs in self.longer if signs <= present)
        told = all(map(self._piece_of.__contains__, literals))
        return Search(literals, frozenset(map(self._piece_of.__getitem__, literals)) if told else None)

    def opens(self, document: Document) -> bool:
        """Say whether the document's text holds one of the literals."""
        if self.always:
            return True
        search = self.searches(document.shared(unusual_characters))
        return search is None or any(map(document.derived(Literals).__getitem__, search.literals))


class Keys:
    """How far a text's unusual characters open each of several gates, as one number.

    Texts with the same number have the same `searches` at every gate; there are few such numbers.
    """

    def __init__(self, gates: Iterable[Gate]) -> None:
        gates = list(gates)
        self._bits: dict[str, int] = {}  # of characters that open a gate, or to a search, by themselves
        for number, gate in enumerate(gates):
            for character in gate.characters:
                self._bits[character] = self._bits.get(character, 0) | 1 << number
        together = dict.fromkeys(signs for gate in gates for _, signs in gate.longer if signs)
        self._together: list[tuple[frozenset[str], int]] = []  # characters that do so where all of them are present
        for number, signs in enumerate(together, start=len(gates)):
            if len(signs) > 1:
                self._together.append((signs, 1 << number))
            else:
                (character,) = signs
                self._bits[character] = self._bits.get(character, 0) | 1 << number
        self._signs = frozenset(self._bits)

    def turned_by(self, present: frozenset[str]) -> int:
        """Return the number for a text with these unusual characters."""
        number = 0
        for character in present & self._signs:
            number |= self._bits[character]
        for signs, bit in self._together:
            if signs <= present:
                number |= bit
        return number


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
