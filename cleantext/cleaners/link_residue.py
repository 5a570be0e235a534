"""What links leave behind when their words are lost, and the marks that only stood for a link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit, Flag
from cleantext.core.layout import layout, removed

_PARTNER_NOTE = re.compile(
    r"\s*\(?\*{1,2} ?(?:[\w-]{1,40}\.){1,3}(?:de|at|ch|com|net|org) (?:ist|sind|gehört|gehören|und)\b[^\n]{0,400}"
    r"(?:Netzwerk|Angebot|Redaktion|Portal|Teil|Ippen)[^\n]{0,200}"
)
_STAR = re.compile(r"(?<=\w)\*(?=[\s.,;:!?)“”\"»]|$)")


@document_rule(effect="remove", triggers=("*",))
def partner_stars(document: Document) -> Iterator[Edit]:
    r"""Remove the stars after words, with the footnote that says they lead to a partner's page.

    Why: a German network marks links to its sister papers so; without the link the star marks nothing.
    Before: "Die Fähre* ist zurück.\n*faehre.example.de ist ein Angebot des Beispiel-Netzwerks."
    After: "Die Fähre ist zurück.\n"
    Keeps: "Preis* und Gebühr*\n* ohne Steuer"
    """
    text = document.text
    lines = document.shared(layout).lines
    notes = [line for line in lines if "*" in line.text[:4] and _PARTNER_NOTE.fullmatch(line.text)]
    if not notes:
        return
    gone = {line.start for line in notes}
    for line in lines:
        if line.start in gone:
            yield removed(text, line.start, line.end)
        elif "*" in line.text and not line.text.lstrip().startswith("*"):
            for star in _STAR.finditer(line.text):
                yield Edit(line.start + star.start(), "*", "")


# Words that cannot end a sentence: what follows a blank and a full stop there was a link.
_DANGLING = re.compile(
    r"\b(?:at|from|the|of|with|via|unter|auf|bei|von|der|die|das|im|zum|zur|sur|dans|chez|les|des|du|della|nel|sul|"
    r"los|las|del)\Z"
)
_LONGEST_WORD = 5
_SPACED_MARKS = [(gate, re.compile(rf"{re.escape(gate)}(?<=\w..)(?=\s|$)")) for gate in (" .", " ,")]
# More of these, and the text has been taken apart into tokens: a blank before every mark means nothing there.
_MOST_SPACED_MARKS = 4


@document_rule(effect="repair", triggers=(" .", " ,"))
def link_gaps(document: Document) -> Iterator[Edit | Flag]:
    r"""Close the blank before a full stop where a link's words were lost, and flag that words may be missing.

    Why: an extractor that drops links turns “available at example.org.” into “available at .”
    Before: "The timetable is available at . The ferry is back."
    After: "The timetable is available at. The ferry is back."
    Keeps: "Look at .NET and the .5 mark, at ... last."
    """
    text = document.text
    places = sorted(match.start() for gate, mark in _SPACED_MARKS if gate in text for match in mark.finditer(text))
    if len(places) > _MOST_SPACED_MARKS:
        return
    for place in places:
        if word := _DANGLING.search(text, max(place - _LONGEST_WORD - 1, 0), place):
            yield Edit(place, " ", "")
            yield Flag(word.start(), place + 2, "words of a link may be missing")
