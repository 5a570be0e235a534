"""What a report shows of a corpus: few enough things for any corpus, chosen by their content alone.

Each thing has a key, a digest of what it is, and those with the lowest keys are kept. So the choice depends on neither
the order of the documents nor on who cleaned which: any two can be merged, and the whole gives the same
however it was dealt out. A thing that is kept has been kept from its first time on, so its count is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import blake2b
from typing import Any

from cleantext.core.document import Document
from cleantext.report import show
from cleantext.report.figures import share_lost
from cleantext.report.parts import new_steps, text_after

# How many there are at most; of examples and flags for each cleaner.
DOCUMENTS, LOSERS, EXAMPLES, FLAGS, NAMES, FAILURES = 50, 20, 10, 20, 1000, 200

NAMING = "name-variants"  # the cleaner whose edits are repaired names
_ENOUGH = 200  # characters; documents that lost fewer come last among those that lost most, whatever the share

Value = Any  # JSON: what is shown
Item = list[Any]  # how often it was seen; the digest of the first document, by digest, that it was seen in; the value


class Lowest:
    """The things with the lowest keys."""

    def __init__(self, most: int, items: Mapping[str, Item] | None = None) -> None:
        self.most = most
        self.items: dict[str, Item] = dict(items or {})
        self.bar = ""  # no key above it is wanted; "": all are

    def wants(self, key: str) -> bool:
        """Say whether a thing of that key would be kept, as far as is known yet."""
        return not self.bar or key <= self.bar

    def add(self, key: str, times: int, first: str, make: Callable[[], Value]) -> None:
        """Take in a thing; what is shown of it is made only if it is needed."""
        if not self.wants(key):
            return
        item = self.items.get(key)
        if item is None:
            self.items[key] = [times, first, make()]
            if len(self.items) > 2 * self.most:
                self._trim()
            return
        item[0] += times
        if first < item[1]:
            item[1:] = [first, make()]

    def merge(self, other: Lowest) -> None:
        """Take in what another one has."""
        for key, (times, first, value) in other.items.items():
            self.add(key, times, first, partial(_as_is, value))

    def settled(self) -> dict[str, Item]:
        """Return what is kept, lowest keys first."""
        if len(self.items) > self.most:
            self._trim()
        return {key: self.items[key] for key in sorted(self.items)}

    def _trim(self) -> None:
        self.items = {key: self.items[key] for key in sorted(self.items)[: self.most]}
        self.bar = max(self.items)


_MOST = {"documents": DOCUMENTS, "losers": LOSERS, "names": NAMES, "failures": FAILURES}
_MOST_OF_EACH = {"example": EXAMPLES, "flag": FLAGS}


class Showcase:
    """The things a report shows, by kind; a kind is, for example, "documents" or "example soft-hyphens"."""

    def __init__(self, bars: Mapping[str, str] | None = None) -> None:
        """`bars`: the `bars` of a showcase that this one will be merged into; it need not hold what that would drop."""
        self._kinds: dict[str, Lowest] = {}
        for kind, bar in (bars or {}).items():
            self._of(kind).bar = bar

    @classmethod
    def from_dict(cls, given: Mapping[str, Mapping[str, Item]]) -> Showcase:
        """Return the showcase that `as_dict` gave."""
        showcase = cls()
        for kind, items in given.items():
            showcase._of(kind).items = {key: list(item) for key, item in items.items()}
        return showcase

    def as_dict(self) -> dict[str, dict[str, Item]]:
        """Return it as JSON values: equal ones give equal bytes."""
        return {kind: self._kinds[kind].settled() for kind in sorted(self._kinds)}

    def bars(self) -> dict[str, str]:
        """Return, for each kind that has enough, the key above which nothing is wanted any more."""
        return {kind: lowest.bar for kind, lowest in self._kinds.items() if lowest.bar}

    def merge(self, other: Showcase) -> None:
        """Take in the showcase of another part of the corpus."""
        for kind, lowest in other._kinds.items():
            if lowest.items:
                self._of(kind).merge(lowest)

    def within(self, whole: Showcase) -> Showcase:
        """Return this showcase less what a larger one, of which it is a part, has dropped already."""
        left = Showcase(whole.bars())
        left.merge(self)
        return left

    def add(self, before: Document, after: Document) -> None:
        """Take in a document."""
        first = digest(before.id, before.text)
        changed = len(new_steps(before, after)) > 0
        flags = [flag for flag in after.flags if flag not in before.flags]

        document = partial(show.document, before, after)
        self._of("documents").add(f"{int(not changed and not flags)}{first}", 1, first, document)
        if changed:
            self._add_edits(first, before, after)
            lost = len(before.text) - len(after.text)
            if lost > 0:
                share = 1 - share_lost(before, after)
                self._of("losers").add(f"{int(lost < _ENOUGH)}{share:.9f}{first}", 1, first, document)
        for flag in flags:
            key = digest(flag.reason, flag.proposal, after.text[flag.start : flag.end])
            self._of(f"flag {flag.cleaner}").add(key, 1, first, partial(show.flag, after, flag))

    def fail(self, id: str, place: str, reason: str) -> None:
        """Take in a place that gave no document, or a document that a cleaner failed on."""
        key = digest(id, place, reason)
        self._of("failures").add(key, 1, key, lambda: [show.shortened(part, 300) for part in (id, place, reason)])

    def values(self, kind: str) -> list[tuple[int, Value]]:
        """Return how often each thing of a kind was seen, and what is shown of it; lowest keys first."""
        return [(times, value) for times, _, value in self._of(kind).settled().values()]

    def is_whole(self, kind: str) -> bool:
        """Say whether nothing of a kind had to be left out."""
        return not self._of(kind).bar

    def _add_edits(self, first: str, before: Document, after: Document) -> None:
        steps = new_steps(before, after)
        times = Counter(
            (step.cleaner, edit.before, edit.after)
            for step in steps
            for edit in step.edits
            if edit.before != edit.after or edit.field
        )
        wanted: dict[tuple[str, str, str], tuple[str, list[Lowest]]] = {}
        for what in times:
            key = digest(*what)
            kinds = [f"example {what[0]}"] + ["names"] * (what[0] == NAMING)
            places = [lowest for lowest in map(self._of, kinds) if lowest.wants(key)]
            if places:
                wanted[what] = key, places
        text = before.text
        for step in steps:
            if not wanted:
                return
            for edit in step.edits:
                what = (step.cleaner, edit.before, edit.after)
                key, places = wanted.pop(what, ("", []))
                for lowest in places:
                    lowest.add(key, times[what], first, partial(show.example, text, edit, before.id))
            text = text_after(text, step.edits)

    def _of(self, kind: str) -> Lowest:
        lowest = self._kinds.get(kind)
        if lowest is None:
            most = _MOST.get(kind) or _MOST_OF_EACH[kind.split()[0]]
            lowest = self._kinds[kind] = Lowest(most)
        return lowest


def digest(*parts: str) -> str:
    """Return a short digest of some texts."""
    whole = "\x1f".join(parts).encode(errors="surrogatepass")
    return blake2b(whole, digest_size=8).hexdigest()


def _as_is(value: Value) -> Value:
    return value
