"""Whether a text can hold what a cleaner looks for, told by the text's unusual characters wherever they tell it."""

from __future__ import annotations

from collections.abc import Iterable

from cleantext.core.alphabet import unusual_characters, unusual_in
from cleantext.core.document import Document


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

    def searches(self, present: frozenset[str]) -> tuple[str, ...] | None:
        """Return the literals still to be searched for in a text with these unusual characters: () if there are none.

        None: nothing has to be, the gate is open.
        """
        if self.always or not self.characters.isdisjoint(present):
            return None
        if not self._search:
            return None if any(signs <= present for _, signs in self.longer) else ()
        return tuple(literal for literal, signs in self.longer if signs <= present)

    def opens(self, document: Document) -> bool:
        """Say whether the document's text holds one of the literals."""
        if self.always:
            return True
        literals = self.searches(document.shared(unusual_characters))
        return literals is None or any(map(document.text.__contains__, literals))


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
    """Which literals a text holds, each searched for once: ask `document.shared(Literals)`."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, literal: str) -> bool:
        found = self[literal] = literal in self._text
        return found
