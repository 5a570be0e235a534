"""Quotes and dashes of which a wrong decoding, and then the removal of control characters, left one letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import numbered_lines
from cleantext.core.words import is_english

_FEWEST = 2
_CONTRACTION = re.compile(
    r"(?<![A-Za-z])(?:(?:i|it|that|this|he|she|we|they|you|there|here|what|who|where|let)â(?:s|re|ve|ll|d|m)"
    r"|(?:do|does|did|is|are|was|were|wo|ca|could|would|should|have|has|had)nât)\b",
    re.IGNORECASE,
)
# What every contraction has; each begins with a literal, and so is searched for at a hundred times the speed.
_MAYBE_CONTRACTION = [re.compile(rf"{letter}(?i:s|re|ve|ll|d|m|t)") for letter in "âÂ"]
_LONGEST_STEM = len("shouldn")
# Marks and letters that such a text cannot have kept: all of them were made of bytes like those that are gone.
_WHOLE = re.compile("[\u2010-\u2026\u00c0\u00c1\u00c3-\u00e1\u00e3-\u00ff]")
# In their order: the first that fits says what stood there.
_FORMS = re.compile(
    r"(?P<nothing>^â$)|(?P<ellipsis>â¦)|(?P<euro>â¬(?=\d))|(?P<sign>Â(?=[\u00a1-\u00bf]))|(?P<blank>Â(?=[\s\u00a0]|$))"
    r"|(?P<apostrophe>(?<=[A-Za-z])â(?=(?:s|re|ve|ll|d|m)\b)|(?<=n)â(?=t\b)|(?<=\d)â(?=s\b))"
    r"|(?P<range>(?<=\s)â(?=\s)|(?<=\d)â(?=\d))"
    r"|(?P<opening>(?<![^\s(\[â])â(?=[\w$£(]))"
    r"|(?P<closing>(?<=[.,!?…%)\]])â(?![\w])|(?<=\w)â(?=[.,;:!?)\]]|$))"
    r"|(?P<either>(?<=\w)â(?=\s))"
    r"|(?P<dash>(?<=\w)â(?=\w))"
)
_MEANT = {
    "ellipsis": "…", "euro": "€", "sign": "", "nothing": "", "blank": "", "apostrophe": "’", "range": "–",
    "opening": "“", "closing": "”", "dash": "—",
}  # fmt: skip


def _contracted(document: Document) -> bool:
    """Say whether the letter stands in several contractions."""
    return len(list(islice(_contractions(document.text), _FEWEST))) == _FEWEST


@document_rule(effect="repair", triggers=("â",), asks=_contracted)
def stripped_marks(document: Document) -> Iterator[Edit]:
    r"""Put back the quotes and dashes of which only "â" is left.

    Why: UTF-8 that was read as Latin-1 spells a quote with "â" and two control characters; extractors drop those, and
    no decoder finds the mark again. In an English text with several forms such as "wasnât", each "â" tells by its
    neighbours what it was. Where other accents or quotes are whole, only the apostrophes are put back.
    Before: "It wasnât open, she said. âThatâs the pierâs trouble.â"
    After: "It wasn’t open, she said. “That’s the pier’s trouble.”"
    Keeps: "The château was open, and its âge was on the plate."
    Keeps: "Cât de mult mi-a plăcut, atât de urât a fost."
    Loses: which of several dashes or quotes it was.
    """
    text = document.text
    if not (document.derived(_contracted) and document.shared(is_english)):
        return
    whole = _WHOLE.search(text) is not None
    for start, line in numbered_lines(text):
        if "â" not in line and "Â" not in line:
            continue
        opened = False
        for found in _FORMS.finditer(line):
            form = str(found.lastgroup)
            if whole and form != "apostrophe":
                continue
            meant = ("”" if opened else "’") if form == "either" else _MEANT[form]
            opened = form == "opening" or (opened and form not in ("closing", "either"))
            yield Edit(start + found.start(), found.group(), meant)


def _contractions(text: str) -> Iterator[int]:
    """Yield where the letters stand that were apostrophes of English contractions."""
    for maybe in chain.from_iterable([pattern.finditer(text) for pattern in _MAYBE_CONTRACTION]):
        place = maybe.start()
        for start in range(max(place - _LONGEST_STEM, 0), place):
            found = _CONTRACTION.match(text, start)
            if found and found.end() > place:
                yield place
                break
