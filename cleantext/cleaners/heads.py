"""What the rules for the head of the page share: its lines, and what a name and a bare line look like.

Holds no cleaner.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, TypeVar

from cleantext.core.document import Document
from cleantext.core.layout import (
    END_MARKS,
    LONGEST_LABEL,
    SHORTEST_SENTENCE,
    Line,
    ends_sentence,
    layout,
    weight,
)
from cleantext.core.linelooks import weighs_up_to

T = TypeVar("T")

_LONGEST_HEAD = 14  # lines; what stands below is text, whatever it looks like
_LONGEST_DECK = 420  # Latin letters: a first paragraph longer than this is no summary under the headline

# Marks that a page or a Markdown dump sets around the words of a line.
_MARKS = "#*_>•◦▪●○■◆‣·–—-|~\"'“”„«»‘’[]() \t\r\u00a0\u3000"
_END_MARKS = "".join(END_MARKS)
_EDGE = re.compile(r"^[#*_>•◦▪●■‣·\s✍🖊🕒📅]+|[*_\s]+$")

_INNER_END = re.compile(r"[^\W\d_]{2}[.!?][”\"’')]?\s|[。！？।۔]\S")


_BELOW: list[Callable[[Document], object]] = []  # what the rules ask about the lines below the headline


class Head(NamedTuple):
    """The lines above the text proper, with at most one summary paragraph among them."""

    lines: tuple[Line, ...]
    in_prose: bool  # False if nothing in the whole text reads as prose: a poem, a list, a form


def head(document: Document) -> Head:
    """Return the document's head: ask `document.derived(head)`.

    It ends before the second prose paragraph, or after a first one that is too long for a summary.
    """
    plan = document.shared(layout)
    lines = plan.lines[:_LONGEST_HEAD]
    first, last = plan.first_prose, plan.last_prose
    prose = 0
    for index, line in enumerate(lines):
        text = line.text
        if not (first <= index <= last and (len(text) > LONGEST_LABEL or _is_paragraph(text))):
            continue
        if text.strip() in [above.text.strip() for above in lines[:index]]:
            continue
        prose += 1
        if prose > 1 or not weighs_up_to(text, _LONGEST_DECK):
            lines = lines[:index]
            break
    return Head(lines, last >= 0)


def below_headline(document: Document) -> tuple[Line, ...]:
    """Return the head's lines but the first, none where nothing is prose: ask `document.derived(below_headline)`."""
    top = document.derived(head)
    return top.lines[1:] if top.in_prose else ()


def below(look: Callable[[Document], T]) -> Callable[[Document], T]:
    """Have this look asked whether a line below the headline may concern a rule: see `concerned`."""
    _BELOW.append(look)
    return look


def concerned(document: Document) -> bool:
    """Say whether a line below the headline may concern any of the rules that look there.

    They all ask `document.derived(concerned)`: most texts have no such line, and are done with after one look.
    """
    top = document.derived(head)
    return top.in_prose and len(top.lines) > 1 and any(document.derived(look) for look in _BELOW)


def shows_page(document: Document) -> bool:
    """Say whether words that belonged to a page, not to the text, were removed from the document already.

    They vouch for lines that edited prose may hold too: a date under the headline, a caption with its credit.
    """
    return any(
        edit.before != edit.after and any(map(str.isalpha, edit.before)) and not any(map(str.isalpha, edit.after))
        for step in document.trail
        for edit in step.edits
    )


def _is_paragraph(line: str) -> bool:
    """Say whether a line reads as prose; a headline may be a question or a cry."""
    if ends_sentence(line) and (line.rstrip()[-1] not in "?!？！؟…" or _INNER_END.search(line)):
        return len(line) >= SHORTEST_SENTENCE or weight(line) >= SHORTEST_SENTENCE
    return not weighs_up_to(line, LONGEST_LABEL)


@lru_cache(maxsize=1024)  # several rules ask for the same lines, one after the other
def folded(line: str) -> str:
    """Return a line's words in the form in which copies of it are equal: marks, case and width aside."""
    if not line.isascii():
        line = unicodedata.normalize("NFKC", line)
    return " ".join(line.casefold().split()).strip(_MARKS).rstrip(_END_MARKS)


def core(line: Line) -> tuple[int, int]:
    """Return the span of a line's words, in text offsets: bullets, Markdown marks and spaces at its ends aside."""
    _, start, text = line
    end = start + len(text)
    if not text[:1].isalnum() and (edge := _EDGE.match(text)):
        start += edge.end()
    if not text[-1:].isalnum():
        while end > start and text[end - line.start - 1] in "*_ \t\r\u00a0":
            end -= 1
    return start, end
