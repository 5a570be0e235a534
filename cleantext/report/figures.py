"""What was done to a corpus, in numbers: sums, so that any two parts of a corpus can be added up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cleantext.core.document import Document

_COUNTS = ("documents", "edits", "removed", "added", "flags", "failures")
COLUMNS = ("documents", "edits", "removed", "added", "flags")  # what people are shown of them
BINS = 20  # of the share a document lost: up to 5 %, up to 10 % and so on; before them one for those that lost nothing


class Figures:
    """Counts of documents and characters, and of what each cleaner did."""

    def __init__(self, figures: Mapping[str, Any] | None = None) -> None:
        """`figures`: what `as_dict` gave."""
        given = figures or {}
        self.documents: int = given.get("documents", 0)
        self.changed: int = given.get("changed", 0)
        self.characters_in: int = given.get("characters_in", 0)
        self.characters_out: int = given.get("characters_out", 0)
        self.failures: int = given.get("failures", 0)  # places that gave no document
        self.shares: list[int] = list(given.get("shares", [0] * (BINS + 1)))  # documents by the share they lost
        self.cleaners: dict[str, dict[str, int]] = {k: dict(v) for k, v in given.get("cleaners", {}).items()}

    def add(self, before: Document, after: Document) -> None:
        """Count one document."""
        self.documents += 1
        self.characters_in += len(before.text)
        self.characters_out += len(after.text)
        self.shares[_bin(before, after)] += 1
        steps = after.trail[len(before.trail) :]
        self.changed += any(step.edits for step in steps)
        touched = set()
        for step in steps:
            counts = self._of(step.cleaner)
            counts["failures"] += bool(step.failure)
            for edit in step.edits:
                touched.add(step.cleaner)
                counts["edits"] += 1
                counts["removed"] += len(edit.before)
                counts["added"] += len(edit.after)
        for flag in after.flags:
            if flag not in before.flags:
                self._of(flag.cleaner)["flags"] += 1
        for name in touched:
            self._of(name)["documents"] += 1

    def merge(self, other: Figures) -> None:
        """Add the figures of another part of the corpus."""
        self.documents += other.documents
        self.changed += other.changed
        self.characters_in += other.characters_in
        self.characters_out += other.characters_out
        self.failures += other.failures
        self.shares = [mine + theirs for mine, theirs in zip(self.shares, other.shares, strict=True)]
        for name, counts in other.cleaners.items():
            mine = self._of(name)
            for kind, count in counts.items():
                mine[kind] += count

    @property
    def edits(self) -> int:
        """The edits of all cleaners."""
        return sum(counts["edits"] for counts in self.cleaners.values())

    @property
    def flags(self) -> int:
        """The flags of all cleaners."""
        return sum(counts["flags"] for counts in self.cleaners.values())

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as JSON values, cleaners by name: equal figures give equal bytes."""
        return {
            "documents": self.documents,
            "changed": self.changed,
            "characters_in": self.characters_in,
            "characters_out": self.characters_out,
            "failures": self.failures,
            "shares": self.shares,
            "cleaners": {name: self.cleaners[name] for name in sorted(self.cleaners)},
        }

    def worked(self) -> list[tuple[str, dict[str, int]]]:
        """Return the cleaners that did something with their counts, those that took most characters first."""
        worked = [(name, c) for name, c in self.cleaners.items() if c["edits"] or c["flags"] or c["failures"]]
        return sorted(worked, key=lambda pair: (pair[1]["added"] - pair[1]["removed"], pair[0]))

    def table(self) -> str:
        """Return a short table: the cleaners that did something, those that took most characters first."""
        worked = self.worked()
        if not worked:
            return ""
        rows = [["cleaner", *COLUMNS]] + [[name, *(f"{counts[kind]:,}" for kind in COLUMNS)] for name, counts in worked]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = []
        for row in rows:
            cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
            lines.append("  ".join([row[0].ljust(widths[0]), *cells[1:]]))
        return "\n".join(lines)

    def _of(self, cleaner: str) -> dict[str, int]:
        return self.cleaners.setdefault(cleaner, dict.fromkeys(_COUNTS, 0))


def share_lost(before: Document, after: Document) -> float:
    """Return the share of its characters that a document lost."""
    return max(0, len(before.text) - len(after.text)) / (len(before.text) or 1)


def _bin(before: Document, after: Document) -> int:
    lost = max(0, len(before.text) - len(after.text))
    return -(-lost * BINS // (len(before.text) or 1))
