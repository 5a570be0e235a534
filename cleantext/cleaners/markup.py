"""What is left of HTML when a page is turned into text: tags, torn tags, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.cleaners.spans import Gap, code_spans, inside, shows_code, taken_out
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import layout, removed

_QUOTES = "\"'“”„″‘’"
_NAMES = (
    "class|id|style|width|height|alt|title|src|srcset|sizes|href|rel|target|align|border|loading|decoding|"
    "data-[a-z-]{1,20}"
)
_ATTRIBUTES = rf"(?:(?:{_NAMES})=(?:\"[^\"<>]*+\"|“[^”<>]*+”|”[^”<>]*+”)\s{{0,3}})+"
_TORN_LINE = re.compile(
    rf"\s*(?:(?:[{_QUOTES}]{{1,2}} ?/? ?>{{1,2}})+|/ ?>|[{_QUOTES}] ?/|[{_QUOTES}]? ?{_ATTRIBUTES}/?>?|<(?:img|iframe|"
    rf"input)\s[^<>]*+)\s*"
)
_TORN_START = re.compile(rf"\s*(?:(?:[\"“”″]\s?/?>(?!>))+|{_ATTRIBUTES}/?>)\s*(?=\w|[“‘\"'«])")
_TORN_END = re.compile(r"\s{0,3}[\"“”″]\s?/>\s*$")


@document_rule(effect="remove", triggers=(">", "=", "/", "<"))
def broken_tags(document: Document) -> Iterator[Edit]:
    r"""Remove the ends of tags that quotation marks inside an attribute have torn off.

    Why: `<img alt="She said "yes"">` ends at the wrong quotation mark, and its last characters stand in the text.
    Before: "The quay at dawn\n“>\nThe ferry is back."
    After: "The quay at dawn\nThe ferry is back."
    Before: "\" class=\"wide\" />"
    After: ""
    Before: "class=\"wide\">The ferry is back."
    After: "The ferry is back."
    Before: "”/>"
    After: ""
    Keeps: "> a quoted line of mail"
    Keeps: "»"
    Keeps: "a > b, the teacher wrote, and then x < 3."
    Keeps: "->"
    """
    text = document.text
    for line in document.shared(layout).lines:
        words = line.text
        if not (">" in words or "=" in words or "/" in words or "<" in words):
            continue
        torn = _TORN_LINE.fullmatch(words)
        start = torn or _TORN_START.match(words)
        end = (
            _TORN_END.search(words, max(0, len(words) - 12))
            if "/>" in words and "<" not in words and not torn
            else None
        )
        if not (start or end) or document.shared(shows_code):
            continue
        if torn:
            yield removed(text, line.start, line.end)
            continue
        if start:
            yield Edit(line.start, start[0], "")
        if end and "=" not in words:
            yield Edit(line.start + end.start(), end[0], "")


# A comment that holds more is a mistake of the page's, and what it hides may be the text.
_LONGEST_COMMENT = 2000


@document_rule(effect="remove", triggers=("<!--", "<!["))
def html_comments(document: Document) -> Iterator[Edit]:
    r"""Remove HTML comments, block marks of editors among them.

    Why: no reader saw them; some carry orders to language models.
    Before: "<!-- wp:paragraph -->\nThe ferry is back.\n<!-- /wp:paragraph -->"
    After: "The ferry is back.\n"
    Before: "The ferry<!-- todo: name --> is back."
    After: "The ferry is back."
    Before: "<![if !IE]>The ferry is back.<![endif]>"
    After: "The ferry is back."
    Keeps: "The mark `<!-- more -->` splits the post, and <-- points left."
    """
    code = document.shared(code_spans)
    yield from taken_out(
        document.text,
        (gap for gap in _comments(document.text, document.shared(shows_code)) if not inside(code, gap.start)),
    )


def _comments(text: str, shown: bool) -> Iterator[Gap]:
    """Yield the comments; in a text that shows code, those of block editors alone."""
    place = 0
    while (start := text.find("<!", place)) >= 0:
        place = start + 2
        if text.startswith("<!--", start):
            end = text.find("-->", start + 4)
            if end < 0:
                return
            place = end + 3
            if shown and not text.startswith(("wp:", "/wp:"), start + 4 + text.startswith(" ", start + 4)):
                continue
            if place - start > _LONGEST_COMMENT or text.find("\n\n", start, end) >= 0:
                opened = start + 4
                yield Gap(start, opened)
                yield Gap(end, place)
            else:
                yield Gap(start, place)
        elif bracket := _CONDITION.match(text, start):
            yield Gap(*bracket.span())
            place = bracket.end()


_CONDITION = re.compile(r"<!\[(?:if [^\[\]<>]{1,60}|endif)\](?:--)?>")

_BLOCK = (
    "p|div|section|article|header|footer|aside|main|nav|h[1-6]|ul|ol|dl|table|thead|tbody|tfoot|blockquote|figure|"
    "figcaption|pre|"
    "form|fieldset|hr|center|body|html|head|iframe|video|audio|object|address"
)
_LINE = "br|li|tr|dt|dd|option"
_CELL = "td|th"
_INLINE = (
    "span|strong|em|b|i|u|s|a|font|small|big|sub|sup|img|abbr|cite|code|mark|del|ins|label|button|input|time|wbr|"
    "picture|source|"
    "svg|path|noscript|embed|param|meta|link|title|tt|strike|bdi|bdo|q|o:p"
)
_VOID = frozenset(["br", "hr", "img", "input", "wbr", "source", "embed", "param", "meta", "link"])
_TAG = re.compile(
    rf"<(?P<slash>/?)(?:(?P<block>{_BLOCK})|(?P<line>{_LINE})|(?P<cell>{_CELL})|(?P<inline>{_INLINE}))"
    r"(?P<options>\s[^<>]*+)?/?>",
    re.IGNORECASE | re.ASCII,
)
_OPTION = re.compile(r"\s+(?:[\w:-]+\s?=\s?[\"'“”″\w/#]|/?$)")
_SCRIPT = re.compile(r"<(script|style)\b[^<>]*+>", re.IGNORECASE | re.ASCII)
_ALT = re.compile(r"\salt=\"(?P<alt>[^\"<>]*[^\W\d_] [^\"<>]*)\"")


@document_rule(effect="repair", triggers=("<",))
def html_tags(document: Document) -> Iterator[Edit]:
    r"""Remove HTML tags; tags of paragraphs and line breaks become the breaks they stand for.

    Why: text that was escaped once too often shows its tags.
    Before: "The ferry<br />is <b>back</b>.</p><p class=\"lead\">It sails at noon."
    After: "The ferry\nis back.\n\nIt sails at noon."
    Before: "<img src=\"a.jpg\" alt=\"The quay at dawn\">\nThe ferry is back."
    After: "The ferry is back."
    Before: "<script>sail('noon');</script>The ferry is back."
    After: "The ferry is back."
    Keeps: "If x < 3 and y > 5, then List<int> -> <3."
    Keeps: "In HTML, <b>this</b> is bold."
    Keeps: "The value <p> is a mean, <s> a start, and a <b and c> d."
    Loses: addresses of links and all other attributes; the description of a picture goes to the captions.
    """
    text = document.text
    if document.shared(shows_code):
        return
    code = document.shared(code_spans)
    tags = [match for match in _TAG.finditer(text) if not inside(code, match.start())]
    closed = {_name(match) for match in tags if match["slash"]}
    opened = {_name(match) for match in tags if not match["slash"]}
    gaps = list(_scripts(text))
    done = 0  # the end of the last tag taken out
    for match in tags:
        name = _name(match)
        options = match["options"] or ""
        if options and not _OPTION.match(options):
            continue
        if options or name in _VOID or _paired(match, name, opened, closed, done):
            between = "\n\n" if match["block"] else "\n" if match["line"] else " " if match["cell"] else ""
            gaps.extend(_with_description(match, between))
            done = match.end()
    yield from taken_out(text, sorted(gaps), glued=True)


def _paired(tag: re.Match[str], name: str, opened: set[str], closed: set[str], done: int) -> bool:
    """Say whether the text has the tag's other half, or it is one of a paragraph that does without."""
    if name in closed and (name in opened or tag["block"]):
        return True
    return bool(tag["block"]) and (tag.start() in (0, done) or tag.string[tag.start() - 1] == "\n")


def _name(tag: re.Match[str]) -> str:
    return (tag["block"] or tag["line"] or tag["cell"] or tag["inline"]).lower()


def _with_description(tag: re.Match[str], between: str) -> Iterator[Gap]:
    alt = _ALT.search(tag["options"] or "") if _name(tag) == "img" else None
    if not alt:
        yield Gap(*tag.span(), "", between)
        return
    shift = tag.start("options")
    yield Gap(tag.start(), shift + alt.start("alt"))
    yield Gap(shift + alt.start("alt"), shift + alt.end("alt"), "captions")
    yield Gap(shift + alt.end("alt"), tag.end())


def _scripts(text: str) -> Iterator[Gap]:
    """Yield scripts and style sheets with all they hold."""
    place = 0
    while match := _SCRIPT.search(text, place):
        closing = f"</{match[1]}>"
        end = text.find(closing, match.end())
        if end < 0:
            return
        place = end + len(closing)
        yield Gap(match.start(), place)
