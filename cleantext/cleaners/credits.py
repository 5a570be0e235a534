"""Who made the picture: credits on lines of their own and behind captions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from importlib import resources
from typing import NamedTuple

from cleantext.cleaners.extracts import is_extract
from cleantext.cleaners.heads import core, shows_page
from cleantext.cleaners.people import has_case, is_name
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import END_MARKS, Line, layout, moved, weight
from cleantext.core.substrings import Substrings

_FACTS = tomllib.loads(resources.files(__package__).joinpath("pictures.toml").read_text(encoding="utf-8"))
AGENCIES = frozenset(_FACTS["agencies"])
WIRES = frozenset(_FACTS["wires"])
_NAMELESS = frozenset(_FACTS["nameless"])
_LABELS = frozenset(_FACTS["labels"])
_LONGEST_LABEL = 30
_LABEL_ENDINGS = frozenset(label[-2:] for label in _LABELS)
_SEPARATORS = ":：=／/|"
_SEPARATOR = re.compile(rf"[{_SEPARATORS}]\s*")
_LABEL_WORD = re.compile(r"[^\s.!?…。！？()（）\[\]|:：,，“”\"»]+")
_BY = re.compile(
    r"\b(?:(?:photo(?:s|graphs?|graphy)?|pictures?|images?|illustrations?)"
    r"\s(?:by|courtesy of|courtesy|via)|fot\.|φωτ\.)\s",
    re.IGNORECASE,
)
# One of these is in all labels.
_LABEL_SIGNS = (*_SEPARATORS, "©", "by ", "By ", "via ", "ourtesy", "fot.", "Fot.", "φωτ", "Φωτ")
_HINTS = Substrings(_LABEL_SIGNS)
_OF_CREDITS = Substrings([*_LABEL_SIGNS, *"([（［ⓒ"])
_COPYRIGHT = re.compile(r"(?:©|\(c\)|ⓒ)\s*", re.IGNORECASE)
_UNLABELLED = re.compile(r"(?<=[.!?…”\"»] )(?:© ?|/ (?=[^\W\d_]))")  # "The old pier. © X", "The old pier. / X"
_BRACKET = re.compile(r"\s*[(\[（［](?P<inside>[^()\[\]（）［］\n]{2,90})[)\]）］]\s*")
_JOINTS = re.compile(r"\s*[/|;]\s*|\s*,\s+|\s+(?:via|for|/|-|–|—|and|und|y|et)\s+", re.IGNORECASE)
_BEFORE_CREDIT = END_MARKS | frozenset("”\"'’»)|")
_LONGEST_DOTTED = 60  # letters of a label and a credit that ends with a full stop
_CLOSING = frozenset(")]）］")
_NO_CREDIT_ENDS = END_MARKS - {"."}
_HOUSE = re.compile(r" for (?:the )?|/")
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
    maybe = _may_be_credits(lines)
    houses = _house_credits(lines, maybe)
    for index in sorted(maybe.union(closed_lines, labelled)):
        line = lines[index]
        if index in maybe:
            start, end = core(line)
            span = whole_credit(text[start:end])
            if index in houses:
                yield from moved(text, line, *houses[index], field="credits")
                continue
            if span:
                yield from moved(text, line, start + span[0], start + span[1], field="credits")
                continue
        credit = bracket_credit(line.text) if index in closed_lines else None
        if not credit and index in labelled:
            credit = labelled[index]
            if not (
                shows_page(document) or document.derived(is_extract)
            ):  # edited prose may give a picture's source, too
                fact = line.text[credit.start : credit.end]
                yield Edit(line.start + credit.start, fact, fact, "credits")
                continue
        if credit:
            yield Edit(line.start + credit.cut, line.text[credit.cut : credit.start], "")
            yield Edit(line.start + credit.start, line.text[credit.start : credit.end], "", "credits")
            if credit.end < len(line.text):
                yield Edit(line.start + credit.end, line.text[credit.end :], "")


def _may_be_credits(lines: Sequence[Line]) -> set[int]:
    """Return the places of the lines that have what a whole credit cannot do without, or are short enough for one."""
    short = [line.text if len(line.text) <= _LONGEST else "" for line in lines]
    signed = {index for index, _ in _OF_CREDITS.find(short)}
    return signed.union(index for index, text in enumerate(short) if text and len(text) <= _LONGEST_LABEL)


def whole_credit(words: str) -> tuple[int, int] | None:
    """Return the span of the fact if the words are nothing but a credit."""
    if not words or words[-1] in _NO_CREDIT_ENDS or words.isalnum():
        return None
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
        label = _label(named)  # "© Photo: X"
        if label and is_maker(named[label:]):
            return mark.end() + label, len(words)
        return (mark.end(), len(words)) if is_maker(named) and not any(map(str.isdigit, named)) else None
    agency = _agency_after_label(words)
    if agency:
        return agency, len(words)
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
    hinted = {index for index, _ in _HINTS.find([_credit_end(line.text) for line in lines])}
    found = ((index, labelled_credit(lines[index].text)) for index in sorted(hinted))
    return {index: credit for index, credit in found if credit}


def _credit_end(line: str) -> str:
    """Return the end of a line in which a credit with a label may stand: nothing of most lines."""
    tail = line[-_LONGEST:]
    last = tail.rstrip()[-1:]
    if last in _NO_CREDIT_ENDS:
        return ""
    return tail[-_LONGEST_DOTTED:] if last == "." else tail


def labelled_credit(line: str) -> Credit | None:
    """Return the credit with a label that a line ends with, behind a caption: "A pier. Photo: X"."""
    tail = line[-_LONGEST:]
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
            if all(2 <= len(name.split()) <= 4 and is_name(name) for name in (maker, house)):
                found[index] = house, start, end
                makers.setdefault(house, set()).update({maker} if joint.group() == "/" else ())
    return {index: (start, end) for index, (house, start, end) in found.items() if len(makers[house]) > 1}


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
        if words[first : found.start()].rstrip(" .").casefold()[-2:] not in _LABEL_ENDINGS:
            continue
        near = list(_LABEL_WORD.finditer(words, first, found.start()))[-3:]
        for word in near:
            if words[word.start() : found.start()].strip(" .").casefold() in _LABELS:
                yield word.start(), found.end()
                break
    for by in _BY.finditer(words):
        yield by.start(), by.end()
    for bare in _UNLABELLED.finditer(words):
        named = words[bare.end() :].rstrip(" *_\r\t")
        shouted = named.isupper() and 2 <= len(named.split()) <= 4 and is_name(named)
        if ("©" in bare.group() or shouted) and not any(map(str.isdigit, named)):
            yield bare.start(), bare.end()


def _inside(words: str, *, square: bool = False) -> tuple[int, int] | None:
    """Return the span of the fact in what stands between brackets."""
    label = _label(words)
    if label:
        return (label, len(words)) if is_maker(words[label:]) else None
    mark = _COPYRIGHT.match(words)
    if mark and is_maker(words[mark.end() :]) and not any(map(str.isdigit, words)):
        return mark.end(), len(words)
    agency = _agency_after_label(words)
    if agency:
        return agency, len(words)
    return (0, len(words)) if _is_agency_line(words, alone=square) else None


def _agency_after_label(words: str) -> int:
    """Return where the agency begins in "Photo AFP"; 0 if that is not what the words are."""
    first, _, rest = words.partition(" ")
    known = first.casefold() in _LABELS and _is_agency_line(rest.lstrip(), alone=True)
    return len(words) - len(rest.lstrip()) if known and rest[:1].isupper() else 0


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
