"""HTML to a document: the main text and the page's own metadata, both found by trafilatura."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

from cleantext.core.document import Document
from cleantext.core.errors import BadInput, MissingExtra

# trafilatura's names for what a page says of itself, and ours.
_FIELDS = {"title": "title", "author": "byline", "date": "date", "sitename": "site", "url": "source_url"}


def check_html() -> None:
    """Errors: `MissingExtra` if trafilatura is not installed."""
    if "trafilatura" not in sys.modules and find_spec("trafilatura") is None:
        raise MissingExtra("reading HTML needs trafilatura: pip install 'cleantext-toolkit[html]'")


def from_html(html: str | bytes, id: str = "", *, url: str = "") -> Document:
    """Return the main text of a page as a document, with title, byline, date, site and URL as metadata.

    `url`: where the page came from, if known; it helps to find the site's name.
    Errors: `BadInput` if no main text is found, `MissingExtra` if trafilatura is not installed.
    """
    check_html()
    from trafilatura import bare_extraction

    page: Any = bare_extraction(html, url=url or None, with_metadata=True, include_comments=False)
    text = (page.text or "").strip() if page is not None else ""
    if not text:
        raise BadInput("no main text found in the page")
    metadata = {ours: value for theirs, ours in _FIELDS.items() if (value := getattr(page, theirs, None))}
    return Document(_paragraphs(text) + "\n", id=id, metadata=metadata)


def _paragraphs(text: str) -> str:
    """Return trafilatura's lines as paragraphs: a blank line between them, but not inside lists and tables."""
    lines = text.split("\n")
    pieces = lines[:1]
    for above, line in pairwise(lines):
        together = above[:1] in ("-", "|") and line[:1] == above[:1]
        pieces.append(("\n" if together else "\n\n") + line)
    return "".join(pieces)
