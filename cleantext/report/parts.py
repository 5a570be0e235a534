"""From a trail to the document as it was and as it is, side by side: what stayed, and what became of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleantext.core.document import Document, Edit, Step


class By(NamedTuple):
    """Who had a hand in a change."""

    cleaner: str
    field: str = ""  # where the words went, if they are facts
    why: str = ""


class Part(NamedTuple):
    """A stretch of a document before and after: the `before`s in a row are the one text, the `after`s the other."""

    before: str
    after: str
    by: tuple[By, ...] = ()  # in order; none: it stayed as it was


def new_steps(before: Document, after: Document) -> Sequence[Step]:
    """Return the steps that led from one state of a document to a later one."""
    return after.trail[len(before.trail) :]


def parts_of(before: Document, after: Document) -> list[Part]:
    """Return the whole document in parts, all its edits laid one over the other."""
    parts = [kept(before.text)] if before.text else []
    for step in new_steps(before, after):
        if step.edits:
            parts = list(_joined(_edited(parts, step)))
    return parts


def kept(text: str) -> Part:
    """Return a part that stayed as it was."""
    return Part(text, text)


def text_after(text: str, edits: Iterable[Edit]) -> str:
    """Return the text that a step left."""
    pieces, done = [], 0
    for edit in edits:
        pieces += [text[done : edit.start], edit.after]
        done = edit.start + len(edit.before)
    return "".join([*pieces, text[done:]])


def _edited(parts: Sequence[Part], step: Step) -> Iterator[Part]:
    coming = list(reversed(parts))
    position = 0  # in the text that the step was given: that of the `after`s
    for edit in map(_trimmed, step.edits):
        end = edit.start + len(edit.before)
        while coming and position + len(coming[-1].after) <= edit.start:
            part = coming.pop()
            position += len(part.after)
            yield part
        if position < edit.start:
            head, tail = _cut(coming.pop(), edit.start - position)
            position = edit.start
            coming.append(tail)
            yield head
        added, by = edit.after, By(step.cleaner, edit.field, edit.why)
        while position < end:
            part = coming.pop()
            if position + len(part.after) > end:
                part, tail = _cut(part, end - position)
                coming.append(tail)
            position += len(part.after)
            if not part.after:  # gone before
                yield part
            elif part.before or added:
                yield Part(part.before, added, tuple(dict.fromkeys((*part.by, by))))
                added = ""
        if added:
            yield Part("", added, (by,))
    yield from reversed(coming)


def _trimmed(edit: Edit) -> Edit:
    """Return an edit without what it leaves as it is at its ends."""
    before, after = edit.before, edit.after
    if edit.field or not before or not after:
        return edit
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    return edit._replace(
        start=edit.start + head, before=before[head : len(before) - tail], after=after[head : len(after) - tail]
    )


def _shared(one: str, other: str) -> int:
    """Return how much two texts begin with alike, up to the end of a word."""
    most = min(len(one), len(other))
    end = next((index for index in range(most) if one[index] != other[index]), most)
    if end == len(one) == len(other):
        return end
    while end and one[end - 1].isalnum():
        end -= 1
    return end


def _cut(part: Part, place: int) -> tuple[Part, Part]:
    """Cut a part in two where its `after` has that place."""
    head, tail = part.after[:place], part.after[place:]
    if not part.by:
        return kept(head), kept(tail)
    return part._replace(after=head), part._replace(before="", after=tail)


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    last: Part | None = None
    for part in parts:
        if last is not None and last.by == part.by and (last.before == last.after) == (part.before == part.after):
            last = last._replace(before=last.before + part.before, after=last.after + part.after)
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last
