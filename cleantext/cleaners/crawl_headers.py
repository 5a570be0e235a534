"""What the collector added: headers of reader services, front matter, stamps, page marks, keys of stored pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.cleaners.spans import Gap, code_spans, inside, shows_code, taken_out
from cleantext.core.cleaner import document_rule, line_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import Line, layout, line_beginnings, moved, removed
from cleantext.core.linelooks import looked_for, pieces_there, small_beginnings

_READER_LABELS = {
    "Title:": "title",
    "URL Source:": "source_url",
    "Published Time:": "date",
    "Author:": "byline",
    "Number of Pages:": "",
    "Warning:": "",
    "Markdown Content:": "",
}


@document_rule(effect="remove", triggers=("URL Source:",))
def reader_headers(document: Document) -> Iterator[Edit]:
    r"""Move the header that page readers put before the text into the metadata.

    Why: services that turn a page into Markdown begin with “Title:”, “URL Source:” and “Markdown Content:”.
    Before: "Title: Ferry is back\n\nURL Source: https://example.org/ferry\n\nMarkdown Content:\nIt sails at noon."
    After: "\n\nIt sails at noon."
    Keeps: "Title: Ferry is back\nDirector: Ada Example"
    """
    text = document.text
    lines = document.shared(layout).lines
    header: list[tuple[Line, str]] = []
    for line in lines[:12]:
        label = next((label for label in _READER_LABELS if line.text.startswith(label)), None)
        if label is None:
            break
        header.append((line, label))
    if not any(label == "URL Source:" for _, label in header):
        return
    for line, label in header:
        value = line.text[len(label) :].strip()
        start = line.start + line.text.index(value, len(label)) if value else line.end
        if value and _READER_LABELS[label]:
            yield from moved(text, line, start, start + len(value), field=_READER_LABELS[label])
        else:
            yield removed(text, line.start, line.end)


_FRONT_FIELDS = {
    "title": "title", "date": "date", "published": "date", "pubdate": "date", "published_at": "date",
    "author": "byline",
    "byline": "byline", "authors": "byline", "url": "source_url", "link": "source_url", "canonical_url": "source_url",
    "source_url": "source_url", "hostname": "site", "sitename": "site", "site": "site", "language": "language",
    "lang": "language", "license": "rights",
}  # fmt: skip
_FRONT_LINE = re.compile(r"(?P<key>[A-Za-z][\w-]{0,40}):(?:[ \t]+(?P<value>\S.*))?[ \t\r]*$|[ \t]+\S.*|- .*|#.*")
_MOST_FRONT_LINES = 60


def _opens_with_a_rule(document: Document) -> bool:
    return document.text.lstrip().startswith("---")


@document_rule(effect="remove", triggers=("---",), asks=_opens_with_a_rule)
def front_matter(document: Document) -> Iterator[Edit]:
    r"""Move the front matter at the very start of a text into the metadata.

    Why: files for page generators begin with a block of “key: value” lines between two rules.
    Before: "---\ntitle: Ferry is back\ndate: 2021-10-03\n---\nIt sails at noon."
    After: "It sails at noon."
    Keeps: "---\nThe ferry: a poem\nsails back\n---\nand sinks"
    Loses: fields other than title, date, author, address, site, language and licence.
    """
    text = document.text
    lines = document.shared(layout).lines
    if not lines or lines[0].text.strip() != "---":
        return
    keys = 0
    inner: list[tuple[Line, re.Match[str]]] = []
    for line in lines[1 : _MOST_FRONT_LINES + 2]:
        if line.text.strip() in ("---", "..."):
            closing = line
            break
        match = _FRONT_LINE.fullmatch(line.text)
        if not match:
            return
        keys += bool(match["key"])
        inner.append((line, match))
    else:
        return
    known = [match for _, match in inner if match["key"] and match["key"].lower() in _FRONT_FIELDS]
    if not known or keys * 2 < len(inner):
        return
    yield removed(text, lines[0].start, lines[0].end)
    for line, match in inner:
        field = _FRONT_FIELDS.get((match["key"] or "").lower(), "")
        if field and match["value"]:
            value = match["value"].strip().strip("\"'")
            start = line.start + line.text.index(value, match.start("value"))
            yield from moved(text, line, start, start + len(value), field=field)
        else:
            yield removed(text, line.start, line.end)
    yield removed(text, closing.start, closing.end)


_DATE = r"\d{4}-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?"
_STAMP = re.compile(
    rf"\s*(?:(?:Published|Collected|Crawled|Fetched|Scraped|Retrieved|Updated|Indexed)(?: ?At|_at| on| time)? ?: ?"
    rf"(?:unknown|None|null|N/A|(?P<date>{_DATE}))|"
    rf"(?:crawl|fetch|scrape|warc)[_-](?:date|time|id|target-uri) ?: ?\S{{1,300}}|"
    rf"(?:s3|gs|gcs|hdfs|file)://\S{{1,500}}|date {_DATE}|"
    r"Markdown Content:|Page content transcription|WARC/1\.\d)\s*",
    re.IGNORECASE | re.ASCII,
)
_STAMP_BEGINNINGS = frozenset(
    ("pub", "col", "cra", "fet", "scr", "ret", "upd", "ind", "war", "s3:", "gs:", "gcs", "hdf", "fil", "dat", "mar")
)
# One of these pieces is in each of them.
_STAMP_SIGNS = frozenset(
    looked_for(
        "published", "collected", "crawl", "fetch", "scrape", "retrieved", "updated", "indexed", "warc", "://",
        "markdown content:", "page content transcription", *(f"date {digit}" for digit in [*"0123456789", "?"]),
    )
)  # fmt: skip
_GLUED_DATE = re.compile(r"\s{0,9}date (?P<date>\d{4}-\d{2}(?:-\d{2})?) (?=\S)")


def _may_hold_stamps(document: Document) -> bool:
    """Say whether a line begins like a stamp, or the text with a glued one, and words of stamps stand in the text."""
    if _STAMP_SIGNS.isdisjoint(document.derived(pieces_there)):
        return False
    return not _STAMP_BEGINNINGS.isdisjoint(document.derived(small_beginnings))


@document_rule(effect="remove", asks=_may_hold_stamps)
def crawl_stamps(document: Document) -> Iterator[Edit]:
    r"""Remove the lines in which a crawler wrote down when and where it found the page.

    Why: “Collected At” is no fact of the article. A date of publication becomes one.
    Before: "Published At: 2021-10-03T08:00:00Z\nCollected At: 2021-10-05T09:30:00Z\nThe ferry is back."
    After: "The ferry is back."
    Before: " date 2020-10 The ferry is back."
    After: "The ferry is back."
    Before: "s3://store/pages/17.jpg\nThe ferry is back."
    After: "The ferry is back."
    Keeps: "Published at: Edinburgh, 1821"
    Keeps: "The date 2020-10 was cut in the stone."
    """
    text = document.text
    if glued := _GLUED_DATE.match(text):
        yield Edit(0, text[: glued.start("date")], "")
        yield Edit(glued.start("date"), glued["date"], "", "date")
        yield Edit(glued.end("date"), text[glued.end("date") : glued.end()], "")
    for line, first in zip(document.shared(layout).lines, document.derived(line_beginnings), strict=True):
        if first.lower() not in _STAMP_BEGINNINGS or (glued and line.start < glued.end()):
            continue
        if ":" not in line.text and "date " not in line.text:
            continue
        stamp = _STAMP.fullmatch(line.text)
        if stamp and stamp["date"] and line.text.lstrip()[:9].lower() == "published":
            yield from moved(text, line, line.start + stamp.start("date"), line.start + stamp.end("date"), field="date")
        elif stamp:
            yield removed(text, line.start, line.end)


_PAGE_MARK = re.compile(
    r"\s*(?:[-=*]{2,10} ?(?:Page|PAGE|page|Seite|Página|Pagina|Страница|第) ?\d{1,5}(?: ?(?:of|von|de|di|/|"
    r"из) ?\d{1,5})?(?: ?页)? ?[-=*]{2,10}|"
    r"<(?:page|PAGE)[_ ]?(?:number|break)?(?:=?\"?\d{1,5}\"?)?/?>|<!-- ?(?:page|Page) ?\d{1,5} ?-->|"
    r"\[Page \d{1,5}\]|\{Page \d{1,5}\}|\x0c)\s*"
)


@line_rule(
    effect="remove", triggers=("--", "==", "**", "<page", "<PAGE", "<!--", "[Page ", "{Page ", "\x0c"), longest=80
)
def page_marks(line: str) -> str | None:
    r"""Drop lines with which a converter marks where a page of paper begins.

    Why: `--- Page 3 ---` cuts sentences in two.
    Before: "The ferry is\n--- Page 3 ---\nback at sea."
    After: "The ferry is\nback at sea."
    Keeps: "Page 3"
    Keeps: "Page 3 was where the paper hid its apologies -- and its debts."
    """
    return None if _PAGE_MARK.fullmatch(line) else line


_IMAGE_MARK = re.compile(
    r"!?\\?\[(?:Image|Figure|Video|Photo) ?(?P<number>\d{1,4})?(?::\s?(?P<words>[^\[\]\n]{1,500}+"
    r"))?\\?\](?:\([^()\s]{0,500}+\))?"
)
_IMAGE_TAG = re.compile(
    r"<(?P<tag>image|img|figure)>(?P<inner>[^<>\n]{0,1000}+)</(?P=tag)>|<(?:image|image_\d{1,3}|img_\d{1,3})>|<\|"
    r"image\|>"
)


@document_rule(effect="remove", triggers=("[Image", "[Figure", "[Video", "[Photo", "<im", "<figure", "<|image"))
def image_marks(document: Document) -> Iterator[Edit]:
    r"""Remove the marks that stand for a picture; a description goes to the captions.

    Why: page readers write `[Image 3: …]`, data sets write `<image>`.
    Before: "[Image 3: The quay at dawn]\nThe ferry is back.\n<image>"
    After: "The ferry is back.\n"
    Keeps: "The label says [Image of the quay] and [Image]."
    """
    text = document.text
    code = document.shared(code_spans)
    gaps: list[Gap] = []
    for match in _IMAGE_MARK.finditer(text):
        if not match["number"] or inside(code, match.start()):
            continue
        words = match.span("words")
        if match["words"] and " " in match["words"].strip():
            gaps += [Gap(match.start(), words[0]), Gap(*words, "captions"), Gap(words[1], match.end())]
        else:
            gaps.append(Gap(*match.span()))
    for match in _IMAGE_TAG.finditer(text):
        words = match.span("inner")
        if inside(code, match.start()):
            continue
        if match["inner"] and " " in match["inner"].strip() and "://" not in match["inner"]:
            gaps += [Gap(match.start(), words[0]), Gap(*words, "captions"), Gap(words[1], match.end())]
        else:
            gaps.append(Gap(*match.span()))
    yield from taken_out(text, sorted(gaps))


_HIDDEN_ADDRESS = re.compile(r"\\?\[email(?:\u00a0|&#160;|&nbsp;|\s)?protected\\?\](?:\([^()\s]{0,300}+\))?")


@document_rule(effect="remove", triggers=("protected]", "protected\\]"))
def hidden_addresses(document: Document) -> Iterator[Edit]:
    r"""Drop lines that hold nothing but “[email protected]”; in a sentence it stays, for something stood there.

    Why: a service hides addresses from crawlers, and this is what a crawler gets.
    Before: "[email\u00a0protected]\nThe ferry is back."
    After: "The ferry is back."
    Keeps: "Write to [email protected] for a seat."
    """
    text = document.text
    for line in document.shared(layout).lines:
        if "protected" not in line.text or document.shared(shows_code):
            continue
        if _HIDDEN_ADDRESS.fullmatch(line.text.strip()):
            yield removed(text, line.start, line.end)
