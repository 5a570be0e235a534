"""The cleaner that repairs misspelt names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from cleantext.cleaners.names.inside import inside
from cleantext.cleaners.names.known import Known, known_for
from cleantext.cleaners.names.like_known import Text, like_known
from cleantext.cleaners.names.proposals import Proposal, settled_changes
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit, Flag
from cleantext.core.layout import layout
from cleantext.core.table import Table
from cleantext.core.words import is_english

NO_TABLE = Table()


@document_rule(effect="repair")
def name_variants(document: Document, *, table: Table = NO_TABLE, shipped: bool = True) -> Iterator[Edit | Flag]:
    r"""Repair misspelt names of people and places, with the evidence for each.

    Why: translated and hastily typed articles spell one name five ways, so that search and counting miss it.
    `table` is what `cleantext learn names` found in a corpus; `shipped` turns the names that come with us on and off.
    What is likely but not certain is flagged with the proposal. Addresses, handles, file names, code and what an
    editor marked [sic] stay as they are.
    Before: "Talks on Karabakh failed. Karabakh is quiet, and Karabakh waits; roads to Kerabakh are shut."
    After: "Talks on Karabakh failed. Karabakh is quiet, and Karabakh waits; roads to Karabakh are shut."
    Before: "In China a spokesman, Wang Webin, declined to answer."
    After: "In China a spokesman, Wang Wenbin, declined to answer."
    Keeps: "The tailor Wang Webin has a shop in Oslo."
    Keeps: "See https://example.org/Kerabakh for the map of Karabakh; Karabakh is a region, and Karabakh has hills."
    """
    known = known_for(table, shipped)
    # Where no name is looked at twice, the lines tell it all: so it is with what blank lines alone set apart from that.
    calm = document.lines_known(known)
    lines = document.shared(layout).lines
    if calm and [line.text for line in calm["lines"]] == [line.text for line in lines]:
        return
    text = Text(document)
    words = known.remarkable(text.times)
    exact = known.exact(text.text, words)
    proposals = [*exact, *_by_likeness(document, text, known, words)]
    if proposals:
        yield from settled_changes(text.text, proposals, known.is_refused)
    if not (exact or text.looked_up):
        calm["lines"] = lines


def _by_likeness(document: Document, text: Text, known: Known, words: Iterable[str]) -> Iterator[Proposal]:
    """Yield what is near a known name or a name of the document itself, in English texts: other languages inflect."""
    for proposal in chain(like_known(text, known, words), inside(text, known.is_right)):
        if not document.shared(is_english):  # asked last: most texts have no proposal
            return
        yield proposal
