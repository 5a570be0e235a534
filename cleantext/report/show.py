"""What a report holds of a document, an edit, a flag: JSON values of bounded size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cleantext.core.document import Document, Edit, Flag
from cleantext.report.parts import Part, new_steps, parts_of

_AROUND = 70  # code points of context on each side of an edit
_LONGEST = 400  # code points of a removed or inserted text that are shown as an example
_DOCUMENT = 12_000  # code points that are shown of a document, about
_STRETCH = 700  # code points of one part, in a document that has to be shortened
_FACTS, _FACT = 12, 300  # facts of a document, and code points of each
_FIRST = ("title", "byline", "date")  # of the facts
_HANDS = 5  # cleaners that had a hand in one change
FLAGS = 30  # of a document

Value = Any


def document(before: Document, after: Document) -> Value:
    """Return a document before and after cleaning."""
    flags = [flag for flag in after.flags if flag not in before.flags][:FLAGS]
    parts = parts_of(before, after)
    failed = [f"{step.cleaner}: {step.failure}" for step in new_steps(before, after) if step.failure]
    return {
        "id": shortened(before.id, 300),
        "in": len(before.text),
        "out": len(after.text),
        "parts": shown_parts(parts),
        "facts": facts(before.metadata, after.metadata),
        "flags": [_flag(after, flag) for flag in flags],
        "failed": [shortened(reason, 300) for reason in failed[:_FACTS]],
    }


def shown_parts(parts: Sequence[Part]) -> list[Value]:
    """Return the parts of a document as JSON values, in a long one with less of each, and at last without its end.

    A text stayed as it was; a number stands for so many code points that stayed, too, and are left out; a list is a
    change: before, after, and who had a hand in it, each as cleaner, field and reason.
    """
    whole = sum(len(part.before) + (len(part.after) if part.by else 0) for part in parts)
    shown: list[Value] = []
    used = 0
    for index, part in enumerate(parts):
        if used > _DOCUMENT:
            rest = parts[index:]
            shown.append({"rest": sum(len(part.before) for part in rest), "changes": sum(bool(p.by) for p in rest)})
            break
        stretch = _STRETCH if whole > _DOCUMENT else whole
        if part.by:
            before, after = shortened(part.before, stretch), shortened(part.after, stretch)
            by = [[name, field, shortened(why, 300)] for name, field, why in part.by[:_HANDS]]
            shown.append([before, after, by])
            used += len(before) + len(after)
        elif len(part.before) > stretch:
            half = stretch // 2
            shown += [part.before[:half], len(part.before) - 2 * half, part.before[-half:]]
            used += 2 * half
        else:
            shown.append(part.before)
            used += len(part.before)
    return shown


def facts(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Value]:
    """Return the facts that are not the same: field, value before, value after."""
    found = []
    for name in sorted(
        {**before, **after}, key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)
    ):
        old, new = before.get(name), after.get(name)
        if old != new:
            found.append([name, _fact(old), _fact(new)])
    return found[:_FACTS]


def example(text: str, edit: Edit, id: str) -> Value:
    """Return an edit in its context: left, before, after, right, field, reason, the document's id.

    `text`: what the cleaner was given.
    """
    end = edit.start + len(edit.before)
    left, right = text[max(0, edit.start - _AROUND) : edit.start], text[end : end + _AROUND]
    return in_context(left, edit.before, edit.after, right, edit.field, edit.why, id)


def in_context(left: str, before: str, after: str, right: str, field: str, why: str, id: str) -> Value:
    """Return a change with some of what stands around it."""
    words = (shortened(before, _LONGEST), shortened(after, _LONGEST))
    return [left[-_AROUND:], *words, right[:_AROUND], field, shortened(why, 300), shortened(id, 300)]


def flag(document: Document, flag: Flag) -> Value:
    """Return a flag in its context: left, words, right, reason, proposal, the document's id."""
    return [*_flag(document, flag), shortened(document.id, 300)]


def shortened(text: str, most: int) -> str:
    """Return a text with its middle left out if it is too long."""
    if len(text) <= most:
        return text
    return f"{text[: most // 2]} […] {text[-(most // 2) :]}"


def _flag(document: Document, flag: Flag) -> list[str]:
    text = document.text
    left, right = text[max(0, flag.start - _AROUND) : flag.start], text[flag.end : flag.end + _AROUND]
    words = shortened(text[flag.start : flag.end], _LONGEST)
    return [left, words, right, shortened(flag.reason, 300), shortened(flag.proposal, _LONGEST), flag.cleaner]


def _fact(value: Any) -> str:
    listed = value if isinstance(value, list | tuple) else [] if value is None else [value]
    return shortened("; ".join(map(str, listed)), _FACT)
