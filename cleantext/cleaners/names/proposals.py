"""What the ways of finding a misspelt name hand in, and which of it is done, only flagged, or dropped."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from cleantext.core.document import Edit, Flag
from cleantext.core.words import in_shape_of, is_untouchable


class Proposal(NamedTuple):
    """A spelling to be replaced, and why."""

    start: int  # code points into the text
    before: str
    after: str
    why: str
    sure: bool = True  # False: to be flagged, not done

    @property
    def end(self) -> int:
        """The offset just past the spelling."""
        return self.start + len(self.before)


def settled_changes(
    text: str, proposals: Iterable[Proposal], is_refused: Callable[[str, str], bool]
) -> Iterator[Edit | Flag]:
    """Yield the edits and flags in order. Where proposals overlap, the first handed in stands."""
    taken: list[Proposal] = []  # in order, none overlapping
    for proposal in proposals:
        place = bisect(taken, proposal)
        if (place > 0 and taken[place - 1].end > proposal.start) or (
            place < len(taken) and taken[place].start < proposal.end
        ):
            continue
        if is_refused(proposal.before, proposal.after) or reads_so_already(text, proposal):
            continue
        if not is_untouchable(text, proposal.start, proposal.end):
            taken.insert(place, proposal)
    for proposal in taken:
        after = in_shape_of(proposal.before, proposal.after)
        if proposal.sure:
            yield Edit(proposal.start, proposal.before, after, why=proposal.why)
        else:
            reason = f"perhaps a misspelt name: {proposal.why}"
            yield Flag(proposal.start, proposal.end, reason, proposal=after)


def reads_so_already(text: str, proposal: Proposal) -> bool:
    """Say whether the right form stands there already, the wrong one being part of it: Karabakh in Nagorno-Karabakh."""
    after = in_shape_of(proposal.before, proposal.after)
    place = after.find(proposal.before)
    while place >= 0:
        if place <= proposal.start and text.startswith(after, proposal.start - place):
            return True
        place = after.find(proposal.before, place + 1)
    return after == proposal.before
