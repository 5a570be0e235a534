"""What the site, not the author, has to say: prompts, notices, walls, rights, tags, sources."""

from __future__ import annotations

from collections.abc import Iterator

from cleantext.cleaners.phrases.debris import debris
from cleantext.cleaners.phrases.drops import drops, drops_where_cut
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit, Fact, Flag


@document_rule(effect="remove", families=("share",), asks=debris)
def share_bars(document: Document) -> Iterator[Edit | Fact]:
    """Drop lines that only offer to share the page, and rows of network names.

    Why: the buttons' labels stay when the buttons go.
    Before: "Share this:\\nFacebook | Twitter | WhatsApp\\nThe ferry came late."
    After: "The ferry came late."
    Keeps: "Share prices of all five insurers halved by lunch."
    Keeps: "Twitter and Facebook were blocked within the hour, monitors said."
    """
    yield from drops(document, "share")


@document_rule(effect="remove", families=("follow",), asks=debris)
def follow_prompts(document: Document) -> Iterator[Edit | Fact]:
    """Drop lines that ask the reader to follow the site somewhere.

    Why: they are addressed to the reader of the page, and say nothing of the story.
    Before: "The ferry came late.\\nFollow us on Facebook"
    After: "The ferry came late.\\n"
    Keeps: "Follow us, the pilot signalled, and three boats did."
    """
    yield from drops(document, "follow")


@document_rule(effect="remove", families=("newsletter",), asks=debris)
def newsletter_prompts(document: Document) -> Iterator[Edit | Fact]:
    """Drop lines that ask the reader to sign up for letters or notifications.

    Why: they are addressed to the reader of the page, and say nothing of the story.
    Before: "The ferry came late.\\nSign up for our free newsletter\\nNobody minded."
    After: "The ferry came late.\\nNobody minded."
    Keeps: "The newsletter of the choir had forty readers and one editor."
    """
    yield from drops(document, "newsletter")


@document_rule(effect="remove", families=("app",), asks=debris)
def app_prompts(document: Document) -> Iterator[Edit | Fact]:
    """Drop lines that ask the reader to install an app.

    Why: they are addressed to the reader of the page, and say nothing of the story.
    Before: "The ferry came late.\\nDownload our app"
    After: "The ferry came late.\\n"
    Keeps: "Download the app, the guide said, but there was no signal on the island."
    """
    yield from drops(document, "app")


@document_rule(effect="remove", sure=False, families=("donate",), asks=debris)
def donation_appeals(document: Document) -> Iterator[Edit | Fact]:
    """Drop lines that ask the reader for money for the site.

    Why: they are addressed to the reader of the page, and say nothing of the story.
    Before: "The ferry came late.\\nSupport independent journalism"
    After: "The ferry came late.\\n"
    Keeps: "Support us, the miners wrote, and the town did."
    """
    yield from drops(document, "donate")


@document_rule(effect="remove", families=("paywall",), asks=debris)
def paywall_notices(document: Document) -> Iterator[Edit | Flag | Fact]:
    """Drop the lines of a paywall, and flag a text that ends at one.

    Why: what stands above it may be the beginning of the article alone.
    Before: "The ferry lay on its side in the mud until spring.\\nSubscribe to continue reading"
    After: "The ferry lay on its side in the mud until spring.\\n"
    Keeps: "Members only signs went up on the beach overnight."
    Keeps: "Subscribe, in the Latin sense, means to sign underneath."
    """
    yield from drops_where_cut(document, "paywall")


@document_rule(effect="remove", families=("cookies",), asks=debris)
def cookie_notices(document: Document) -> Iterator[Edit | Fact]:
    """Drop consent notices and their buttons.

    Why: the law asks for them on every page, often in English on pages of other languages.
    Before: "We use cookies to give you the best experience on our website.\\nThe ferry came late."
    After: "The ferry came late."
    Keeps: "Cookies, crisps and 12 tins of tea were all the shelter had left."
    """
    yield from drops(document, "cookies")


@document_rule(effect="remove", families=("tags",), asks=debris)
def tag_lists(document: Document) -> Iterator[Edit | Fact]:
    """Move labelled lists of tags, and lines of hashtags alone, to the metadata.

    Why: tags index the page; each becomes a value of the field `tags`.
    Before: "The ferry lay on its side in the mud until spring.\\nTags: ferry, harbour"
    After: "The ferry lay on its side in the mud until spring.\\n"
    Keeps: "Tags: one red, one yellow, both on the left ear."
    """
    yield from drops(document, "tags")


@document_rule(effect="remove", families=("rights",), asks=debris)
def rights_notices(document: Document) -> Iterator[Edit | Fact]:
    """Move notices of rights and syndication to the metadata.

    Why: they hold for the page; the line goes to the field `rights`.
    Before: "The ferry lay on its side in the mud until spring.\\nAll rights reserved."
    After: "The ferry lay on its side in the mud until spring.\\n"
    Keeps: "Copyright 1953 was stamped inside a coat said to be medieval."
    Keeps: "All rights of way across the moor were reserved to shepherds."
    """
    yield from drops(document, "rights")


@document_rule(effect="remove", families=("source",), asks=debris)
def source_lines(document: Document) -> Iterator[Edit | Fact]:
    """Move the line that names where the text is from, above or below it, to the metadata.

    Why: copies name their source so; the name goes to the field `source`. Addresses are left to another cleaner.
    Before: "The ferry lay on its side in the mud until spring.\\nSource: Harbour Gazette"
    After: "The ferry lay on its side in the mud until spring.\\n"
    Keeps: "Source: he would not say, and the judge did not ask."
    """
    yield from drops(document, "source")


@document_rule(effect="remove", families=("sign-off",), asks=debris)
def agency_notes(document: Document) -> Iterator[Edit | Fact]:
    """Move the lines that say which agencies and colleagues contributed to the metadata.

    Why: desks sign that way above or below the story. The names go to the field `contributors`.
    Before: "The ferry lay on its side in the mud until spring.\\n(With inputs from agencies)"
    After: "The ferry lay on its side in the mud until spring.\\n"
    Keeps: "With inputs from three rivers, the lake never froze."
    """
    yield from drops(document, "sign-off")


@document_rule(effect="remove", families=("browser",), asks=debris)
def browser_notices(document: Document) -> Iterator[Edit | Fact]:
    """Drop what a site tells the browser instead of the reader: scripts, blockers, errors, robot checks.

    Why: the crawler met them in place of a part of the page.
    Before: "Please enable JavaScript in your browser to complete this form.\\nThe ferry came late."
    After: "The ferry came late."
    Keeps: "The browser in the library had no scripts and no pictures, and was much loved."
    """
    yield from drops(document, "browser")


@document_rule(effect="remove", families=("assistant",), asks=debris)
def assistant_talk(document: Document) -> Iterator[Edit | Fact]:
    """Drop what a language model said around the text that it was asked for.

    Why: rewriting sites paste its answers whole.
    Before: "Certainly! Here is the rewritten article:\\nThe ferry came late.\\nI hope this helps!"
    After: "The ferry came late.\\nI hope this helps!"
    Keeps: "As an AI researcher I cannot sleep, he joked."
    """
    yield from drops(document, "assistant")
