"""What was worked out about lines that come back: those of a page's frame stand on every page of its site."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")

_MOST = 10_000  # lines, a few megabytes; when there are more, it begins anew
_LONGEST = 200  # characters: longer lines hardly come back


class Met(dict[str, T]):
    """What is known of single lines, whatever text they stand in."""

    def known_of(self, lines: dict[str, object]) -> dict[str, T]:
        """Return what is known of those lines that were met before: of most texts none."""
        there = [(line, self.get(line)) for line in lines.keys() & self.keys()]
        return {line: known for line, known in there if known is not None}  # another thread may have begun anew

    def keep(self, line: str, known: T) -> T:
        """Keep what is known of a line, if it may come back; return it."""
        if len(line) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[line] = known
        return known
