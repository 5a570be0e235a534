"""What the rules for the head of the page share: its lines, and what a name and a bare line look like.

Holds no cleaner.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from cleantext.core.document import Document
from cleantext.core.layout import END_MARKS, Line, ends_sentence, layout, weight

_LONGEST_HEAD = 14  # lines; what stands below is text, whatever it looks like
_LONGEST_DECK = 420  # Latin letters: a first paragraph longer than this is no summary under the headline

# Marks that a page or a Markdown dump sets around the words of a line.
_MARKS = "#*_>•◦▪●○■◆‣·–—-|~\"'“”„«»‘’[]() \t\r\u00a0\u3000"
_EDGE = re.compile(r"^[#*_>•◦▪●■‣·\s✍🖊🕒📅]+|[*_\s]+$")

# Words inside names that are not capitalised.
_PARTICLES = frozenset(
    {"de", "del", "della", "dello", "dei", "degli", "di", "da", "das", "dos", "do", "van", "von", "der", "den", "ter"}
    | {"te", "zu", "zum", "zur", "af", "av", "al", "el", "bin", "ibn", "ben", "la", "le", "du", "des", "y", "e", "und"}
)
_INITIAL = re.compile(r"(?:[A-Z]\.?){1,3}|(?:[JSD]r|Ph\.?D|M\.?D|M[rs]s?|St|Prof)\.?")
_NAME_CHARACTER = re.compile(r"^[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff.'’‘`-])*$")


@dataclass(frozen=True)
class Head:
    """The lines above the text proper, with at most one summary paragraph among them."""

    lines: tuple[Line, ...]
    in_prose: bool  # False if nothing in the whole text reads as prose: a poem, a list, a form


def head(text: str) -> Head:
    """Find the lines of the head: ask `document.shared(head)`."""
    return head_of(Document(text))


def head_of(document: Document) -> Head:
    """Return the document's head.

    It ends before the second prose paragraph, or after a first one that is too long for a summary.
    """
    plan = document.shared(layout)
    lines: list[Line] = []
    prose = 0
    for index, line in enumerate(plan.lines[:_LONGEST_HEAD]):
        if index >= plan.first_prose and index <= plan.last_prose and _is_paragraph(line.text):
            prose += 1
            if prose > 1 or weight(line.text) > _LONGEST_DECK:
                break
        lines.append(line)
    return Head(tuple(lines), plan.last_prose >= 0)


def _is_paragraph(line: str) -> bool:
    length = weight(line)
    return length > 160 or (length >= 40 and ends_sentence(line))


def folded(line: str) -> str:
    """Return a line's words in the form in which copies of it are equal: marks, case and width aside."""
    if not line.isascii():
        line = unicodedata.normalize("NFKC", line)
    return " ".join(line.casefold().split()).strip(_MARKS).rstrip("".join(END_MARKS))


def core(line: Line) -> tuple[int, int]:
    """Return the span of a line's words, in text offsets: bullets, Markdown marks and spaces at its ends aside."""
    found = _EDGE.match(line.text)
    start = found.end() if found else 0
    end = len(line.text)
    while end > start and line.text[end - 1] in "*_ \t\r\u00a0":
        end -= 1
    return line.start + start, line.start + end


def is_name(words: str, *, longest: int = 5) -> bool:
    """Say whether words have the shape of one name: capitalised words with particles, or a few of a script
    without case. What they mean is not looked at."""
    parts = words.split()
    if not 1 <= len(parts) <= longest or len(words) > 60:
        return False
    cased = 0
    for position, part in enumerate(parts):
        bare = part.strip(".,()“”\"'’")
        if bare.lower() in _PARTICLES and 0 < position < len(parts) - 1:
            continue
        if _INITIAL.fullmatch(bare):
            cased += bare[:1].isupper()
            continue
        if not _NAME_CHARACTER.match(bare) or part[-1] in END_MARKS:
            return False
        first = bare[0]
        if first.islower():
            return bool(re.match(r"^(?:al|el|d|o|ter)[-'’]\w", bare)) and len(parts) > 1
        cased += 1
    return cased > 0


def has_case(words: str) -> bool:
    """Say whether the words are of a script that tells capitals from small letters."""
    return words.upper() != words.lower()
