"""Characters that should not be there, or should be others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.core.alphabet import one_of, unusual_characters
from cleantext.core.cleaner import document_rule, line_rule
from cleantext.core.document import Document, Edit


@line_rule(effect="repair", triggers=("\u00ad",))
def soft_hyphens(line: str) -> str:
    r"""Remove soft hyphens (U+00AD).

    Why: layouts put them inside words, where they hide the word from search and counting.
    Before: "inter\u00adnational"
    After: "international"
    Keeps: "well-known"
    Loses: where the page allowed a line break.
    Source: Unicode Standard Annex 14, on the soft hyphen.
    """
    return line.replace("\u00ad", "")


_LINE_BREAK = re.compile("\r(?:\r?\n)?|[\x0b\x0c\x85\u2028\u2029]")


@document_rule(effect="normalise", triggers=("\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"))
def line_breaks(document: Document) -> Iterator[Edit]:
    r"""Write every kind of line break as "\n".

    Why: for all other cleaners nothing but "\n" ends a line.
    Before: "one\r\ntwo\rthree\u2028four"
    After: "one\ntwo\nthree\nfour"
    Keeps: "one\n\ntwo"
    Loses: which system the text came from, and where its pages ended (form feeds).
    """
    for match in _LINE_BREAK.finditer(document.text):
        yield Edit(match.start(), match[0], "\n")


# C0 but for the tab and the line breaks, DEL, C1 but for NEL, surrogates, noncharacters of the basic plane.
_CONTROLS = frozenset(
    map(
        chr,
        [
            *range(0x09),
            *range(0x0E, 0x20),
            *range(0x7F, 0x85),
            *range(0x86, 0xA0),
            *range(0xD800, 0xE000),
            *range(0xFDD0, 0xFDF0),
            0xFFFE,
            0xFFFF,
        ],
    )
)
_SEPARATORS = "\x1c\x1d\x1e\x1f"
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


@document_rule(effect="repair", triggers=_CONTROLS)
def control_characters(document: Document) -> Iterator[Edit]:
    r"""Remove control characters and noncharacters; join the halves of split surrogate pairs.

    Why: they are remains of printers, terminals and broken decoders, and many programs refuse a text that holds them.
    Before: "The har\x02bour\x00 reopened."
    After: "The harbour reopened."
    Before: "cut \ud83d\ude00 in two"
    After: "cut 😀 in two"
    Keeps: "one\ttwo\nthree"
    Loses: nothing a reader sees; half a surrogate pair becomes U+FFFD, and separators (U+001C to 1F) become blanks.
    """
    found = document.shared(unusual_characters) & _CONTROLS
    if not found:
        return
    for match in re.finditer(f"{_SURROGATES.pattern}|{one_of(found)}", document.text):
        yield Edit(match.start(), match[0], _without_control(match[0]))


def _without_control(found: str) -> str:
    if len(found) == 2:
        return found.encode("utf-16", "surrogatepass").decode("utf-16")
    if "\ud800" <= found <= "\udfff":
        return "\ufffd"
    return " " if found in _SEPARATORS else ""
