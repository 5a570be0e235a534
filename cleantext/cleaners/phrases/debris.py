"""Which marked lines are debris where they stand.

Ask `document.derived(debris)`. Marked lines are no prose here: the privacy sentence of a comment form ends with a full
stop, but the article ended before it.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from cleantext.cleaners.phrases.marks import Mark, marks
from cleantext.core.alphabet import begins_small
from cleantext.core.document import Document
from cleantext.core.layout import Layout, Line, ends_sentence, is_prose, layout

Zone = Literal["head", "body", "tail", "none"]

_NEAR = 2  # lines with words: so far lines may stand apart to speak for each other
_HEADLINE_WORDS = 24
_MOST_MENTIONS = 2  # of what a label says, the label itself included: in a text with more it is the topic
_RUNNING = re.compile(r"[.!。！;；] ?[\w“\"(]+ |[:：,，、;；-]$")  # a sentence inside, or one that goes on below

_PIECES = re.compile(r"\s[/|\\•·]\s|\s?[›»>→]\s?")

# Families that stand inside articles as often as at their ends: they say nothing of the lines beside them.
_NO_WITNESS = frozenset({"photo", "caption", "byline", "updated"})
# Between paragraphs such a label stands under a table or a box, or begins a line of a list.
_AT_THE_EDGE = frozenset({"tags", "source", "byline", "updated", "rights", "sign-off"})
# "Watch: ferry sinks at its moorings" may be the title.
_NOT_IN_THE_HEAD = frozenset({"read-also", "related", "continue-reading", "player"})


@dataclass(frozen=True)
class Debris:
    """The debris lines of a text."""

    layout: Layout
    marks: dict[int, Mark]  # by index into `layout.lines`
    doubtful: dict[int, Mark]  # marked, but not what their phrase needs to be debris
    first_prose: int  # as in `layout`, with marked lines counted as no prose
    last_prose: int

    def __bool__(self) -> bool:
        """Say whether any line is marked."""
        return bool(self.marks or self.doubtful)

    @cached_property
    def families(self) -> frozenset[str]:
        """The families of all phrases that were met."""
        return frozenset([mark.family for lines in (self.marks, self.doubtful) for mark in lines.values()])

    def zone(self, index: int) -> Zone:
        """Return where a line stands; "none" in a text without prose, which may be a list or a poem."""
        if self.last_prose < 0:
            return "none"
        if index < self.first_prose:
            return "head"
        return "tail" if index > self.last_prose else "body"

    def line(self, index: int) -> Line:
        """Return a line with words by its index."""
        return self.layout.lines[index]

    def is_headline(self, index: int) -> bool:
        """Say whether a line that is not marked may be the headline of another page: short, and no sentence."""
        line = self.layout.lines[index].text.strip()
        return (
            index not in self.marks
            and not is_prose(line)
            and (not ends_sentence(line) or line.endswith(("…", "...", "?", "？", "؟")))
            and len(line.split()) <= _HEADLINE_WORDS
            and not _RUNNING.search(line)
        )


NOTHING = Debris(Layout(""), {}, {}, 0, -1)


def debris(document: Document) -> Debris:
    """Return the debris lines of a text."""
    by_index = document.derived(marks)
    if not by_index:
        return NOTHING
    text = document.text
    page = document.shared(layout)
    first, last = _prose_without(page, by_index)
    whole = Debris(page, {}, by_index, first, last)
    certain = {index for index, mark in by_index.items() if _stands_alone(whole, index, mark)}
    certain |= {index for index, mark in by_index.items() if _is_lone_label(text, whole, index, mark)}
    waiting = [
        index for index, mark in by_index.items() if index not in certain and _may_be_vouched(whole, index, mark)
    ]
    certain |= _vouched(whole, certain, waiting)
    return Debris(
        page,
        {index: mark for index, mark in by_index.items() if index in certain},
        {index: mark for index, mark in by_index.items() if index not in certain},
        first,
        last,
    )


def _prose_without(page: Layout, marked: Container[int]) -> tuple[int, int]:
    """Return the first and the last line of prose that is not marked, as in `layout`."""
    lines = page.texts
    upward = range(page.first_prose, len(lines))
    first = next((index for index in upward if index not in marked and is_prose(lines[index])), len(lines))
    downward = range(page.last_prose, first - 1, -1)
    return first, next((index for index in downward if index not in marked and is_prose(lines[index])), -1)


def _stands_alone(page: Debris, index: int, mark: Mark) -> bool:
    """Say whether a mark is debris without a witness."""
    if mark.foreign or mark.needs == "witness" or (index == 0 and _may_be_title(page, mark)):
        return False
    zone = page.zone(index)
    if mark.needs == "separator" and mark.family in _AT_THE_EDGE:
        return zone in ("head", "tail")
    if mark.needs == "separator" and mark.family in _NOT_IN_THE_HEAD:
        return zone in ("body", "tail")
    if mark.needs in ("head", "edge") and zone == "head":
        return _is_no_title(page, index, mark)
    if mark.needs in ("head", "tail"):
        return zone == mark.needs
    return mark.needs != "edge" or zone == "tail"


def _is_lone_label(text: str, page: Debris, index: int, mark: Mark) -> bool:
    """Say whether a word for advertisement stands between two paragraphs of a text that is not about such things.

    Before or after them it stands in capitals: it may be the title in other letters.
    """
    if mark.family != "advertisement" or mark.foreign or mark.fact[0] < mark.fact[1] or page.last_prose < 0:
        return False
    if page.zone(index) != "body":
        capitals = index > 0 and page.line(index).text.isupper()
        return capitals and text.casefold().count(mark.phrase.casefold()) <= _MOST_MENTIONS
    beside = (index - 1, index + 1)
    if any(near in page.doubtful or not is_prose(page.line(near).text) for near in beside):
        return False
    return text.casefold().count(mark.phrase.casefold()) <= _MOST_MENTIONS


def _may_be_vouched(page: Debris, index: int, mark: Mark) -> bool:
    return mark.foreign or mark.needs == "witness" or (mark.needs == "edge" and page.zone(index) == "head")


def _may_be_title(page: Debris, mark: Mark) -> bool:
    """Say whether the first line may be the title: a call, or two words with a bar, "Politics | Who pays"."""
    if mark.kind == "prompts":
        return True
    pieces = len(_PIECES.split(page.line(0).text))
    if pieces > 2 or (mark.phrase.count(" + ") != 1 and "..." not in mark.phrase):
        return False
    return " + " not in mark.phrase or page.first_prose < 2  # two that are known may stand above a title


def _is_no_title(page: Debris, index: int, mark: Mark) -> bool:
    """Say whether a line above the text cannot be its title, as "Written by the victors" or "Stay in touch" may be."""
    if mark.family == "byline" and "{words}" in mark.phrase:
        line = page.line(index)
        words = line.text[mark.fact[0] - line.start : mark.fact[1] - line.start].split()
        return index > 0 and 0 < len(words) <= 5 and all(not begins_small(word) for word in words)
    row = mark.kind == "lines" and " + " in mark.phrase  # of buttons
    sure = row or mark.kind == "labels" or mark.needs == "head" or mark.family in ("counters", "reading-time")
    return sure or mark.phrase.startswith(("{n}", "(", "©"))


def _vouched(page: Debris, certain: set[int], waiting: list[int]) -> set[int]:
    """Return those of the waiting lines that other debris lines speak for, as far as one leads to the next."""
    witnesses = {index for index in certain if page.doubtful[index].family not in _NO_WITNESS}
    zones = {page.zone(index) for index in witnesses}
    vouched: set[int] = set()
    for group in _groups(page, waiting):
        families = {page.doubtful[index].family for index in group}
        phrases = {page.doubtful[index].phrase for index in group}
        # Section names are headings as often as not: three of them make a menu, two do not.
        if len(phrases) >= (3 if families == {"navigation"} else 2):
            vouched.update(group)
    witnesses |= vouched
    for _ in range(2):  # down the page, then up
        for index in waiting:
            if index not in witnesses and _is_heard(page, index, witnesses, zones):
                vouched.add(index)
                witnesses.add(index)
        waiting = waiting[::-1]
    return vouched


def _is_heard(page: Debris, index: int, witnesses: set[int], zones: set[Zone]) -> bool:
    mark = page.doubtful[index]
    near = sum(index + step in witnesses for step in (-2, -1, 1, 2))
    if page.zone(index) not in ("head", "tail") or mark.foreign:
        beside = index - 1 in witnesses or index + 1 in witnesses
        return near >= 2 if mark.family == "navigation" or mark.foreign else beside
    return near > 0 or (mark.family != "navigation" and page.zone(index) in zones)


def _groups(page: Debris, waiting: list[int]) -> list[list[int]]:
    """Return the waiting lines at the edges of the page, in groups whose lines stand near each other."""
    groups: list[list[int]] = []
    for index in waiting:
        if page.zone(index) not in ("head", "tail") or page.doubtful[index].foreign:
            continue
        if groups and index - groups[-1][-1] <= _NEAR and page.zone(index) == page.zone(groups[-1][-1]):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups
