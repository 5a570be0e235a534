"""Who made the picture: credits on lines of their own and behind captions."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple

from cleantext.cleaners.heads import core, shows_page
from cleantext.cleaners.people import has_case, is_name
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import END_MARKS, layout, moved, short_lines, small_letters, weight
from cleantext.core.literals import AnyOf

_FACTS = tomllib.loads(resources.files(__package__).joinpath("pictures.toml").read_text(encoding="utf-8"))
AGENCIES = frozenset(_FACTS["agencies"])
_NAMELESS = frozenset(_FACTS["nameless"])
_LABELS = frozenset(_FACTS["labels"])
_LONGEST_LABEL = 30
# The last five characters of the labels, or all that there are, by their number.
_LABEL_ENDS = {size: frozenset(label[-5:] for label in _LABELS if len(label[-5:]) == size) for size in range(1, 6)}
_LABEL_ENDINGS = frozenset(label[-2:] for label in _LABELS)
# How the words of `_BY` before "by" end, as far as they are ASCII, and pieces of all of them.
_PICTURE_ENDS = tuple(
    word + plural for word in (b"photo", b"graph", b"cture", b"mage", b"on") for plural in (b"", b"s", b"y")
)
_PICTURE_WORDS = ("hoto", "cture", "mage", "llu", "fot.", "τ.")
_PICTURES = AnyOf(["photo", "graph", "cture", "mage", "llustration", "fot.", "τ."])
_NO_LETTERS = bytes([*range(0x20), 0x20, *range(0x80, 0x100)])  # all that may be part of a blank
_SEPARATORS = ":：=／/|"
_SEPARATOR = re.compile(rf"[{_SEPARATORS}]\s*")
_LABEL_WORD = re.compile(r"[^\s.!?…。！？()（）\[\]|:：,，“”\"»]+")
_BY = re.compile(
    r"\b(?:(?:photo(?:s|graphs?|graphy)?|pictures?|images?|illustrations?)"
    r"\s(?:by|courtesy of|courtesy|via)|fot\.|φωτ\.)\s",
    re.IGNORECASE,
)
_HINT = re.compile(r"[:：=／/|]|[Bb]y |via |ourtesy|[Ff]ot\.|[Φφ]ωτ")  # one of these is in all labels
_COPYRIGHT = re.compile(r"(?:©|\(c\)|ⓒ)\s*", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[（［](?P<inside>[^()\[\]（）［］\n]{2,90})[)\]）］]\s*")
_JOINTS = re.compile(r"\s*[/|;]\s*|\s*,\s+|\s+(?:via|for|/|-|–|—|and|und|y|et)\s+", re.IGNORECASE)
_BEFORE_CREDIT = END_MARKS | frozenset("”\"'’»)|")
_LONGEST_DOTTED = 60  # letters of a label and a credit that ends with a full stop
_CLOSING = frozenset(")]）］")
_OPENS_A_CREDIT = frozenset("([（［©ⓒ \t\u00a0")
_NO_CREDIT_ENDS = END_MARKS - {"."}
_LONGEST = 100
_MOST_WORDS = 9


class Credit(NamedTuple):
    """A credit in a line: the words that are the fact, and all that goes with them."""

    start: int  # span of the fact, in the line
    end: int
    cut: int  # where the credit, its label or bracket begins; it reaches to the end of the line


@document_rule(effect="remove")
def photo_credits(document: Document) -> Iterator[Edit]:
    r"""Move picture credits to the metadata: lines of their own, and brackets at the end of a line.

    Why: they belong to pictures that are not there. A credit is a label with a few words ("Photo: X"), or names among
    which there is an agency ("X / AFP"), or both in brackets at the end of a line. The words go to `credits`.
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
    for index in sorted({index for index, _ in document.derived(short_lines)}.union(closed_lines, labelled)):
        line = lines[index]
        if len(line.text) <= _LONGEST:
            start, end = core(line)
            span = whole_credit(text[start:end])
            if span:
                yield from moved(text, line, start + span[0], start + span[1], field="credits")
                continue
        credit = bracket_credit(line.text) if index in closed_lines else None
        if not credit and index in labelled:
            credit = labelled[index]
            if not shows_page(document):  # edited prose may give a picture's source, too
                fact = line.text[credit.start : credit.end]
                yield Edit(line.start + credit.start, fact, fact, "credits")
                continue
        if credit:
            yield Edit(line.start + credit.cut, line.text[credit.cut : credit.start], "")
            yield Edit(line.start + credit.start, line.text[credit.start : credit.end], "", "credits")
            if credit.end < len(line.text):
                yield Edit(line.start + credit.end, line.text[credit.end :], "")


def whole_credit(words: str) -> tuple[int, int] | None:
    """Return the span of the fact if the words are nothing but a credit."""
    if not words or words[-1] in _NO_CREDIT_ENDS:
        return None
    if len(words) > _LONGEST_LABEL and words[0] not in _OPENS_A_CREDIT and not _HINT.search(words):
        return None  # most lines by far
    bracket = _BRACKET.fullmatch(words)
    if bracket:
        inner = _inside(bracket["inside"])
        return (bracket.start("inside") + inner[0], bracket.start("inside") + inner[1]) if inner else None
    label = _label(words)
    if label:
        return (label, len(words)) if is_maker(words[label:]) else None
    mark = _COPYRIGHT.match(words)
    if mark and mark.end() < len(words):
        named = words[mark.end() :]
        return (mark.end(), len(words)) if is_maker(named) and not any(map(str.isdigit, named)) else None
    return (0, len(words)) if _is_agency_line(words, alone=False) else None


def bracket_credit(line: str) -> Credit | None:
    """Return the credit in brackets that a line ends with, if it does and other words stand before it."""
    opening = max(line.rfind(mark) for mark in "([（［")
    if opening < 8:
        return None
    found = _BRACKET.fullmatch(line.rstrip("*_"), opening)
    inner = _inside(found["inside"], square=line[opening] in "[［") if found else None
    if not found or not inner:
        return None
    cut = opening
    while cut and line[cut - 1] in " \t\u00a0":
        cut -= 1
    return Credit(found.start("inside") + inner[0], found.start("inside") + inner[1], cut)


def closed_by_a_bracket(document: Document) -> frozenset[int]:
    """Return the places of the lines that end with a closing bracket: ask `document.derived`."""
    if not any(map(document.text.__contains__, _CLOSING)):
        return frozenset()
    lines = enumerate(document.shared(layout).lines)
    return frozenset(index for index, line in lines if line.text.rstrip("*_ \t\r")[-1:] in _CLOSING)


def labelled_credits(document: Document) -> dict[int, Credit]:
    """Return the credits with a label that lines end with, by the line's place: ask `document.derived`."""
    lines = document.shared(layout).lines
    found = ((index, labelled_credit(lines[index].text)) for index in sorted(_may_hold_a_label(document)))
    return {index: credit for index, credit in found if credit}


def _may_hold_a_label(document: Document) -> set[int]:
    """Return the places of the lines with a label's end before a separator, or a picture's word that "by" follows."""
    text = document.text
    lines = document.shared(layout).lines
    places = []
    for sign in _SEPARATORS:
        place = text.find(sign)
        while place >= 0:
            before = text[max(0, place - _LONGEST_LABEL) : place].rstrip(" .").casefold()
            if before[-2:] in _LABEL_ENDINGS and any(before[-size:] in ends for size, ends in _LABEL_ENDS.items()):
                places.append(place)
            place = text.find(sign, place + 1)
    starts = [line.start for line in lines] if places else []
    found = {bisect_right(starts, place) - 1 for place in places}
    if document.shared(_names_a_maker):
        tails = ((index, line.text[-_LONGEST:].lower()) for index, line in enumerate(lines))
        found.update(index for index, tail in tails if any(map(tail.__contains__, _PICTURE_WORDS)))
    return found


def _names_a_maker(text: str) -> bool:
    """Say whether a word of `_BY` may stand in the text with what has to follow it."""
    if not _PICTURES.stands_in(text.lower()):
        return False
    small = small_letters(text)
    for follower in (b"by", b"courtesy", b"via"):
        place = small.find(follower)
        while place >= 0:
            before = small[max(0, place - 20) : place]
            if not before[-1:].isalpha() and before.rstrip(_NO_LETTERS).endswith(_PICTURE_ENDS):
                return True
            place = small.find(follower, place + 1)
    return b"fot." in small or (not text.isascii() and ("τ." in text or "Τ." in text))


def labelled_credit(line: str) -> Credit | None:
    """Return the credit with a label that a line ends with, behind a caption: "A pier. Photo: X"."""
    tail = line[-_LONGEST:]
    last = tail.rstrip()[-1:]
    if last in END_MARKS and last != ".":
        return None
    if not _HINT.search(tail, max(0, len(tail) - _LONGEST_DOTTED) if last == "." else 0):
        return None  # most lines by far; the rest of this function is slow
    offset = len(line) - len(tail)
    for first, past in _labels(tail):
        start = offset + first
        before = line[:start].rstrip(" \t\u00a0(|–—-")
        if not before or (before[-1] not in _BEFORE_CREDIT and before == line[:start].rstrip()):
            continue
        named = line[offset + past :].rstrip(" )\t\r*_")
        if is_maker(named):
            return Credit(offset + past, offset + past + len(named), len(before))
    return None


def _label(words: str) -> int:
    """Return where the label that the words begin with ends, its separator included; 0 if there is none."""
    found = _SEPARATOR.search(words, 0, _LONGEST_LABEL)
    if found and words[: found.start()].strip(" .*_").casefold() in _LABELS:
        return found.end()
    by = _BY.match(words)
    return by.end() if by else 0


def _labels(words: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the labels that stand among the words, their separators included."""
    for found in _SEPARATOR.finditer(words):
        first = max(0, found.start() - _LONGEST_LABEL)
        near = list(_LABEL_WORD.finditer(words, first, found.start()))[-3:]
        for word in near:
            if words[word.start() : found.start()].strip(" .").casefold() in _LABELS:
                yield word.start(), found.end()
                break
    for by in _BY.finditer(words):
        yield by.start(), by.end()


def _inside(words: str, *, square: bool = False) -> tuple[int, int] | None:
    """Return the span of the fact in what stands between brackets."""
    label = _label(words)
    if label:
        return (label, len(words)) if is_maker(words[label:]) else None
    mark = _COPYRIGHT.match(words)
    if mark and is_maker(words[mark.end() :]) and not any(map(str.isdigit, words)):
        return mark.end(), len(words)
    return (0, len(words)) if _is_agency_line(words, alone=square) else None


def _is_agency_line(words: str, *, alone: bool) -> bool:
    """Say whether the words are names with a joint between them and an agency among them.

    `alone`: a single agency will do.
    """
    joined = "/" in words or "|" in words or "via" in words
    if not joined and len(words) > _LONGEST_LABEL:
        return False
    folded = " ".join(words.casefold().split()).strip("*_ .")
    if folded in AGENCIES:
        return " " in folded or alone
    if not joined:
        return False
    pieces = [piece.strip("*_ ") for piece in _JOINTS.split(words)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) < 2 or len(words.split()) > _MOST_WORDS + 3:
        return False
    if not any(piece.casefold() in AGENCIES for piece in pieces):
        return False
    return all(piece.casefold() in AGENCIES or is_name(piece) for piece in pieces)


def is_maker(words: str) -> bool:
    """Say whether words behind a label can be who a picture is by: a few capitalised words, or "collected"."""
    words = words.strip(" \t\r*_")
    if not words or len(words.split()) > _MOST_WORDS or weight(words) > 90 or words[-1] in END_MARKS - {"."}:
        return False
    folded = words.casefold().strip(".")
    if folded in _NAMELESS or folded in AGENCIES or folded.split()[0] in {"courtesy", "via", "from"}:
        return True
    if words[0] == "@":
        return len(words.split()) == 1
    if not has_case(words):
        return len(words) <= 24 and words[-1] != "."
    if words[0].islower() or (words[-1] == "." and len(words.split()) > 4):
        return False
    pieces = [piece for piece in _JOINTS.split(words) if piece.strip()]
    return all(piece.casefold().strip(" .") in AGENCIES or is_name(piece) for piece in pieces)
