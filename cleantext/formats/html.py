"""HTML to a document: the main text, by trafilatura or by the better of it and our model, or the whole page's text."""

from __future__ import annotations

import re
import sys
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

from cleantext.core.document import Document
from cleantext.core.errors import BadInput, MissingExtra
from cleantext.formats.decoding import decode

EXTRACT = ("trafilatura", "auto", "page")

# trafilatura's names for what a page says of itself, and ours.
_FIELDS = {"title": "title", "author": "byline", "date": "date", "sitename": "site", "url": "source_url"}
# What each way needs: module, its name on PyPI, our extra.
_TRAFILATURA, _HTML_TEXT = ("trafilatura", "trafilatura", "html"), ("html_text", "html-text", "page")
_NEEDS = {
    "trafilatura": (_TRAFILATURA,),
    "auto": (_TRAFILATURA, _HTML_TEXT, ("numpy", "numpy", "page")),
    "page": (_HTML_TEXT,),
}
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""", re.I)


def check_html(extract: str = "trafilatura") -> None:
    """Errors: `MissingExtra` if something that this way of reading needs is not installed."""
    if extract not in _NEEDS:
        raise BadInput(f"there is no extractor named {extract!r}; there are: {', '.join(EXTRACT)}")
    for module, package, extra in _NEEDS[extract]:
        if not _is_there(module):
            what = "reading HTML" if extract == "trafilatura" else f'reading HTML with extract "{extract}"'
            raise MissingExtra(f"{what} needs {package}: pip install 'cleantext-toolkit[{extra}]'")


def _is_there(module: str) -> bool:
    if module in sys.modules:
        return sys.modules[module] is not None
    return find_spec(module) is not None


def from_html(html: str | bytes, id: str = "", *, url: str = "", extract: str = "trafilatura") -> Document:
    """Return the main text of a page as a document, with title, byline, date, site and URL as metadata.

    `url`: where the page came from, if known; it helps to find the site's name.
    `extract`: "trafilatura"; "auto", the better of its result and the lines of the whole page that our model keeps;
    "page", the text of the whole page and no metadata, for the preset "page".
    Errors: `BadInput` if no main text is found, `MissingExtra` if what it needs is not installed.
    """
    check_html(extract)
    if extract == "page":
        return _whole(html, id, url)
    from trafilatura import bare_extraction

    page: Any = bare_extraction(html, url=url or None, with_metadata=True, include_comments=False)
    text = (page.text or "").strip() if page is not None else ""
    if extract == "auto":
        text, page = _better(text, page, _decoded(html), url)
    else:
        text = _paragraphs(text)
    if not text:
        raise BadInput("no main text found in the page")
    metadata = {ours: value for theirs, ours in _FIELDS.items() if (value := getattr(page, theirs, None))}
    return Document(text + "\n", id=id, metadata=metadata)


def _better(text: str, page: Any, html: str, url: str) -> tuple[str, Any]:
    """Return the better of trafilatura's text and ours, and what the page says of itself."""
    from cleantext.extraction.choose import LEAST_EXPECTED, choose

    choice = choose(text, html)
    if not text and choice.expected < LEAST_EXPECTED:
        return "", page
    if page is None:  # trafilatura found too little text to look further
        from trafilatura.metadata import extract_metadata

        page = extract_metadata(html, default_url=url or None)
    return (_paragraphs(choice.text) if choice.extractor else choice.text), page


def _whole(html: str | bytes, id: str, url: str) -> Document:
    from html_text import extract_text

    text = extract_text(_decoded(html)).strip()
    if not text:
        raise BadInput("no text found in the page")
    return Document(text + "\n", id=id, metadata={"source_url": url} if url else {})


def _decoded(html: str | bytes) -> str:
    """Return a page as text, in the encoding that it names; else in UTF-8."""
    if isinstance(html, str):
        return html.encode(errors="replace").decode()  # parsers refuse lone surrogates
    named = _CHARSET.search(html[:2048])
    if named and not html.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = named[1].decode("ascii").lower()
        # As browsers read it: what calls itself Latin-1 is Windows-1252.
        name = "cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else name
        try:
            return html.decode(name, errors="replace")
        except LookupError:
            pass
    return decode(html)[0]


def _paragraphs(text: str) -> str:
    """Return trafilatura's lines as paragraphs: a blank line between them, but not inside lists and tables."""
    lines = text.split("\n")
    pieces = lines[:1]
    for above, line in pairwise(lines):
        together = above[:1] in ("-", "|") and line[:1] == above[:1]
        pieces.append(("\n" if together else "\n\n") + line)
    return "".join(pieces)
