"""The edits that take debris lines out of a text, with what they say going where it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.cleaners.phrases.debris import Debris, debris
from cleantext.cleaners.phrases.marks import TAG_SEPARATOR, Mark
from cleantext.core.document import Document, Edit, Fact, Flag
from cleantext.core.layout import Line, dropped, moved

# The metadata field for what stands after a label of the family.
_FIELDS = {
    "photo": "credits",
    "caption": "captions",
    "byline": "byline",
    "sign-off": "contributors",
    "source": "source",
    "tags": "tags",
    "updated": "date",
}
_ADDRESS = re.compile(r"https?:|www\.|://|\]\(")

CUT_SHORT = "text cut short"


def drops(document: Document, *families: str) -> Iterator[Edit | Fact]:
    """Yield the edits that remove the debris lines of these families."""
    page = document.derived(debris)
    for index in sorted(page.marks):
        if page.marks[index].family in families and not is_address(document.text, page, index):
            yield from removal(document.text, page.line(index), page.marks[index])


def drops_where_cut(document: Document, family: str) -> Iterator[Edit | Flag | Fact]:
    """Yield the edits that remove the debris lines of a family, and the flag that the text ends early at one."""
    page = document.derived(debris)
    for index, mark in sorted(page.marks.items()):
        if mark.family == family:
            yield from _cut_short(page, index)
            yield from removal(document.text, page.line(index), mark)


def removal(text: str, line: Line, mark: Mark) -> Iterator[Edit | Fact]:
    """Yield the edits that remove a marked line, and keep the fact on it, if it is one, and the phrase's language."""
    if mark.language:
        yield Fact("phrase_languages", mark.language)
    why = f"{mark.family}: {mark.phrase}"
    start, end = mark.fact
    fact = text[start:end].strip()
    if mark.family == "rights":
        yield dropped(text, line, field="rights", why=why)
    elif not fact or mark.family not in _FIELDS or (mark.family == "byline" and mark.kind == "cues"):
        yield dropped(text, line, why=why)
    elif mark.family == "tags":
        yield from _tags(text, line, start, end, why)
    else:
        yield from moved(text, line, start, end, field=_FIELDS[mark.family], why=why)


def is_address(text: str, page: Debris, index: int) -> bool:
    """Say whether a marked line leads to a web address, on it or below it: not for phrases to judge."""
    mark = page.marks[index]
    if mark.fact[0] < mark.fact[1]:
        return bool(_ADDRESS.search(text, mark.fact[0], mark.fact[1]))
    below = page.layout.lines[index + 1 : index + 2]
    return mark.family == "source" and any(_ADDRESS.search(line.text) for line in below)


def _cut_short(page: Debris, index: int) -> Iterator[Flag]:
    """Yield the flag that the text ends early, if the marked line stands just below its last paragraph."""
    if page.zone(index) == "tail" and index - page.last_prose <= 4:
        last = page.line(page.last_prose)
        yield Flag(last.start, last.end, CUT_SHORT)


def _tags(text: str, line: Line, start: int, end: int, why: str) -> Iterator[Edit]:
    if line.start < start:
        yield Edit(line.start, text[line.start : start], "", "", why)
    place = start
    for separator in TAG_SEPARATOR.finditer(text, start, end):
        if place < separator.start():
            yield Edit(place, text[place : separator.start()], "", "tags", why)
        if separator.start() < separator.end():
            yield Edit(separator.start(), separator.group(), "", "", why)
        place = separator.end()
    if place < end:
        yield Edit(place, text[place:end], "", "tags", why)
    stop = line.end + 1 if text.startswith("\n", line.end) else line.end
    if end < stop:
        yield Edit(end, text[end:stop], "", "", why)
