"""The page's own machinery: menus, buttons, players, counters."""

from __future__ import annotations

from collections.abc import Iterator

from cleantext.cleaners.phrases.debris import debris
from cleantext.cleaners.phrases.drops import drops
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit, Fact


@document_rule(effect="remove", families=("navigation",), asks=debris)
def navigation_lines(document: Document) -> Iterator[Edit | Fact]:
    """Drop skip links, menu labels and links to other pages of the site.

    Why: they belong to the page. Single words go only beside a line that is certain.
    Before: "Skip to main content\\nThe ferry came late.\\nBack to top"
    After: "The ferry came late.\\n"
    Keeps: "Menu prices rose twice in one week."
    Keeps: "Home"
    """
    yield from drops(document, "navigation")


@document_rule(effect="remove", families=("controls",), asks=debris)
def leftover_controls(document: Document) -> Iterator[Edit | Fact]:
    """Drop the labels of buttons: print, copy, enlarge, report an error.

    Why: the buttons' labels stay when the buttons go.
    Before: "Copy link\\nThe ferry came late.\\nPrint this article"
    After: "The ferry came late.\\n"
    Keeps: "Print, post, deliver: the mill did all three until 1968."
    """
    yield from drops(document, "controls")


@document_rule(effect="remove", families=("player",), asks=debris)
def player_strings(document: Document) -> Iterator[Edit | Fact]:
    """Drop what a video or audio player says of itself.

    Why: the player's labels and errors stay when the film goes.
    Before: "This video cannot be played\\nThe ferry came late.\\nListen to this article"
    After: "The ferry came late.\\n"
    Keeps: "Listen to this article of faith, he said: boats float."
    """
    yield from drops(document, "player")


@document_rule(effect="remove", families=("embeds",), asks=debris)
def embed_leftovers(document: Document) -> Iterator[Edit | Fact]:
    """Drop what is left of embedded posts besides their words.

    Why: the frame around a post says where it can be seen; the post's own words stay.
    Before: "View this post on Instagram\\nThe ferry came late.\\nA post shared by Harbour Gazette"
    After: "The ferry came late.\\n"
    Keeps: "A post shared by two men stood at the gate."
    """
    yield from drops(document, "embeds")


@document_rule(effect="remove", families=("counters", "reading-time"), asks=debris)
def page_counters(document: Document) -> Iterator[Edit | Fact]:
    """Drop reading times, views, shares and other counts that the page keeps of itself.

    Why: they change with every visit, and belong to the page.
    Before: "5 min read\\nThe ferry came late.\\n1,204 views"
    After: "The ferry came late.\\n"
    Keeps: "A five-minute read of the meter cost the firm millions."
    Keeps: "2,000 people were waiting on the far bank."
    """
    yield from drops(document, "counters", "reading-time")


@document_rule(effect="remove", families=("photo", "caption"), asks=debris)
def labelled_credits(document: Document) -> Iterator[Edit | Fact]:
    """Move photo credits and captions that say so, in any language, to the metadata.

    Why: the picture is gone. Names go to the field `credits`, captions to `captions`.
    Before: "The ferry came late.\\nPhoto: Ada Example\\nNobody minded."
    After: "The ferry came late.\\nNobody minded."
    Keeps: "Photo: the word was scratched into the frame, nothing else."
    """
    yield from drops(document, "photo", "caption")


@document_rule(effect="remove", families=("byline",), asks=debris)
def labelled_authors(document: Document) -> Iterator[Edit | Fact]:
    """Move the line that names the author after a label, in any language, to the metadata.

    Why: the name goes to the field `byline`.
    Before: "Written by: Ada Example\\nThe ferry lay on its side in the mud until spring."
    After: "The ferry lay on its side in the mud until spring."
    Keeps: "By Night, her second novel, sold poorly."
    """
    yield from drops(document, "byline")


@document_rule(effect="remove", families=("updated",), asks=debris)
def update_lines(document: Document) -> Iterator[Edit | Fact]:
    """Move labelled dates of publication and update, in any language, to the metadata.

    Why: they stand above or below the text. Cleaners that read dates should run first: here they are kept as written.
    Before: "Last updated: 3 May 2021\\nThe ferry lay on its side in the mud until spring."
    After: "The ferry lay on its side in the mud until spring."
    Keeps: "Updated maps show the border 400 metres further east."
    """
    yield from drops(document, "updated")
