"""The end of the page, walked as a whole: there the lines of one widget vouch for those of the next."""

from __future__ import annotations

from collections.abc import Iterator

from cleantext.cleaners.forms import everything_from, form_start
from cleantext.cleaners.phrases.debris import Debris, debris
from cleantext.cleaners.phrases.drops import is_address, removal
from cleantext.cleaners.phrases.loader import FAMILIES
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit, Fact

# Left to cleaners of their own, which do more than drop the line.
_NOT_HERE = frozenset({"related", "paywall", "continue-reading", "photo", "caption", "byline", "updated"})
_FAMILIES = tuple(family for family in FAMILIES if family not in _NOT_HERE)


@document_rule(effect="remove", families=_FAMILIES, asks=debris)
def tail_lines(document: Document) -> Iterator[Edit | Fact]:
    """Drop the share bars, forms, tags, notices and prompts below the last paragraph, all in one go.

    Why: "Share" or "Name" alone is any word; below the article, beside a line that is debris for certain, it is not.
    Cleaners that each take one kind of line would take each other's witnesses away.
    Before: "The ferry lay on its side in the mud until spring.\\n\\nShare this:\\nFacebook\\nTags: ferry, mud"
    After: "The ferry lay on its side in the mud until spring.\\n\\n"
    Keeps: "The ferry lay on its side in the mud until spring.\\n\\nShare"
    Keeps: "Share\\nMenu\\nHome"
    """
    page = document.derived(debris)
    yield from _marked(document.text, page, "tail", form_start(page))


@document_rule(effect="remove", families=_FAMILIES, asks=debris)
def head_lines(document: Document) -> Iterator[Edit | Fact]:
    """Drop the menus, share bars and notices above the first paragraph, all in one go.

    Why: as at the end of the page, what "Menu" or "Search" means shows in its company.
    Before: "Skip to content\\nMenu\\nSearch\\n\\nThe ferry lay on its side in the mud until spring."
    After: "\\nThe ferry lay on its side in the mud until spring."
    Keeps: "Menu\\n\\nThe ferry lay on its side in the mud until spring, and the cook with it."
    """
    page = document.derived(debris)
    yield from _marked(document.text, page, "head", len(page.layout.lines))


def _marked(text: str, page: Debris, zone: str, stop: int) -> Iterator[Edit | Fact]:
    for index, mark in sorted(page.marks.items()):
        if index >= stop:
            break
        alone = mark.family == "read-also" and mark.fact[0] == mark.fact[1]  # the headline below goes with it
        if (
            page.zone(index) == zone
            and mark.family not in _NOT_HERE
            and not alone
            and not is_address(text, page, index)
        ):
            yield from removal(text, page.line(index), mark)
    yield from everything_from(text, page, stop)
