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
        self._characters = frozenset(literal for literal, signs in signs_of.items() if signs and len(literal) == 1)
        self._longer = tuple((literal, signs) for literal, signs in signs_of.items() if literal not in self._characters)
        self.signs = self._characters.union(*(signs for _, signs in self._longer))  # all that it asks a text for

    def searches(self, present: frozenset[str]) -> tuple[str, ...] | None:
        """Return the literals still to be searched for in a text with these unusual characters: () if there are none.

        None: nothing has to be, the gate is open.
        """
        if self.always or not self._characters.isdisjoint(present):
            return None
        if not self._search:
            return None if any(signs <= present for _, signs in self._longer) else ()
        return tuple(literal for literal, signs in self._longer if signs <= present)

    def opens(self, document: Document) -> bool:
        """Say whether the document's text holds one of the literals."""
        if self.always:
            return True
        literals = self.searches(document.shared(unusual_characters))
        return literals is None or any(map(document.text.__contains__, literals))


class Literals(dict[str, bool]):
    """Which literals a text holds, each searched for once: ask `document.shared(Literals)`."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, literal: str) -> bool:
        found = self[literal] = literal in self._text
        return found
