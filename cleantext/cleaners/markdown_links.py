"""Markdown links, pictures and addresses.

Each is a cleaner of its own, so that a pipeline which is to keep Markdown can leave some out; `markdown-dead-links`
and `markdown-share-links` are safe there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleantext.cleaners.markdown import in_markdown
from cleantext.cleaners.spans import Gap, code_spans, inside, taken_out
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit

# Words in brackets, with brackets inside them one deep. Wrapped dumps break words, and addresses after a hyphen.
_WORDS = r"(?:[^\[\]\n\\]|\\.|\n(?!\s*\n)|\[(?:[^\[\]\n\\]|\\.)*+\])*+"
_ADDRESS = (
    r"(?P<address><[^<>\n]*+>|(?:[^()\s<>]|\([^()\s]*+\)|(?<=-)\n(?=[^\s)]))*+)"
    r"(?:\s{1,3}(?:\"[^\"\n]*+\"|'[^'\n]*+'|“[^”\n]*+”)\s{0,3})?"
)
# What a link is made of: brackets, the address after the last one, and signs that a backslash takes the meaning from.
_PIECE = re.compile(rf"\\.|(?P<opens>!?\[)|\](?P<target>\(\s{{0,3}}{_ADDRESS}\))?", re.DOTALL)
_LONGEST_WORDS = 2000  # cards of a page are links around whole paragraphs
_IMAGE = re.compile(rf"(?<!\\)!\[(?P<words>{_WORDS})\](?:\(\s{{0,3}}{_ADDRESS}\)|\[[^\[\]\n]{{0,100}}+\])")

# What an address looks like; "f[i](x)" and "[he](sic)" hold none.
_PLAUSIBLE = re.compile(
    r"<|#|[a-zA-Z][a-zA-Z0-9+.-]{1,20}:|/|\.{1,2}/|\?|www\.|[\w%-]+/|[\w%.-]+\.(?:html?|php|aspx?|jsp|pdf|shtml|cfm|"
    r"md|com|org|net)\b"
)
_DEAD = re.compile(r"<?(?:#.*|javascript:.*|about:blank.*|data:.*|)>?", re.DOTALL)
_PERMALINK = re.compile(r"[\s#¶§🔗\u200b]*")
_SHARES = re.compile(
    r"intent/(?:tweet|post)|sharer(?:/sharer)?\.php|/sharer?\b[/?]|share(?:Article|\?|\.php)|twitter\.com/share|"
    r"wa\.me/\?|"
    r"whatsapp://send|api\.whatsapp\.com/send|t\.me/share|pin/create|mailto:\?|reddit\.com/submit|submit\?url|"
    r"vk\.com/share"
)
_LONGEST_BUTTON = 40


@document_rule(effect="remove", triggers=("![",))
def markdown_images(document: Document) -> Iterator[Edit]:
    r"""Remove Markdown pictures; a description of more than one word goes to the captions.

    Why: the picture itself did not come along.
    Before: "![The quay at dawn](quay.jpg)\nThe ferry is back."
    After: "The ferry is back."
    Before: "The ferry ![](https://example.org/a_(1).png \"A\") is back."
    After: "The ferry is back."
    Keeps: "Wow! [sic] she wrote, and `![alt](url)` shows a picture."
    """
    text = document.text
    code = document.shared(code_spans)

    def gaps() -> Iterator[Gap]:
        for match in _IMAGE.finditer(text):
            if inside(code, match.start()):
                continue
            start, end = match.span("words")
            if " " in text[start:end].strip():
                yield Gap(match.start(), start)
                yield Gap(start, end, "captions")
                yield Gap(end, match.end())
            else:
                yield Gap(*match.span())

    yield from taken_out(text, gaps())


class _Link(NamedTuple):
    start: int
    words_start: int
    words_end: int
    end: int
    words: str
    address: str


def _all_links(text: str) -> tuple[_Link, ...]:
    """Return the links in order of their ends. A bracket inside a link's words is one of its words."""
    links = []
    opened: list[tuple[int, bool]] = []
    for piece in _PIECE.finditer(text):
        if piece["opens"]:
            opened.append((piece.start(), piece["opens"] == "["))
        elif piece[0][0] == "]" and opened:
            start, is_link = opened.pop()
            words = piece.start() - start - 1
            if piece["target"] and is_link and words <= _LONGEST_WORDS:
                shown = text[start + 1 : piece.start()]
                links.append(_Link(start, start + 1, piece.start(), piece.end(), shown, piece["address"]))
    return tuple(links)


def _links(document: Document) -> Iterator[_Link]:
    text = document.text
    code = document.shared(code_spans)
    for link in document.shared(_all_links):
        address = link.address
        if inside(code, link.start) or (address and not _PLAUSIBLE.match(address)):
            continue
        # After a word only a whole address makes it a link: calls of functions look the same.
        if link.start and text[link.start - 1].isalnum() and "/" not in address and address[:1] != "#":
            continue
        yield link


def _ends(link: _Link) -> Iterator[Gap]:
    yield Gap(link.start, link.words_start)
    yield Gap(link.words_end, link.end)


@document_rule(effect="remove", triggers=("](",))
def markdown_share_links(document: Document) -> Iterator[Edit]:
    r"""Remove Markdown links that post the page to a network.

    Why: they are buttons; their address says so in every language.
    Before: "[Tweet](https://example.org/intent/tweet?text=x)\nThe ferry is back."
    After: "The ferry is back."
    Keeps: "[The ferry](https://example.org/ferry) is back."
    """
    yield from taken_out(
        document.text,
        (
            Gap(link.start, link.end)
            for link in _links(document)
            if _SHARES.search(link.address) and len(link.words) <= _LONGEST_BUTTON
        ),
    )


@document_rule(effect="repair", triggers=("](",))
def markdown_dead_links(document: Document) -> Iterator[Edit]:
    r"""Unwrap Markdown links that lead nowhere, and remove those that hold no words.

    Why: “#” and “javascript:” did something in the page, not in a text. Safe where Markdown is to be kept.
    Before: "By [Ada Example](#)\n[](https://example.org/a)"
    After: "By Ada Example\n"
    Before: "## History[¶](#history)"
    After: "## History"
    Keeps: "[The ferry](https://example.org/ferry) is back."
    """

    def gaps() -> Iterator[Gap]:
        for link in _links(document):
            if _PERMALINK.fullmatch(link.words):
                yield Gap(link.start, link.end)
            elif _DEAD.fullmatch(link.address):
                yield from _ends(link)

    yield from taken_out(document.text, sorted(gaps()), glued=True)


@document_rule(effect="repair", triggers=("](",))
def markdown_links(document: Document) -> Iterator[Edit]:
    r"""Replace Markdown links by their words.

    Why: in plain text the address interrupts the sentence.
    Before: "The [ferry](https://example.org/a_(b) \"Timetable\") is [[back]](/news)."
    After: "The ferry is [back]."
    Keeps: "She told [him](sic) that f[i](x) is a call; see [p. 9] (or not)."
    Keeps: "Write `[words](https://example.org)` for a link."
    Loses: the addresses.
    """
    yield from taken_out(document.text, sorted(gap for link in _links(document) for gap in _ends(link)), glued=True)


_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<label>[^\[\]\n^]{1,100}+)\]: ?(?P<address><?(?:https?://|mailto:|/|#|\.{1,2}/|data:)[^\s<>]*+>?)"
    r"(?: {1,3}(?:\"[^\"\n]*+\"|'[^'\n]*+'|\([^()\n]*+\)))?[ \t\r]*$",
    re.MULTILINE,
)
_REFERENCE = re.compile(r"(?<![\w\\!\]])\[(?P<words>(?:[^\[\]\n\\]|\\.)++)\] ?\[(?P<label>[^\[\]\n]{0,100}+)\]")


def _unwrapped(match: re.Match[str]) -> Iterator[Gap]:
    yield Gap(match.start(), match.start("words"))
    yield Gap(match.end("words"), match.end())


def _definitions(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_DEFINITION.finditer(text)) if "]:" in text else ()


@document_rule(effect="repair", triggers=("]:",))
def markdown_references(document: Document) -> Iterator[Edit]:
    r"""Replace Markdown reference links by their words, and move the list of their addresses out of the text.

    Why: `[1]: https://…` at the end serves the program that makes the page.
    Before: "The [ferry][1] is back.\n\n[1]: https://example.org/ferry \"Timetable\""
    After: "The ferry is back.\n\n"
    Keeps: "The [ferry][1] is back.\n[1]: Gazette, 3 May."
    """
    text = document.text
    code = document.shared(code_spans)
    definitions = [match for match in document.shared(_definitions) if not inside(code, match.start())]
    if not definitions:
        return
    labels = {match["label"].casefold() for match in definitions}
    gaps: list[Gap] = []
    for match in _REFERENCE.finditer(text):
        if (match["label"] or match["words"]).casefold() in labels and not inside(code, match.start()):
            gaps.extend(_unwrapped(match))
    for match in definitions:
        gaps.append(Gap(match.start(), match.start("address")))
        gaps.append(Gap(*match.span("address"), "links"))
        gaps.append(Gap(match.end("address"), match.end()))
    yield from taken_out(text, sorted(gaps), glued=True)


_AUTOLINK = re.compile(
    r"(?<!\\)<((?:https?|ftp)://[^\s<>]{1,2000}+|"
    r"(?:mailto:)?[\w.+-]{1,64}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+){1,5}+)>(?!;| \.)"
)


@document_rule(effect="repair", triggers=("://", "@"))
def markdown_autolinks(document: Document) -> Iterator[Edit]:
    r"""Take the pointed brackets off an address.

    Why: Markdown puts an address that is to be a link between “<” and “>”.
    Before: "Original url:\n<https://example.org/ferry>"
    After: "Original url:\nhttps://example.org/ferry"
    Keeps: "x <y@z> and `<https://example.org>`"
    """
    text = document.text
    if "<" not in text:
        return
    code = document.shared(code_spans)
    for match in _AUTOLINK.finditer(text):
        # An address of mail stands so in lists of authors and in letters, too.
        if not inside(code, match.start()) and ("://" in match[1] or in_markdown(document)):
            yield Edit(match.start(), "<", "")
            yield Edit(match.end() - 1, ">", "")


_ANCHOR = re.compile(r"[ \t]{0,3}\{(?:#[\w:.-]{1,100}+|:[ .#][^{}\n]{1,200}+)\}(?=[ \t\r]*$)", re.MULTILINE)


@document_rule(effect="remove", triggers=("{#", "{:"))
def markdown_anchors(document: Document) -> Iterator[Edit]:
    r"""Remove the anchors and classes that Markdown dialects put after a heading.

    Why: `{#history}` names the heading for links, not for readers.
    Before: "## History {#history}"
    After: "## History"
    Keeps: "the set {#a, #b}"
    """
    for match in _ANCHOR.finditer(document.text):
        yield Edit(match.start(), match[0], "")
