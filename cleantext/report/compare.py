"""Two ways of cleaning the same documents: where they differ, and which cleaners make the difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import Any, NamedTuple

from cleantext.core.diff import replacements
from cleantext.core.document import Document, Flag
from cleantext.report import show
from cleantext.report.figures import Figures
from cleantext.report.parts import By, Part, kept, parts_of
from cleantext.report.showcase import DOCUMENTS, EXAMPLES, LOSERS, Lowest, digest

LEFT, RIGHT = "left", "right"
_SHORT = 60  # code points up to which a change is shown as a whole, not by what differs within it


class _Change(NamedTuple):
    """A changed part with its place in the original."""

    start: int
    end: int
    after: str
    by: tuple[By, ...]


def differing(original: str, left: Sequence[Part], right: Sequence[Part]) -> list[Part]:
    """Return the two results as parts: `before` is the left text, `after` the right one; `by` says which side did it.

    `left`, `right`: what `parts_of` made of the same original.
    """
    found: list[Part] = []
    done = 0
    for start, end, ones, others in _clusters(list(_changes(left)), list(_changes(right))):
        _add(found, kept(original[done:start]))
        one, other = _text(original, start, end, ones), _text(original, start, end, others)
        by = _by(ones, others)
        place = 0
        short = max(len(one), len(other)) <= _SHORT and "\n" not in one + other
        for at, before, after in [(0, one, other)] if short and one != other else replacements(one, other):
            _add(found, kept(one[place:at]))
            found.append(Part(before, after, by))
            place = at + len(before)
        _add(found, kept(one[place:]))
        done = end
    _add(found, kept(original[done:]))
    return found


class Comparison:
    """What two ways of cleaning make of some documents."""

    def __init__(self) -> None:
        self.left, self.right = Figures(), Figures()
        self.places = 0  # that differ
        self.documents = 0  # whose texts differ
        self.otherwise = 0  # whose facts or flags alone differ
        self.by_cleaner: dict[str, Counter[str]] = {}
        self.shown, self.most = Lowest(DOCUMENTS), Lowest(LOSERS)
        self.examples: dict[str, Lowest] = {}

    def add(self, original: Document, left: Document, right: Document) -> None:
        """Take in a document: what it was, and what became of it on either side."""
        self.left.add(original, left)
        self.right.add(original, right)
        parts = differing(original.text, parts_of(original, left), parts_of(original, right))
        differences = [part for part in parts if part.by]
        facts = show.facts(left.metadata, right.metadata)
        flags = [*_only(left, right, LEFT), *_only(right, left, RIGHT)]
        if not differences and not facts and not flags:
            return
        first = digest(original.id, original.text)
        self.places += len(differences)
        self.documents += bool(differences)
        self.otherwise += not differences
        self._count(differences)
        for index, part in enumerate(parts):
            for name in dict.fromkeys(by.cleaner for by in part.by):
                examples = self.examples.setdefault(name, Lowest(EXAMPLES))
                example = partial(_example, parts, index, name, left.id)
                examples.add(digest(part.before, part.after), 1, first, example)
        make = partial(_shown, left, right, parts, facts, flags)
        size = sum(len(part.before) + len(part.after) for part in differences)
        self.shown.add(f"{int(not differences)}{first}", 1, first, make)
        self.most.add(f"{10**12 - size:013}{first}", 1, first, make)

    def _count(self, differences: Sequence[Part]) -> None:
        touched = set()
        for part in differences:
            for name in {by.cleaner for by in part.by}:
                self.by_cleaner.setdefault(name, Counter())["places"] += 1
                touched.add(name)
        for name in touched:
            self.by_cleaner[name]["documents"] += 1

    def rows(self) -> list[dict[str, Any]]:
        """Return the figures of each cleaner that makes a difference, those that make most of it first."""
        found = []
        names = {*self.by_cleaner} | {
            name
            for name in {*self.left.cleaners, *self.right.cleaners}
            if self.left.cleaners.get(name) != self.right.cleaners.get(name)
        }
        for name in names:
            left, right = self.left.cleaners.get(name, {}), self.right.cleaners.get(name, {})
            row = {f"{kind}_{side}": of.get(kind, 0) for side, of in ((LEFT, left), (RIGHT, right)) for kind in _KINDS}
            counts = self.by_cleaner.get(name, Counter())
            found.append({"name": name, **row, "places": counts["places"], "documents": counts["documents"]})
        return sorted(found, key=lambda row: (-row["places"], row["name"]))


_KINDS = ("edits", "flags")


def _changes(parts: Sequence[Part]) -> Iterator[_Change]:
    starts = accumulate((len(part.before) for part in parts), initial=0)
    for start, part in zip(starts, parts, strict=False):
        if part.by and part.before != part.after:
            yield _Change(start, start + len(part.before), part.after, part.by)


def _clusters(left: list[_Change], right: list[_Change]) -> Iterator[tuple[int, int, list[_Change], list[_Change]]]:
    """Yield the changes of both sides in groups that do not overlap: start, end, the left ones, the right ones."""
    coming = sorted([(change, False) for change in left] + [(change, True) for change in right], key=lambda c: c[0][:2])
    first = 0
    while first < len(coming):
        start, end = coming[first][0][:2]
        stop = first + 1
        while stop < len(coming):
            change = coming[stop][0]
            touching = start == end or change.start == change.end
            if change.start > end or (change.start == end and not touching):
                break
            end = max(end, change.end)
            stop += 1
        group = coming[first:stop]
        yield start, end, [c for c, is_right in group if not is_right], [c for c, is_right in group if is_right]
        first = stop


def _text(original: str, start: int, end: int, changes: Sequence[_Change]) -> str:
    pieces, done = [], start
    for change in changes:
        pieces += [original[done : change.start], change.after]
        done = change.end
    return "".join([*pieces, original[done:end]])


def _by(left: Sequence[_Change], right: Sequence[_Change]) -> tuple[By, ...]:
    """Return who makes the difference: the cleaners of one side alone, or all if there is none of these."""
    ones = [by for change in left for by in change.by]
    others = [by for change in right for by in change.by]
    names = {by.cleaner for by in ones} ^ {by.cleaner for by in others} or {by.cleaner for by in (*ones, *others)}
    sides = [(LEFT, by) for by in ones] + [(RIGHT, by) for by in others]
    found = [By(by.cleaner, by.field, f"{side}{': ' if by.why else ''}{by.why}") for side, by in sides]
    return tuple(dict.fromkeys(by for by in found if by.cleaner in names))


def _add(parts: list[Part], part: Part) -> None:
    if part.before and parts and not parts[-1].by:
        parts[-1] = kept(parts[-1].before + part.before)
    elif part.before:
        parts.append(part)


def _only(one: Document, other: Document, side: str) -> list[tuple[Document, Flag]]:
    """Return the flags that the one document has and the other has not, wherever they stand."""
    known = {_of_flag(other, flag) for flag in other.flags}
    missing = [flag for flag in one.flags if _of_flag(one, flag) not in known]
    return [(one, flag._replace(reason=f"{side}: {flag.reason}")) for flag in missing]


def _of_flag(document: Document, flag: Flag) -> tuple[str, ...]:
    return flag.cleaner, flag.reason, flag.proposal, document.text[flag.start : flag.end]


def _shown(
    left: Document, right: Document, parts: Sequence[Part], facts: list[Any], flags: list[tuple[Document, Flag]]
) -> dict[str, Any]:
    return {
        "id": show.shortened(left.id, 300),
        "in": len(left.text),
        "out": len(right.text),
        "parts": show.shown_parts(parts),
        "facts": facts,
        "flags": [show.flag(document, flag)[:-1] for document, flag in flags[: show.FLAGS]],
        "failed": [],
    }


def _example(parts: Sequence[Part], index: int, name: str, id: str) -> Any:
    part = parts[index]
    left = parts[index - 1].before if index and not parts[index - 1].by else ""
    right = parts[index + 1].before if index + 1 < len(parts) and not parts[index + 1].by else ""
    why = next(by.why for by in part.by if by.cleaner == name)
    return show.in_context(left, part.before, part.after, right, "", why, id)
