"""Dates, reading times and counters at the head of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cleantext.cleaners.bylines import is_byline
from cleantext.cleaners.datewords import DateLine, is_date_label, may_hold_date, read_date_line, tells_time
from cleantext.cleaners.heads import Head, below, below_headline, concerned, head, shows_page
from cleantext.cleaners.phrases.matcher import Hit, Index, index_for
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import Line, dropped, ends_sentence, is_prose, layout, moved

_LONGEST = 110
_LONGEST_COUNTER = 39
_BARS = re.compile(r"[^|•·]+")
_MOST_PIECES = 5
_BLANK = re.compile(r"\s+")
_LABELLED = re.compile(r"[^.:：,\d]{2,25}[:：]\s*\S")
_DIGIT = re.compile(r"\d")

_COUNTER = re.compile(
    r"\s*[\d.,]{1,9}\s?[kKmM]?\s?(?:(?P<word>views?|comments?|shares?|likes?|reads?|replies|claps?|reactions?|votes?"
    r"|Kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|просмотр\w*|комментар\w*|yorum|görüntülenme"
    r"|مشاهدة|تعليقات|टिप्पणियां|浏览|阅读|评论|閲覧|コメント|조회|댓글)\s*)?",
    re.IGNORECASE,
)


def _may_be_dates(document: Document) -> list[Line]:
    """Return the lines of the head and below the prose on which a date may stand: in most texts none."""
    top = document.derived(head)
    lines = top.lines + _closing_lines(document) if top.in_prose else ()
    return [line for line in lines if len(line.text) <= _LONGEST and may_hold_date(line.text)]


@document_rule(effect="remove", asks=_may_be_dates)
def dates(document: Document) -> Iterator[Edit]:
    r"""Move date lines at the head of the page to the metadata, with reading times and "4 hours ago".

    Why: the page prints them between headline and text, where they are no part of either. The first whole date goes to
    the field `date` in the words it stands in. A date without a label, a time, or anything else around it that shows
    a web page is noted there and stays.
    Before: "Ferry hits pier\n\nPublished October 3, 2021 · 4 min read\n\nA ferry ran into the old pier on Sunday."
    After: "Ferry hits pier\n\n\nA ferry ran into the old pier on Sunday."
    Keeps: "Ferry hits pier\n\n3 October 2021\n\nA ferry ran into the old pier on Sunday, the office said."
    Keeps: "Diary\n\n3 May 2021\n\nWe cast off.\n\n4 May 2021\n\nNobody came aboard until the bell rang out."
    Keeps: "Ferry hits pier\n\nOctober 3, 2021, was the day the old pier fell, the harbour office said on Monday."
    Before: "Ferry hits pier\n\nA ferry ran into the old pier on Sunday, in thick fog.\n\nLast updated on 4 May 2021"
    After: "Ferry hits pier\n\nA ferry ran into the old pier on Sunday, in thick fog.\n\n"
    Loses: updates, reading times and "4 hours ago", which no field keeps.
    Source: the words of the calendar are in `months.toml`.
    """
    top = document.derived(head)
    text = document.text
    if not top.in_prose or not (_DIGIT.search(text, 0, 4000) or _DIGIT.search(text, len(text) - 1000)):
        return
    short = [position for position, line in enumerate(top.lines) if len(line.text) <= _LONGEST]
    dated = [position for position in short if may_hold_date(top.lines[position].text)]
    phrases = index_for(document) if dated else None
    found = _date_lines(top, dated, phrases) if phrases else {}
    if not phrases or not found or _is_chronology(document, top, found):
        yield from _closing_dates(document)
        return
    known = bool(document.metadata.get("date"))
    vouched = len(found) > 1 or shows_page(document)
    for position, read in found.items():
        line = top.lines[position]
        before = top.lines[position - 1] if position else None
        if _is_data(text, top, position, phrases):
            continue
        labelled = before is not None and position - 1 not in found and is_date_label(before.text)
        if not (vouched or labelled or read.labelled or read.start == read.end or tells_time(line.text)):
            yield Edit(line.start + read.start, fact := line.text[read.start : read.end], fact, "date")
            continue
        if before is not None and labelled:
            yield dropped(text, before)
        behind = None if known else _fact_behind(line.text, read.end, phrases)
        if behind:
            known = True
            yield Edit(line.start + read.start, line.text[read.start : read.end], "", "date")
            yield Edit(line.start + read.end, line.text[read.end : behind.start], "")
            yield Edit(line.start + behind.start, line.text[behind.start :], "", behind.phrase.family)
        elif read.start == read.end or known:
            yield dropped(text, line)
        else:
            known = True
            yield from moved(text, line, line.start + read.start, line.start + read.end, field="date")
    yield from _closing_dates(document)


def _closing_lines(document: Document) -> tuple[Line, ...]:
    """Return the lines below the last paragraph that are not of the head."""
    plan = document.shared(layout)
    return plan.lines[max(plan.last_prose + 1, len(document.derived(head).lines)) :]


def _closing_dates(document: Document) -> Iterator[Edit]:
    """Yield the edits that take "Updated 3 May 2021" from below the last paragraph."""
    for line in _closing_lines(document):
        read = read_date_line(line.text) if len(line.text) <= _LONGEST else None
        if read and read.labelled and read.start < read.end:
            yield from moved(document.text, line, line.start + read.start, line.start + read.end, field="date")


@below
def _counters(document: Document) -> dict[int, bool]:
    """Return whether each line of the head that is a counter says what it counts, by its place there."""
    lines = enumerate(document.derived(below_headline), start=1)
    return {
        position: bool(counter["word"])
        for position, line in lines
        if len(line.text) <= _LONGEST_COUNTER and (counter := _COUNTER.fullmatch(line.text))
    }


@document_rule(effect="remove", asks=concerned)
def head_counters(document: Document) -> Iterator[Edit]:
    r"""Remove counters of views, comments and shares at the head of the page.

    Why: they are the page's figures about itself. Digits alone go only next to a date or to another counter.
    Before: "Ferry hits pier\n3 October 2021\n907\n12 comments\nA ferry ran into the old pier on Sunday."
    After: "Ferry hits pier\n3 October 2021\nA ferry ran into the old pier on Sunday."
    Keeps: "Ferry hits pier\n\n1994\n\nA ferry ran into the old pier in that year, and nobody was hurt."
    Keeps: "12 comments from the harbour office\n\nA ferry ran into the old pier on Sunday, the harbour office said."
    """
    if not _DIGIT.search(document.text, 0, 4000):
        return
    top, counters = document.derived(head), document.derived(_counters)
    for position, worded in counters.items():
        line = top.lines[position]
        if worded or _beside_figures(top, position, counters):
            yield dropped(document.text, line)


def _beside_figures(top: Head, position: int, counters: dict[int, bool]) -> bool:
    """Say whether the digits stand right below or above a date or a counter that says what it counts."""
    digits = top.lines[position].text.strip()
    if len(digits) == 4 and digits.isdecimal() and 1500 <= int(digits) <= 2199:
        return False
    for near in (position - 1, position + 1):
        if counters.get(near) or (0 <= near < len(top.lines) and read_date_line(top.lines[near].text)):
            return True
    return False


def _date_lines(top: Head, dated: list[int], phrases: Index) -> dict[int, DateLine]:
    """Return those of the head's lines with dates that can be dates of the page, by their place in the head."""
    found = {position: read for position in dated if (read := _read(top.lines[position].text, phrases))}
    if 0 in found and not found[0].labelled and 1 not in found and not _is_headline(top, 1):
        del found[0]  # a letter or a diary opens with its date
    return {position: read for position, read in found.items() if read.labelled or read.certain or 0 < position <= 6}


def _read(line: str, phrases: Index) -> DateLine | None:
    """Return what a line of dates says, with nothing but phrases of the page beside them."""
    read = read_date_line(line) or _date_among_phrases(line, phrases)
    if read or not line[:1].isdigit():
        return read
    for blank in _BLANK.finditer(line):  # "2023-10-14 16:20 Source: Harbour Gazette"
        read = read_date_line(line[: blank.start()])
        if read and read.start == 0 and read.end == blank.start() and _fact_behind(line, read.end, phrases):
            return read
    return None


def _fact_behind(line: str, end: int, phrases: Index) -> Hit | None:
    """Return the label with a name that stands behind a date, as an offset into the line."""
    rest = line[end:].lstrip()
    if not rest or end == 0:
        return None
    shift = len(line) - len(rest)
    for hit in phrases.of(rest):
        if hit.phrase.family in ("source", "byline") and hit.start < hit.end == len(rest):
            return hit._replace(start=shift + hit.start, end=shift + hit.end)
    return None


def _date_among_phrases(line: str, phrases: Index) -> DateLine | None:
    """Return the date of a line that holds one and, behind bars or dots, nothing but phrases of the page."""
    pieces = [piece for piece in _BARS.finditer(line) if not piece.group().isspace()]
    if not 2 <= len(pieces) <= _MOST_PIECES:
        return None
    dated: DateLine | None = None
    for piece in pieces:
        words = piece.group()
        read = read_date_line(words)
        if read:
            if dated is None and read.start < read.end:
                dated = DateLine(piece.start() + read.start, piece.start() + read.end, read.labelled, read.certain)
        elif not any(hit.start == hit.end or hit.phrase.family == "counters" for hit in phrases.of(words)):
            return None
    return dated


def _is_data(text: str, top: Head, position: int, phrases: Index) -> bool:
    """Say whether a line "Date: X" stands among other data of that kind, as in minutes ("Place: Y")."""
    if not _LABELLED.match(top.lines[position].text):
        return False
    near = [top.lines[other] for other in (position - 1, position + 1) if 0 <= other < len(top.lines)]
    return any(
        _LABELLED.match(line.text) and not (read_date_line(line.text) or is_byline(text, line) or phrases.of(line.text))
        for line in near
    )


def _is_headline(top: Head, position: int) -> bool:
    return position < len(top.lines) and not is_prose(top.lines[position].text)


def _is_chronology(document: Document, top: Head, found: dict[int, DateLine]) -> bool:
    """Say whether dates head the entries of the text: a diary, a live blog, a list of years."""
    if all(read.labelled for read in found.values()):
        return False
    last = top.lines[-1].number
    plan = document.shared(layout)
    bare = [position for position, read in found.items() if not read.labelled and read.start != read.end]
    for one, other in pairwise(bare):
        if any(ends_sentence(line.text) for line in top.lines[one + 1 : other]):
            return True
    return any(
        _is_bare_date(line) for line in plan.lines[: plan.last_prose] if line.number > last and len(line.text) <= 60
    )


def _is_bare_date(line: Line) -> bool:
    read = read_date_line(line.text)
    return read is not None and not read.labelled and read.start != read.end
