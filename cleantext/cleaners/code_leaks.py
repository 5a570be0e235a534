"""Program code that was meant for the browser or the server, and data written into the page for machines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from cleantext.cleaners.spans import Gap, code_spans, inside, looks_like_code, taken_out
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit, Flag
from cleantext.core.layout import Layout, layout, removed
from cleantext.core.linelooks import lines_with
from cleantext.core.literals import AnyOf

# Words of code that only a page's own machinery holds.
_MACHINERY = re.compile(
    r"window\.dataLayer|dataLayer\.push|googletag\.|adsbygoogle|_gaq\b|\bgtag\(|\bfbq\(|__wm\.|GoogleAnalyticsObject|"
    r"_taboola|OBR\.|Typekit\.load|__NEXT_DATA__|window\.[_$\w]+ ?=[^=]|document\.(?:write|getElementById|"
    r"createElement|cookie)|"
    r"jQuery\(|\$\((?:document|window|function|\"#|'#|\"\.|'\.)|\(function ?\([\w, $]*\) ?\{|addEventListener\(|"
    r"<\?php|\?>$|"
    r"\$\w+\[['\"]\w+['\"]\]\)?;?|(?:var|let|const) \w+ ?= ?(?:document\.|window\.|\{|\$\(|function)|"
    r"^\s*//\s?<!\[CDATA\[|"
    r"^\s*(?://|/\*)\s?\]\]>|^<!--//--><!\[CDATA|^\s*(?:/html/body|//(?:div|span|article|section|p|h\d|ul|li|a)\[@)|"
    r"^\s*!function ?\("
)
_SELECTOR = r"[.#@*a-zA-Z][\w .#:,>+~*()\[\]=\"'-]*+"
_DECLARATIONS = r"\s*+(?:[a-zA-Z-]++\s?:[^{};]++;?\s*+)*+"
_STYLE_RULE = re.compile(
    rf"\s*(?:{_SELECTOR}\{{{_DECLARATIONS}\}}\s*+|@(?:media|supports|keyframes|"
    rf"font-face)[^{{}}]{{0,200}}+\{{[^{{}}]*+(?:\{{[^{{}}]*+\}}\s*+)*+\}}?\s*+|"
    r"@(?:import|charset)[^;{}]{1,300}+;\s*+|/\*[^*]{0,500}+\*/\s*+)+"
)
_STYLE_START = re.compile(
    r"\s*(?:@media|@font-face|@supports|@keyframes|[.#][\w-]+(?: ?[.,>:#]+ ?[\w-]+)*+|body|html|img|table) ?\{"
)
_BROKEN_BRACKETS = re.compile(r"[\s{}()\[\];,]+")
# One of these is in all of that, and in every rule of a style sheet.
_SOME_MACHINERY = (
    "{", "=", "$(", "['", '["', "[@", "]]>", "CDATA[", "<?php", "?>", "__wm.", "_gaq", "_taboola", "__NEXT_DATA__",
    "/html/body", "dataLayer", "googletag.", "adsbygoogle", "gtag(", "fbq(", "GoogleAnalyticsObject", "OBR.",
    "Typekit.load", "document.write", "document.getElementById", "document.createElement", "document.cookie",
    "jQuery(", "addEventListener(", "!function",
)  # fmt: skip
_MAY_BE_MACHINERY = AnyOf(_SOME_MACHINERY)
# A page that explains code shows it again and again, between its paragraphs.
_MOST_LEAKS_IN_PROSE = 2


_SIGNS = tuple("{}();=[]*")  # a line of code holds one of them


@document_rule(effect="remove", triggers=_SOME_MACHINERY)
def code_leaks(document: Document) -> Iterator[Edit | Flag]:
    r"""Drop lines of script, style and server code that leaked into the text.

    Why: an extractor that misses the end of a script takes the rest of it for words.
    Before: "The ferry is back.\nwindow.dataLayer = window.dataLayer || [];\nfunction sail(){\ndataLayer.push(1);\n}"
    After: "The ferry is back.\n"
    Before: ".quay::before{display:none}\nThe ferry is back."
    After: "The ferry is back."
    Before: "is\", \"\", $news['x']); ?>\nThe ferry is back."
    After: "The ferry is back."
    Keeps: "Put this at the top of the page:\nwindow.dataLayer = window.dataLayer || [];"
    Keeps: "```\nvar quay = document.getElementById('quay');\n```"
    Keeps: "JavaScript { and its braces } are news to nobody; the ferry is."
    """
    text = document.text
    page = document.shared(layout)
    signed = {index for sign in _SIGNS if sign in text for index in lines_with(document, sign)}
    signed_lines = [page.texts[index] for index in signed]
    if "machinery" not in map(_kind, filter(_MAY_BE_MACHINERY.stands_in, signed_lines)):
        return
    code = document.shared(code_spans)
    runs = list(_code_runs(page, code))
    in_prose = [first for first, _ in runs if page.zone(first) == "body"]
    introduced = [first for first, _ in runs if first and page.lines[first - 1].text.rstrip().endswith((":", "："))]
    if introduced or len(in_prose) > _MOST_LEAKS_IN_PROSE or (code and in_prose):
        return
    for first, last in runs:
        yield removed(text, page.lines[first].start, page.lines[last].end)


def _code_runs(page: Layout, code: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """Yield (first, last) line of each run of code lines that holds a line of machinery."""
    first = -1
    leaked = False
    for index, line in enumerate(page.lines):
        kind = "" if inside(code, line.start) else _kind(line.text)
        if kind:
            first = index if first < 0 else first
            leaked = leaked or kind == "machinery"
        elif first >= 0:
            if leaked:
                yield first, index - 1
            first, leaked = -1, False
    if first >= 0 and leaked:
        yield first, len(page.lines) - 1


def _kind(line: str) -> str:
    """Return "machinery", "code", or "" for a line of anything else."""
    if not any(map(line.__contains__, _SIGNS)):
        return ""
    # Above this many words without the signs of code, a line is prose that mentions some.
    coded = len(line.split(maxsplit=6)) < 6 or looks_like_code(line)
    if coded and _MACHINERY.search(line):
        return "machinery"
    if "{" in line and (_STYLE_RULE.fullmatch(line) or _STYLE_START.match(line)) and ":" in line:
        return "machinery"
    if _BROKEN_BRACKETS.fullmatch(line) or (line.rstrip()[-1] in "{};,()[]" and looks_like_code(line)):
        return "code"
    return ""


_ARGUMENTS = r"\((?:[^()\n]|\([^()\n]*+\))*+\);?"
_SNIPPET = re.compile(
    r"\(adsbygoogle ?= ?window\.adsbygoogle ?\|\| ?\[\]\)\.push\(\{[^{}\n]*+\}\);?|"
    r"window\.dataLayer ?= ?window\.dataLayer ?\|\| ?\[\];?|function gtag\(\) ?\{ ?dataLayer\.push\(arguments\);? ?\}|"
    rf"(?<![\w.])(?:gtag|fbq|ga|__gaTracker|_gaq\.push|dataLayer\.push|googletag\.(?:display|"
    rf"enableServices)){_ARGUMENTS}(?<=;)|"
    r"googletag\.cmd\.push\(function ?\(\) ?\{[^{}\n]*+\}\);?|"
    r"(?<![\w.])[.#][a-zA-Z][\w-]*+(?:::?[\w-]++)?(?:[ ,>]{1,3}[.#][\w:-]++){0,5}+ ?\{(?: ?[a-z-]++"
    r" ?: ?[^{};:\n]{1,80}+;?){1,40}+ ?\}"
)


_SNIPPET_WORDS = ("}", "adsbygoogle", "dataLayer", "gtag(", "fbq(", "ga(", "_gaq", "Tracker(", "googletag")


@document_rule(effect="remove", triggers=_SNIPPET_WORDS)
def code_snippets(document: Document) -> Iterator[Edit]:
    r"""Remove calls to advertising and counting scripts, and style rules, from inside a line of text.

    Why: they stand between paragraphs in the page, so an extractor glues them to the words around.
    Before: "The ferry is back. (adsbygoogle = window.adsbygoogle || []).push({}); It sails at noon."
    After: "The ferry is back. It sails at noon."
    Before: ".quay-3{color:red;margin:0} The ferry is back."
    After: "The ferry is back."
    Keeps: "Call `gtag('event', 'sail');` when the ferry leaves."
    Keeps: "The set .a{b} and the word ga(rden) are no code."
    """
    text = document.text
    if not ("{" in text or "|" in text or ");" in text):
        return
    code = document.shared(code_spans)
    found = [match.span() for match in _SNIPPET.finditer(text) if not inside(code, match.start())]
    if found and not code:
        yield from taken_out(text, (Gap(*span) for span in found))


_DATA_ADDRESS = re.compile(
    r"(?:<image>)?\bdata:(?:image|font|application|audio|video|text)/[\w.+-]{1,60}[;,][\w;,=+/%.-]{24,}+(?:</image>)?"
)
_SOURCE_SET = re.compile(
    r"\s*(?:srcset=[\"“]?)?(?:https?:)?/\S++ \d{1,5}(?:w|\.?\d?x)(?:, ?(?:https?:)?/\S++ \d{1,5}(?:w|"
    r"\.?\d?x),?)++[\"”]?\s*"
)
_BLOB = re.compile(r"\s*[A-Za-z0-9+/=]{200,}+\s*")


@document_rule(effect="remove", triggers=("=", "+", "/"))
def data_blobs(document: Document) -> Iterator[Edit]:
    r"""Remove pictures written as text, lists of picture sizes, and lines of base64.

    Why: they fill pages with letters that are no words.
    Before: "The quay data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUA= at dawn."
    After: "The quay at dawn."
    Before: "https://example.org/a.jpg 300w, https://example.org/b.jpg 600w\nThe ferry is back."
    After: "The ferry is back."
    Keeps: "The data: image of a harbour, text of a law."
    """
    text = document.text
    gaps = []
    if "data:" in text:
        code = document.shared(code_spans)
        gaps = [Gap(*match.span()) for match in _DATA_ADDRESS.finditer(text) if not inside(code, match.start())]
    lines = document.shared(layout).lines
    for index in sorted({index for sign in "=+/" if sign in text for index in lines_with(document, sign)}):
        line = lines[index]
        if len(line.text) < 40 or line.text.count(" ") > len(line.text) // 12:
            continue
        if _SOURCE_SET.fullmatch(line.text) or (_BLOB.fullmatch(line.text) and _is_mixed(line.text)):
            gaps.append(Gap(line.start, line.end))
    yield from taken_out(text, sorted(gaps))


def _is_mixed(blob: str) -> bool:
    """Say whether capitals, small letters, digits and signs all stand in it, as in base64 but not in a gene."""
    return (
        any(sign in blob for sign in "+/=")
        and any(map(str.isdigit, blob))
        and blob.upper() != blob
        and blob.lower() != blob
    )


_JSON_START = re.compile(r"\[?\{\s{0,20}\"@(?:context|type|graph|id)\"")
_JSON_FACTS = {
    "title": re.compile(r"\"headline\"\s{0,9}:\s{0,9}\"(?P<value>[^\"\\]{1,300}+)\""),
    "date": re.compile(r"\"datePublished\"\s{0,9}:\s{0,9}\"(?P<value>[0-9T:.Z+-]{8,35}+)\""),
}
_MOST_ATTEMPTS = 50  # a broken one costs a scan of the text behind it


@document_rule(effect="remove", triggers=('"@',))
def page_data(document: Document) -> Iterator[Edit]:
    r"""Remove JSON-LD, the facts of a page written for search engines; headline and date become metadata.

    Why: it repeats the page for machines, and an extractor may take it for a paragraph.
    Before: "{\"@context\": \"https://schema.org\", \"headline\": \"Ferry is back\"}\nIt sails at noon."
    After: "It sails at noon."
    Keeps: "The key \"@context\" opens a block such as {\"@context\": ...}."
    """
    text = document.text
    code = document.shared(code_spans)
    decoder = json.JSONDecoder()
    gaps: list[Gap] = []
    done = 0
    for attempt, match in enumerate(_JSON_START.finditer(text)):
        start = match.start()
        if attempt == _MOST_ATTEMPTS:
            break
        introduced = text[max(0, start - 9) : start].rstrip().endswith((":", "："))
        if start < done or introduced or inside(code, start):
            continue
        try:
            _, done = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        gaps.extend(_with_facts(text, start, done))
    yield from taken_out(text, gaps)


def _with_facts(text: str, start: int, end: int) -> Iterator[Gap]:
    """Yield the gaps that take out a block of data, the facts in it each by itself."""
    facts = [
        (*found.span("value"), field) for field, fact in _JSON_FACTS.items() if (found := fact.search(text, start, end))
    ]
    for first, last, field in sorted(facts):
        yield Gap(start, first)
        yield Gap(first, last, field)
        start = last
    yield Gap(start, end)
