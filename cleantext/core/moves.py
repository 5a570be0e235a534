"""Where spans of a text come to lie when the text is edited, and when edits are undone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleantext.core.document import Edit


class Moves:
    """Where spans of a text come to lie after changes (place, old length, new length) that stand in order.

    A span that touches part of a change covers the whole of it; what is inserted at an end of the span is not in it.
    """

    def __init__(self, changes: Iterable[tuple[int, int, int]]) -> None:
        self._places: list[int] = []
        self._ends: list[int] = []
        self._grown: list[int] = []
        self._shifts = [0]  # how far the text has moved before each change, and after the last
        for place, old, new in changes:
            self._places.append(place)
            self._ends.append(place + old)
            self._grown.append(new)
            self._shifts.append(self._shifts[-1] + new - old)

    @classmethod
    def forward(cls, edits: Iterable[Edit]) -> Moves:
        """From the text before the edits to the text after them."""
        return cls((edit.start, len(edit.before), len(edit.after)) for edit in edits)

    @classmethod
    def backward(cls, edits: Iterable[Edit]) -> Moves:
        """From the text after the edits to the text before them."""
        changes = []
        shift = 0
        for edit in edits:
            changes.append((edit.start + shift, len(edit.after), len(edit.before)))
            shift += len(edit.after) - len(edit.before)
        return cls(changes)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a span comes to lie."""
        index = bisect_right(self._ends, start)
        new_start = start + self._shifts[index]
        if index < len(self._places):
            new_start = min(start, self._places[index]) + self._shifts[index]
        index = bisect_left(self._ends, end)
        new_end = end + self._shifts[index]
        if index < len(self._places) and end > self._places[index]:
            new_end = self._places[index] + self._shifts[index] + self._grown[index]
        return new_start, max(new_start, new_end)
