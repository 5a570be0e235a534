"""Lines that a mail program, a terminal or a page broke at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cleantext.core.cleaner import document_rule
from cleantext.core.code import code_lines
from cleantext.core.document import Document, Edit
from cleantext.core.layout import ends_sentence, layout, short_texts

_OWN_LINE = re.compile(
    r"\s*(?:[#>|=~]|[-*+•◦▪●■►▶→·–—]\s|-{2,}|\[?\d{1,4}\]?[.):]|\(?[a-zA-Z\d]{1,3}[.)]\s|https?:|\*\*|```)|.*\t"
)
_EAST_ASIAN = re.compile("[\u2e80-\u9fff\uac00-\ud7af]")
_HYPHENATED = re.compile(r"([^\W\d_]{2,})-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
# "Handels- und Seeleute": here the hyphen stands for a word, and the space stays.
_CONJUNCTIONS = frozenset(
    ["und", "oder", "bzw", "sowie", "and", "or", "to", "y", "o", "e", "ou", "et", "en", "och", "i"]
)

_NARROWEST, _WIDEST = 48, 100  # characters a line
_NARROW = 10  # lines to one that is wider
_FEWEST = 5  # breaks in a text: fewer do not tell a width
_MOST_ROOM = 0.08  # of the breaks may leave room for the next word
_LOWER = 0.35  # of the lines after a break begin in lower case


class _Break(NamedTuple):
    """A line break with words before and after it."""

    place: int
    left: str
    right: str


def _may_be_wrapped(document: Document) -> bool:
    """Say whether most lines may be no wider than lines are wrapped, and enough of them stand below each other."""
    page = document.shared(layout)
    # What is no short line is wide; of the others some may be empty.
    wide = len(page.texts) - len(document.derived(short_texts))
    return _NARROW * wide <= page.count and page.solid_breaks >= _FEWEST


@document_rule(effect="repair", asks=_may_be_wrapped)
def hard_wraps(document: Document) -> Iterator[Edit]:
    r"""Join the lines of paragraphs that were broken at a fixed width.

    Why: mail programs, terminals and PDF files break lines where the width ends, not where a thought does.
    Before: "The harbour of the small town reopened on Monday after a\nstorm had closed it for nine days, and the first ferry with\nflour and lamp oil came in before noon, which nobody on the\nquay had thought possible, as the keeper of the lighthouse\nhad counted on another week of wind and had told the board\nto send its last boat north, where there was still a stock\nof both."
    After: "The harbour of the small town reopened on Monday after a storm had closed it for nine days, and the first ferry with flour and lamp oil came in before noon, which nobody on the quay had thought possible, as the keeper of the lighthouse had counted on another week of wind and had told the board to send its last boat north, where there was still a stock of both."
    Keeps: "The boats came in at break of day,\nThe nets were torn, the men were grey,\nAnd no one asked and no one said\nWhich of the seven now was dead,\nBut when the bell began to ring,\nThe gulls came in as for a king."
    Loses: line breaks inside paragraphs; a hyphen at a line's end only where the text writes the word without one.
    """  # noqa: E501
    text = document.text
    lengths = [len(line) for line in text.split("\n") if line]
    if len(lengths) <= _FEWEST or _NARROW * sum(length > _WIDEST for length in lengths) > len(lengths):
        return
    breaks = [found for found in _breaks(text) if len(found.left) <= _WIDEST]
    width = max((len(found.left) for found in breaks), default=0)
    if width < _NARROWEST or len(breaks) < _FEWEST or _EAST_ASIAN.search(text):
        return
    if not _were_wrapped(breaks, width):
        return
    code = document.shared(code_lines)
    for place, left, right in breaks:
        if place in code or _has_room(left, right, width):
            continue
        start = place - len(left) + len(left.rstrip())
        stop = place + 1 + len(right) - len(right.lstrip())
        yield _joined(text, start, stop, left.rstrip(), right.lstrip(), width)


def _breaks(text: str) -> Iterator[_Break]:
    place = -1
    lines = text.split("\n")
    for left, right in pairwise(lines):
        place += len(left) + 1
        if (
            left
            and right
            and left.strip()
            and right.strip()
            and not _OWN_LINE.match(right)
            and left.lstrip()[0] not in "#|"
        ):
            yield _Break(place, left, right)


def _were_wrapped(breaks: list[_Break], width: int) -> bool:
    """Say whether the breaks stand where a program that fills lines up to the width would have put them."""
    room = lower = ended = 0
    for _, left, right in breaks:
        room += _has_room(left, right, width)
        lower += right.lstrip()[:1].islower()
        ended += ends_sentence(left)
    cased = sum(found.right.lstrip()[:1].lower() != found.right.lstrip()[:1].upper() for found in breaks)
    count = len(breaks)
    return room <= _MOST_ROOM * count and 2 * ended < count and (lower >= _LOWER * count or 2 * cased < count)


def _has_room(left: str, right: str, width: int) -> bool:
    """Say whether the first word of the right line would have fitted on the left one."""
    if left.endswith("-"):
        return False  # a line that ends within a word is as full as can be
    return len(left.rstrip()) + 1 + len(right.split(maxsplit=1)[0]) <= width


def _joined(text: str, start: int, stop: int, left: str, right: str, width: int) -> Edit:
    why = f"lines are filled up to {width} characters"
    hyphenated = _HYPHENATED.search(left)
    next_word = _FIRST_WORD.match(right)
    if not hyphenated or not next_word or next_word[0] in _CONJUNCTIONS:
        return Edit(start, text[start:stop], " ", why=why)
    whole, parted = hyphenated[1] + next_word[0], f"{hyphenated[1]}-{next_word[0]}"
    if next_word[0].islower() and _occurs(whole, text) and not _occurs(parted, text):
        return Edit(start - 1, text[start - 1 : stop], "", why=f"{whole!r} stands elsewhere in the text")
    return Edit(start, text[start:stop], "", why=why)


def _occurs(word: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE))
