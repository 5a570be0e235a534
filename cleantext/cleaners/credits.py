"""Who made the picture: credits on lines of their own and behind captions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.cleaners.credit_words import (
    CREDIT_BEGINNING,
    CREDIT_BEGINNING_OF_A_LINE,
    LONGEST,
    LONGEST_LABEL,
    SEPARATORS,
    Credit,
    bracket_credit,
    credit_end,
    ends_with_a_label,
    is_joined,
    labelled_credit,
    may_be_an_agency,
    whole_credit,
)
from cleantext.cleaners.extracts import is_extract
from cleantext.cleaners.heads import core, shows_page
from cleantext.cleaners.people import is_full_name
from cleantext.core.alphabet import unusual_characters
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import layout, moved, short_lines, short_text
from cleantext.core.linelooks import (
    in_any_case,
    line_at,
    lines_with,
    looked_for,
    pieces_there,
    small_ascii,
    tiny_lines,
)

# One of these is in all labels.
_LABEL_SIGNS = (*SEPARATORS, "＝", "©", "by ", "By ", "via ", "ourtesy", "fot.", "Fot.", "φωτ", "Φωτ", *"ⓒ摄攝")
_COLON = frozenset(":")
_SIGNS = frozenset(SEPARATORS + "＝©ⓒ摄攝φΦϕ")
# Wherever these stand there may be a credit; the other separators follow a label.
_RARE_SIGNS = frozenset("/＝©ⓒ摄攝")
_RARE_SEPARATORS = frozenset(SEPARATORS) - _RARE_SIGNS - _COLON
_PHI = frozenset("φΦϕ")
_GREEK_LABEL = re.compile(in_any_case("φωτ") + r"\.")
_OF_CREDITS = (*_LABEL_SIGNS, *"([（［ⓒ")
# What `_BY` cannot do without, in small letters.
_PICTURES = frozenset(looked_for("photo", "picture", "image", "illustration", "fot."))
_LONGEST_BY = 24  # characters: "illustrations courtesy"
_CLOSING = {mark: re.compile(rf"{re.escape(mark)}[*_ \t\r]*(?:\n|\Z)") for mark in ")]）］"}  # at the end of a line
_HOUSE = re.compile(r" for (?:the )?|/")


def _may_be_credits(document: Document) -> list[int]:
    """Return the places of the lines that may be a credit, or end with one."""
    places = {*document.derived(closed_by_a_bracket), *document.derived(labelled_credits)}
    return sorted(places.union(document.derived(_like_whole_credits)))


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
    houses = _house_credits(document) if "/" in text else {}
    for index in sorted({*document.derived(_may_be_credits), *houses}):
        line = lines[index]
        if index in houses:
            yield from moved(text, line, *houses[index], field="credits")
            continue
        if index in maybe:
            start, end = core(line)
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
    """Return the places of the lines that have what a whole credit cannot do without."""
    text = document.derived(short_text)
    found = {index for index, line in document.derived(tiny_lines) if may_be_an_agency(line.text)}
    joined = "via" in text or not document.shared(unusual_characters).isdisjoint("/|")
    if joined or CREDIT_BEGINNING_OF_A_LINE.search("\n" + text):
        found.update(
            index
            for index, line in document.derived(short_lines)
            if ((joined and is_joined(line.text)) or CREDIT_BEGINNING.match(line.text))
            and _is_as_short_as_a_credit(line.text)
        )
    return found


def _is_as_short_as_a_credit(line: str) -> bool:
    return len(line) <= LONGEST_LABEL or (len(line) <= LONGEST and any(map(line.__contains__, _OF_CREDITS)))


def closed_by_a_bracket(document: Document) -> frozenset[int]:
    """Return the places of the lines that end with a closing bracket: ask `document.derived`."""
    text = document.text
    found = (closing.finditer(text) for mark, closing in _CLOSING.items() if mark in text)
    return frozenset([line_at(document, match.start()) for matches in found for match in matches])


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
    text, unusual, there = document.text, document.shared(unusual_characters), document.derived(pieces_there)
    found: set[int] = set()
    if unusual.isdisjoint(_SIGNS) and ":" not in text and there.isdisjoint(_PICTURES):
        return found
    for sign in unusual & _RARE_SIGNS:
        found.update(lines_with(document, " ©" if sign == "©" else sign))  # without a blank it may be half an "é"
    for separator in unusual & _RARE_SEPARATORS | _COLON:
        place = text.find(separator)
        while place >= 0:
            if ends_with_a_label(text[max(0, place - LONGEST_LABEL) : place]):
                found.add(line_at(document, place))
            place = text.find(separator, place + 1)
    if not unusual.isdisjoint(_PHI):
        found.update(line_at(document, match.start()) for match in _GREEK_LABEL.finditer(text))
    for picture in there & _PICTURES:
        small = document.derived(small_ascii)
        place = small.find(picture)
        while place >= 0:
            behind = small[place + len(picture) : place + _LONGEST_BY]
            if picture == "fot." or any(map(behind.__contains__, ("by", "via", "courtesy"))):
                found.add(line_at(document, place))
            place = small.find(picture, place + 1)
    return found


def _house_credits(document: Document) -> dict[int, tuple[int, int]]:
    """Return the spans of "Ada Example/Harbour Magazine" and "Bob Sample for Harbour Magazine".

    Two makers before the slash make what stands behind it known as a house.
    """
    maybe = [item for item in document.derived(short_lines) if _is_as_short_as_a_credit(item[1].text)]
    if sum("/" in line.text for _, line in maybe) < 2:
        return {}
    found: dict[int, tuple[str, int, int]] = {}
    makers: dict[str, set[str]] = {}
    for index, line in maybe:
        start, end = core(line)
        words = document.text[start:end]
        joint = _HOUSE.search(words)
        if joint and "," not in words and joint.start() and joint.end() < len(words):
            maker, house = words[: joint.start()], words[joint.end() :]
            if is_full_name(maker) and is_full_name(house):
                found[index] = house, start, end
                makers.setdefault(house, set()).update({maker} if joint.group() == "/" else ())
    return {index: (start, end) for index, (house, start, end) in found.items() if len(makers[house]) > 1}
