"""What cleaning did to a document, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import click

from cleantext.core.document import Change, Document

_AROUND = 28  # code points of context on each side of an edit
_LONGEST = 160  # code points of a removed or inserted text that are shown


def differences(document: Document) -> str:
    """Return every edit of a cleaned document with its line in the original, its cleaner and its context.

    Removed text stands as [-removed-], inserted text as {+inserted+}; in colour on a terminal.
    """
    return "".join(_lines(document))


def _lines(document: Document) -> Iterator[str]:
    yield click.style(document.id or "document", bold=True) + "\n"
    changes = sorted(
        (change for change in document.history() if change.edit.before != change.edit.after), key=lambda c: c.start
    )
    original = document.original
    line, counted_to = 1, 0
    width = max((len(change.cleaner) for change in changes), default=0)
    for change in changes:
        line += original.count("\n", counted_to, change.start)
        counted_to = max(counted_to, change.start)
        field = click.style(f" -> {change.edit.field}", fg="cyan") if change.edit.field else ""
        yield f"{line:>6}  {change.cleaner:<{width}}  {_in_context(change)}{field}\n"
    for flag in document.flags:
        words = _shown(document.text[flag.start : flag.end], _LONGEST)
        proposal = f" -> {_quoted(flag.proposal)}" if flag.proposal else ""
        yield click.style(f"  flag  {flag.cleaner}: {flag.reason}: {words}{proposal}\n", fg="yellow")
    if not changes:
        yield "  no change\n"


def _in_context(change: Change) -> str:
    edit = change.edit
    end = edit.start + len(edit.before)
    left = change.given[max(0, edit.start - _AROUND) : edit.start].rpartition("\n")[2]
    right = change.given[end : end + _AROUND].partition("\n")[0] if not edit.before.endswith("\n") else ""
    removed = click.style(f"[-{_shown(edit.before, _LONGEST)}-]", fg="red") if edit.before else ""
    inserted = click.style(f"{{+{_shown(edit.after, _LONGEST)}+}}", fg="green") if edit.after else ""
    return f"{_quoted(left)}{removed}{inserted}{_quoted(right)}"


def _shown(text: str, longest: int) -> str:
    if len(text) <= longest:
        return _quoted(text)
    half = longest // 2
    return f"{_quoted(text[:half])} … {_quoted(text[-half:])} ({len(text):,} characters)"


def _quoted(text: str) -> str:
    """Return the text with line breaks and what cannot be seen spelt out."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
