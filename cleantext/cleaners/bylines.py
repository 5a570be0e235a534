"""Who wrote it: bylines at the head of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from cleantext.cleaners.byline_labels import ALONE, BEGINNINGS, EVERYDAY, INITIAL, LABEL, OTHERS
from cleantext.cleaners.datewords import any_plays, behind_date, may_hold_date, read_date_line
from cleantext.cleaners.heads import Head, below, below_headline, concerned, core, folded, head
from cleantext.cleaners.people import has_case, is_full_name, is_name, is_people, is_writer
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import Line, dropped, moved

_LONGEST = 160

_INNER_LABEL = re.compile(
    r"(?:\s*[|·•,]\s*|\s+[-–—]\s+|\s+)(?=(?:written by|posted by|by|von|par|por|автор)\b)", re.IGNORECASE
)
# One of these is in all of them, and none is a word of dates.
_INNER_WORD = re.compile(r"(?:written|by|von|par|por|автор)\b", re.IGNORECASE)
_LINK = re.compile(r"\[(?P<words>[^\[\]]+)\]\([^()\s]*\)")
_KOREAN = re.compile(r"(?P<name>[가-힣]{2,4})\s?(?:기자|특파원|선임기자)(?:\s*\(?[\w.+-]{1,40}@[\w.-]{3,60}\)?)?")
_BREAKS = re.compile(r"\s*[|·•—(,]\s*|\s+(?:[-–]\s+)?")
_LABELLED = re.compile(r"[^.:,]{2,25}:\s+\S")
_JOINT = re.compile(r"\s*[|·•—]\s*|\s+[-–]\s+|,\s+")
# "(with agencies)", ", with AFP", an address
_ASIDE = re.compile(
    r"\s*(?:\([^()\d]{3,30}\)|,?\s[\w.+-]{1,40}@[\w.-]{3,60}"
    r"|,?\s(?:with|avec|mit|met|com|con|med|cu|s|z)\s(?:agenc\w+|Agentur\w*|[A-Z]\w{1,9}))$"
)
# Words of the page's frame and of bodies that hold meetings, which the text seldom has in small letters.
_FRAME = re.compile(
    r"\b(?:comments?|views?|shares?|news|blog|contents?|read|home|menu|magazine|forum"
    r"|societ\w+|associa\w+|council|committee|club|board|college|institut\w*|universi\w+|verein|gemeinde\w*|partito)\b",
    re.IGNORECASE,
)
_LONGEST_BARE = 90
_LONGEST_DATED = 110
_MOST_BREAKS = 8
_MOST_BYLINES = 2  # more lines than these below each other are a list of works and their authors
# A day as lists under headlines give it, the year left out in its first months.
_DAY = re.compile(r"[^\W\d_]{3,9}\.? \d{1,2}(?:, \d{4})?|\d{1,2}\.? [^\W\d_]{3,9}\.?(?: \d{4})?")
_GLUED = re.compile(r"(?:By|Von|Par)(?=[A-Z][a-z])")


class _Byline(NamedTuple):
    start: int  # span of the name, in text offsets
    end: int
    cut: tuple[int, int] | None  # the part of the line that goes; None: the whole line
    field: str
    below_label: bool = False  # the label stands on the line above


def _may_name_authors(document: Document) -> bool:
    """Say whether the head has more than a first line without an author: the metadata may know the others."""
    top = document.derived(head)
    if len(top.lines) == 1:
        return top.in_prose and is_byline(document.text, top.lines[0])
    return top.in_prose and bool(top.lines)


@document_rule(effect="remove", asks=_may_name_authors)
def bylines(document: Document) -> Iterator[Edit]:
    r"""Move the lines that name the author, at the head of the page, to the metadata.

    Why: "By X" is printed between headline and text. The name goes to the field `byline`, without its label; editors,
    reviewers and translators go to `contributors`.
    Before: "Ferry hits pier\n\nBy Ada Example | October 3, 2021\n\nA ferry ran into the old pier on Sunday."
    After: "Ferry hits pier\n\nOctober 3, 2021\n\nA ferry ran into the old pier on Sunday."
    Keeps: "Ferry hits pier\n\nBy 2030 every ferry must be electric\n\nA ferry ran into the old pier on Sunday."
    Keeps: "By Night\n\nA ferry ran into the old pier on Sunday."
    Keeps: "Von der Leyen\n\nDie Fähre lief am Sonntag auf den alten Pier, und das Hafenamt sperrte ihn."
    """
    top = document.derived(head)
    if not top.in_prose:
        return
    text = document.text
    known = folded(str(document.metadata.get("byline") or ""))
    found = _found(document, top)
    if not found and not known:
        return
    if sum(byline.field == "byline" for byline in found.values()) > _MOST_BYLINES:
        return
    for position, line in enumerate(top.lines):
        if position in found:
            byline = found[position]
            if byline.field == "byline":
                known = known or folded(text[byline.start : byline.end])
            yield from _moved(text, line, byline)
        elif (position and known and folded(line.text) == known) or (
            position + 1 in found and found[position + 1].below_label and _is_label(line.text)
        ):
            yield dropped(text, line)


def _writers(document: Document) -> list[Line]:
    """Return the lines below the headline that say what somebody does at a paper."""
    lines = [line for line in document.derived(below_headline) if len(line.text) <= _LONGEST_BARE]
    return [line for line in lines if line.text.upper() != line.text.lower() and is_writer(line.text)]


@below
def _may_name_writers(document: Document) -> bool:
    """Say whether the head may name its author without a label: it has a writer, a list or a date there."""
    lines = document.derived(below_headline)
    return bool(lines) and (
        lines[0].text.startswith("- ")
        or bool(document.derived(_writers))
        or any(_may_be_dated(line) for line in document.derived(head).lines)
    )


def _may_be_dated(line: Line) -> bool:
    """Say whether a line can be a date, or a name and a date: exact where it says no."""
    start, end = core(line) if len(line.text) > _LONGEST_DATED else (0, 0)
    return end - start <= _LONGEST_DATED and may_hold_date(line.text)


@document_rule(effect="remove", sure=False, asks=concerned)
def bare_bylines(document: Document) -> Iterator[Edit]:
    r"""Move a name that stands alone, right above or below the date at the head of the page, to the metadata.

    Why: many pages print the author without "By". It is taken for a name if it is two to four capitalised words, none
    of which the text also has in small letters, so that "Social Media" and "New York" are not; or if what papers call
    their people follows, or if it and a day are the only items of a list.
    Before: "Ferry hits pier\n\nAda Example, Staff Writer\n\nA ferry ran into the old pier on Sunday."
    After: "Ferry hits pier\n\n\nA ferry ran into the old pier on Sunday."
    Keeps: "Ferry hits pier\n\nAda Example, Pilot\n\nA ferry ran into the old pier on Sunday."
    Before: "Ferry hits pier\n\nAda Example\n3 October 2021\n\nA ferry ran into the old pier on Sunday."
    After: "Ferry hits pier\n\n3 October 2021\n\nA ferry ran into the old pier on Sunday."
    Keeps: "Ferry hits pier\n\nHarbour News\n3 October 2021\n\nA ferry ran into the old harbour pier on Sunday."
    Keeps: "Ferry hits pier\n\nAda Example\n\nA ferry ran into the old pier on Sunday."
    Loses: now and then a place or a section, which then stands in the field `byline`.
    """
    top = document.derived(head)
    if not document.derived(_may_name_writers) or document.metadata.get("byline"):
        return
    text = document.text
    writers = document.derived(_writers)
    if len(writers) == 1:  # more are a list
        yield from moved(text, writers[0], *core(writers[0]), field="byline")
        return
    if items := _author_items(document, top):
        yield from items
        return
    dates = {position for position, line in enumerate(top.lines) if read_date_line(line.text)}
    for position, line in enumerate(top.lines):
        start, end = core(line)
        words = text[start:end]
        if position == 0 or len(words) > _LONGEST_BARE:
            continue
        joint = _JOINT.search(words)
        if joint and read_date_line(words[joint.end() :]):
            words = words[: joint.start()]
            if _is_writer(text, words):
                yield Edit(start, words, "", "byline")
                yield Edit(start + len(words), joint.group(), "")
                return
        elif position not in dates and {position - 1, position + 1} & dates and _is_writer(text, words):
            yield from moved(text, line, start, end, field="byline")
            return


def _author_items(document: Document, top: Head) -> list[Edit]:
    """Return the edits that move "- Ada Example" and "- Jan 23", the only items of a list under the headline."""
    items = [line for line in top.lines[1:4] if line.text.startswith("- ")]
    if len(items) != 2 or items != list(top.lines[1:3]):
        return []
    name, day = (line.text[2:].strip() for line in items)
    if not _DAY.fullmatch(day) or not has_case(name) or not is_name(name, longest=4) or _FRAME.search(name):
        return []
    text = document.text
    return [
        *moved(text, items[0], items[0].start + 2, items[0].end, field="byline"),
        *moved(text, items[1], items[1].start + 2, items[1].end, field="date"),
    ]


def _is_writer(text: str, words: str) -> bool:
    if "," in words or not has_case(words) or not is_full_name(words):
        return False
    if any_plays(words, "labels", "fill", "weekdays"):
        return False
    return not _FRAME.search(words) and not _has_common_word(text, words)


def _has_common_word(text: str, name: str) -> bool:
    """Say whether the text has a longer word of the name in small letters too."""
    return any(re.search(rf"\b{re.escape(word.lower())}\b", text) for word in name.split() if len(word) > 3)


def _found(document: Document, top: Head) -> dict[int, _Byline]:
    """Return the head's bylines by their place in it."""
    text = document.text
    found = {}
    for position, line in enumerate(top.lines):
        if len(line.text) > _LONGEST:
            continue
        byline = _read_byline(text, line)
        cased = position and line.text.upper() != line.text.lower()
        if byline is None and cased and _is_label(top.lines[position - 1].text):
            start, end = core(line)
            if is_people(text[start:end], bare=True) and not read_date_line(line.text):
                byline = _Byline(start, end, None, "byline", below_label=True)
        if byline is not None and _belongs(top, position) and not _is_data(top, position):
            found[position] = byline
    return found


def _moved(text: str, line: Line, byline: _Byline) -> Iterator[Edit]:
    if byline.cut is None:
        yield from moved(text, line, byline.start, byline.end, field=byline.field)
        return
    start, end = byline.cut
    if start < byline.start:
        yield Edit(start, text[start : byline.start], "")
    yield Edit(byline.start, text[byline.start : byline.end], "", byline.field)
    if byline.end < end:
        yield Edit(byline.end, text[byline.end : end], "")


def _is_label(line: str) -> bool:
    """Say whether the line is a label alone, as "By" is on pages that set the name on the next line."""
    words = folded(line).rstrip(" :：")
    return 1 < len(words) < 30 and words in ALONE


def _is_data(top: Head, position: int) -> bool:
    """Say whether a line "Author: X" stands among other data of that kind, as in a review."""
    near = (top.lines[other].text for other in (position - 1, position + 1) if 0 <= other < len(top.lines))
    own = _LABELLED.match(top.lines[position].text)
    return (
        own is not None
        and " " not in own.group().split(":")[0]
        and own.group()[:2].casefold() != "by"
        and any(_LABELLED.match(text) and not read_date_line(text) for text in near)
    )


def _belongs(top: Head, position: int) -> bool:
    """Say whether a byline can stand here: below a headline, or first of all where a date follows or it is long."""
    if position:
        return True
    words = top.lines[0].text
    below = top.lines[1].text if len(top.lines) > 1 else ""
    return bool(read_date_line(below)) or bool(read_date_line(words[-40:])) or len(words.split()) >= 3


def _read_byline(text: str, line: Line) -> _Byline | None:
    start, end = core(line)
    words = text[start:end]
    first = words[:2]
    korean = None if first.isascii() else _KOREAN.fullmatch(words)
    if korean:
        return _Byline(start + korean.start("name"), start + korean.end("name"), None, "byline")
    if first.lower() in BEGINNINGS if first.isascii() else INITIAL.match(words):
        if label := LABEL.match(words):
            return _after_label(text, label, start, end)
        glued = _GLUED.match(words)
        if glued and is_people(words[glued.end() :], bare=True):
            return _Byline(start + glued.end(), end, None, "byline")
    behind = behind_date(words)
    if behind < 0 or not _INNER_WORD.match(words, behind):
        return None  # what follows is about a label behind a date
    for inner in _INNER_LABEL.finditer(words):
        if inner.start() == 0:
            continue
        label = LABEL.match(words, inner.end())
        if label and read_date_line(words[: inner.start()]):
            found = _after_label(text, label, start, end)
            if found and found.cut is None:
                return found._replace(cut=(start + inner.start(), line.end))
    return None


def _after_label(text: str, label: re.Match[str], offset: int, end: int) -> _Byline | None:
    """Read what follows a label that matched in text from `offset` on."""
    kind = (label["verbal"] or label["noun"] or label["everyday"] or "").casefold()
    start = offset + label.end()
    words = text[start:end]
    if label["everyday"] and not _in_its_language(text, kind):
        return None
    field = "contributors" if kind in OTHERS else "byline"
    link = _LINK.fullmatch(words)
    if link:
        return (
            _Byline(start + link.start("words"), start + link.end("words"), None, field)
            if is_people(link["words"], bare=bool(label["everyday"]))
            else None
        )
    people = _ASIDE.sub("", words)
    if is_people(people, bare=bool(label["everyday"])):
        return _Byline(start, start + len(people), None, field)
    for gap in islice(_BREAKS.finditer(words), _MOST_BREAKS):
        name, rest = words[: gap.start()], words[gap.end() :]
        if (read_date_line(rest) or rest in {"on", "am", "le", "el", "em", "il"}) and is_people(name, bare=False):
            return _Byline(start, start + len(name), (offset + label.start(), start + gap.end()), field)
    return None


def _in_its_language(text: str, label: str) -> bool:
    witnesses = EVERYDAY.get(label, "").split()
    sample = f" {' '.join(text[:4000].casefold().split())} "
    return not witnesses or any(f" {witness} " in sample for witness in witnesses)


def byline_in(text: str, start: int, end: int) -> _Byline | None:
    """Return the author that a part of a line names behind a label, if it does nothing else."""
    label = LABEL.match(text[start:end])
    found = _after_label(text, label, start, end) if label else None
    return found if found and found.cut is None else None


def is_byline(text: str, line: Line) -> bool:
    """Say whether a line names its author."""
    return len(line.text) <= _LONGEST and _read_byline(text, line) is not None
