"""Comment forms and comments below the text."""

from __future__ import annotations

from collections.abc import Iterator

from cleantext.cleaners.phrases.debris import Debris, debris
from cleantext.cleaners.phrases.drops import removal
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit, Fact
from cleantext.core.layout import dropped

_GAP = 3  # lines that are no part of a form between two that are
_FEWEST_REPLIES = 2


@document_rule(effect="remove", families=("comment-form",), asks=debris)
def comment_forms(document: Document) -> Iterator[Edit | Fact]:
    """Drop the comment form, and what follows it when no paragraph of the article does.

    Why: every blog page ends with one. Two of its lines, or the sentence on the reader's address, tell it from prose;
    what stands below it belongs to the page.
    Before: "The ferry lay on its side in the mud until spring.\\n\\nLeave a Reply\\nYour email address will not be published. Required fields are marked *\\nFerry news"
    After: "The ferry lay on its side in the mud until spring.\\n\\n"
    Keeps: "Leave a reply at the desk, the note said, and she did."
    Keeps: "Name\\nEmail\\nWebsite"
    """  # noqa: E501
    page = document.derived(debris)
    stop = form_start(page)
    for index, mark in sorted(page.marks.items()):
        if mark.family == "comment-form" and index < stop:
            yield from removal(document.text, page.line(index), mark)
    yield from everything_from(document.text, page, stop)


@document_rule(effect="remove", sure=False, families=("comments",), asks=debris)
def comment_sections(document: Document) -> Iterator[Edit | Fact]:
    """Drop the lines that count, invite or refuse comments, and readers' comments with their reply links.

    Why: they belong to the page. Comments go only where at least two reply links follow their heading.
    Before: "The ferry lay on its side in the mud until spring.\\n\\n2 comments\\n\\nBe the first to comment"
    After: "The ferry lay on its side in the mud until spring.\\n\\n\\n"
    Keeps: "Three comments from the bench decided the case."
    Keeps: "Comments"
    """
    page = document.derived(debris)
    stop = len(page.layout.lines)
    for index, mark in sorted(page.marks.items()):
        if mark.family == "comments" and mark.kind == "lines" and _replies_below(page, index) >= _FEWEST_REPLIES:
            before = sum(page.line(row).text.strip() != "" for row in range(page.first_prose, index))
            if page.first_prose < index and before >= _FEWEST_REPLIES:
                stop = index
                break
    for index, mark in sorted(page.marks.items()):
        if mark.family == "comments" and index < stop:
            yield from removal(document.text, page.line(index), mark)
    yield from everything_from(document.text, page, stop)


def form_start(page: Debris) -> int:
    """Return the index of the line that begins the last form of the page, if all that follows it may go.

    Otherwise the number of lines.
    """
    none = len(page.layout.lines)
    rows = [index for index, mark in sorted(page.marks.items()) if mark.family == "comment-form"]
    rows = [index for index in rows if index > page.last_prose >= 0]
    for place, first in enumerate(rows):
        form = [first]
        for row in rows[place + 1 :]:
            if row - form[-1] > _GAP + 1:
                break
            form.append(row)
        if any(page.marks[row].kind == "cues" for row in form) or len({page.marks[row].phrase for row in form}) > 1:
            return first
    return none


def everything_from(text: str, page: Debris, first: int) -> Iterator[Edit | Fact]:
    """Yield the edits that remove all lines from one on, with the facts among them kept."""
    for index in range(first, len(page.layout.lines)):
        mark = page.marks.get(index)
        if mark:
            yield from removal(text, page.line(index), mark)
        else:
            yield dropped(text, page.line(index), why="below the comment form or the comments")


def _replies_below(page: Debris, index: int) -> int:
    known = {**page.doubtful, **page.marks}
    words = ("reply", "flag", "like", "report")
    return sum(
        known[row].family in ("comment-form", "comments") and known[row].phrase.lower().split(" ")[0] in words
        for row in known
        if row > index
    )
