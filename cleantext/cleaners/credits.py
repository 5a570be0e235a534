"""Who made the picture: credits on lines of their own and behind captions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from cleantext.cleaners.credit_words import (
    LONGEST,
    LONGEST_LABEL,
    SEPARATORS,
    Credit,
    bracket_credit,
    credit_end,
    labelled_credit,
    whole_credit,
)
from cleantext.cleaners.extracts import is_extract
from cleantext.cleaners.heads import core, shows_page
from cleantext.cleaners.people import is_full_name
from cleantext.core.alphabet import unusual_characters
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import Line, layout, moved, short_lines, short_text
from cleantext.core.linelooks import line_at, lines_with, looked_for, pieces_there, small_ascii

# One of these is in all labels.
_LABEL_SIGNS = (*SEPARATORS, "＝", "©", "by ", "By ", "via ", "ourtesy", "fot.", "Fot.", "φωτ", "Φωτ", *"ⓒ摄攝")
_RARE_SIGNS = frozenset(sign for sign in _LABEL_SIGNS if len(sign) == 1) - {":"}
_OF_CREDITS = (*_LABEL_SIGNS, *"([（［ⓒ")
# What `_BY` cannot do without, in small letters.
_PICTURES = frozenset(looked_for("photo", "picture", "image", "illustration", "fot."))
_LONGEST_BY = 24  # characters: "illustrations courtesy"
_CLOSING = frozenset(")]）］")
_HOUSE = re.compile(r" for (?:the )?|/")


def _may_be_credits(document: Document) -> list[int]:
    """Return the places of the lines that may be a credit, or end with one."""
    closed, labelled = document.derived(closed_by_a_bracket), document.derived(labelled_credits)
    return sorted(document.derived(_like_whole_credits).union(closed, labelled))


@document_rule(effect="remove", asks=_may_be_credits)
def photo_credits(document: Document) -> Iterator[Edit]:
    r"""Move picture credits to the metadata: lines of their own, and brackets at the end of a line.

    Why: they belong to pictures that are not there. A credit is a label with a few words ("Photo: X"), or names among
    which there is an agency ("X / AFP"), or both in brackets at the end of a line. What stands behind two makers
    ("X/Example Magazine") is taken for one, too. The words go to `credits`.
    Before: "EPA / Ada Example / TASS\nThe pier fell on Sunday. [Ada Example/AP]\nPhoto: Ada Example"
    After: "The pier fell on Sunday.\n"
    Keeps: "Photo: the word was scratched into the frame, nothing else."
    Keeps: "She took classes in physics and calculus (AP)"
    Keeps: "Was it hard to leave? [Ada/teacher]"
    Keeps: "Getty died in 1976; the museum was still a building site."
    Source: the names of agencies and picture houses are facts.
    """
    text = document.text
    labelled = document.derived(labelled_credits)
    lines = document.shared(layout).lines
    closed_lines = document.derived(closed_by_a_bracket)
    maybe = document.derived(_like_whole_credits)
    known = document.lines_known(whole_credit)
    houses = _house_credits(lines, maybe) if "/" in text else {}
    for index in document.derived(_may_be_credits):
        line = lines[index]
        if index in maybe:
            start, end = core(line)
            if index in houses:
                yield from moved(text, line, *houses[index], field="credits")
                continue
            words = text[start:end]
            if words not in known:
                known[words] = whole_credit(words)
            if span := known[words]:
                yield from moved(text, line, start + span[0], start + span[1], field="credits")
                continue
        credit = bracket_credit(line.text) if index in closed_lines else None
        if not credit and index in labelled:
            credit = labelled[index]
            # Edited prose may give a picture's source, too.
            if not (shows_page(document) or document.derived(is_extract)):
                fact = line.text[credit.start : credit.end]
                yield Edit(line.start + credit.start, fact, fact, "credits")
                continue
        if credit:
            yield Edit(line.start + credit.cut, line.text[credit.cut : credit.start], "")
            yield Edit(line.start + credit.start, line.text[credit.start : credit.end], "", "credits")
            if credit.end < len(line.text):
                yield Edit(line.start + credit.end, line.text[credit.end :], "")


def _like_whole_credits(document: Document) -> set[int]:
    """Return the places of the lines that have what a whole credit cannot do without, or are short enough for one."""
    signs = list(filter(document.derived(short_text).__contains__, _OF_CREDITS))
    return {
        index
        for index, line in document.derived(short_lines)
        if len(line.text) <= LONGEST_LABEL
        or (signs and len(line.text) <= LONGEST and any(map(line.text.__contains__, signs)))
    }


def closed_by_a_bracket(document: Document) -> frozenset[int]:
    """Return the places of the lines that end with a closing bracket: ask `document.derived`."""
    pieces = (piece for mark in _CLOSING if mark in document.text for piece in document.text.split(mark)[1:])
    if not any(piece.lstrip("*_ \t\r")[:1] in "\n" for piece in pieces):
        return frozenset()
    lines = enumerate(document.shared(layout).lines)
    return frozenset(index for index, line in lines if line.text.rstrip("*_ \t\r")[-1:] in _CLOSING)


def labelled_credits(document: Document) -> dict[int, Credit]:
    """Return the credits with a label that lines end with, by the line's place: ask `document.derived`."""
    lines = document.shared(layout).lines
    known = document.lines_known(labelled_credit)
    found = {}
    for index in sorted(_may_be_labelled(document)):
        line = lines[index].text
        if line not in known:
            known[line] = labelled_credit(line) if any(map(credit_end(line).__contains__, _LABEL_SIGNS)) else None
        if known[line]:
            found[index] = known[line]
    return found


def _may_be_labelled(document: Document) -> set[int]:
    """Return the places of the lines that have what a label cannot do without, found by jumps through the text."""
    unusual = document.shared(unusual_characters)
    if not unusual.isdisjoint("φΦϕ"):
        return set(range(len(document.shared(layout).lines)))
    found = {index for sign in (":", *(unusual & _RARE_SIGNS)) for index in lines_with(document, sign)}
    small = document.derived(small_ascii)
    for picture in document.derived(pieces_there) & _PICTURES:
        place = small.find(picture)
        while place >= 0:
            behind = small[place + len(picture) : place + _LONGEST_BY]
            if picture == "fot." or any(map(behind.__contains__, ("by", "via", "courtesy"))):
                found.add(line_at(document, place))
            place = small.find(picture, place + 1)
    return found


def _house_credits(lines: Sequence[Line], maybe: AbstractSet[int]) -> dict[int, tuple[int, int]]:
    """Return the spans of "Ada Example/Harbour Magazine" and "Bob Sample for Harbour Magazine".

    Two makers before the slash make what stands behind it known as a house.
    """
    if sum("/" in lines[index].text for index in maybe) < 2:
        return {}
    found: dict[int, tuple[str, int, int]] = {}
    makers: dict[str, set[str]] = {}
    for index in maybe:
        start, end = core(lines[index])
        words = lines[index].text[start - lines[index].start : end - lines[index].start]
        joint = _HOUSE.search(words)
        if joint and "," not in words and joint.start() and joint.end() < len(words):
            maker, house = words[: joint.start()], words[joint.end() :]
            if is_full_name(maker) and is_full_name(house):
                found[index] = house, start, end
                makers.setdefault(house, set()).update({maker} if joint.group() == "/" else ())
    return {index: (start, end) for index, (house, start, end) in found.items() if len(makers[house]) > 1}
