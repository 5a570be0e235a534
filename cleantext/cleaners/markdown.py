"""Marks of Markdown: headings, emphasis, rules, escapes. Each a cleaner, so that a pipeline may leave some out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.cleaners.spans import code_spans, inside, looks_like_code
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import Line, layout, line_beginnings, removed
from cleantext.core.linelooks import beginnings_text

# What only Markdown has, in a text with a line break before it. Each begins with a literal: so it is searched for fast.
_TITLE = re.compile(r"\s*# \S")
_EVIDENCE = [
    re.compile(sign)
    for sign in (
        r"\n#{2,6} \S",
        r"\]\((?:https?://|/|#)",
        r"\n```",
        r"\*\*(?<![\w*]\*\*)[^\s*][^*\n]*+(?<!\s)\*\*(?!\w)",
        r"\n!\[",
        r"\n\[[^\[\]\n]{1,40}+\]: ?<?http",
    )
]


def is_markdown(text: str) -> bool:
    """Say whether a text holds marks that only Markdown has: it decides what a doubtful mark means."""
    if not ("#" in text or "](" in text or "**" in text or "```" in text):
        return False
    lines = f"\n{text}"
    return bool(_TITLE.match(text)) or any(sign.search(lines) for sign in _EVIDENCE)


_TELLING = ("markdown-headings", "markdown-links", "markdown-dead-links", "markdown-images", "markdown-references")


def in_markdown(document: Document) -> bool:
    """Say whether a document is Markdown, or was before the cleaners in its trail took the marks away."""
    return any(step.cleaner in _TELLING and step.edits for step in document.trail) or document.shared(is_markdown)


_RULE = re.compile(r"\s*(?:(?:\* ?){3,}|(?:- ?){3,}|(?:_ ?){2,}|\*\* \*\*)\s*")


def _may_hold_rules(document: Document) -> bool:
    """Say whether a line begins with one of the marks that rules are drawn with."""
    return any(map(document.derived(beginnings_text).__contains__, ("\n*", "\n-", "\n_")))


@document_rule(effect="remove", triggers=("---", "- -", "***", "* *", "__", "_ _"), asks=_may_hold_rules)
def markdown_rules(document: Document) -> Iterator[Edit]:
    r"""Drop the lines that draw a rule across the page, in texts that are Markdown.

    Why: a rule parts blocks of a page, and paragraphs do that already.
    Before: "# Ferry\n\n* * *\n\nThe ferry is back."
    After: "# Ferry\n\n\nThe ferry is back."
    Keeps: "The lamp went out.\n\n* * *\n\nNobody spoke."
    """
    text = document.text
    lines = [
        line
        for line, first in zip(document.shared(layout).lines, document.derived(line_beginnings), strict=True)
        if first[0] in "*-_" and _RULE.fullmatch(line.text)
    ]
    if lines and in_markdown(document):
        code = document.shared(code_spans)
        for line in lines:
            if not inside(code, line.start):
                yield removed(text, line.start, line.end)


_HEADING = re.compile(r"(?P<mark> {0,3}#{1,6}[ \t\u00a0]+)(?P<words>\S.*)", re.DOTALL)
_CLOSING_MARK = re.compile(r"[ \t]#{1,6}[ \t\r]*$")
_EMPTY_HEADING = re.compile(r" {0,3}#{1,6}[ \t\r]*")


@document_rule(effect="repair", triggers=("# ", "#\t", "#\u00a0", "#\n"))
def markdown_headings(document: Document) -> Iterator[Edit]:
    r"""Take the mark off a Markdown heading and leave the heading as a paragraph of its own.

    Why: “## ” is a size of letters, not a word.
    Before: "# Ferry is back\nIt sails at noon.\n\n## **Fares** ##\n\nThey rise."
    After: "Ferry is back\n\nIt sails at noon.\n\n**Fares**\n\nThey rise."
    Keeps: "#ferry and C# and #1 are no headings; neither is\n# 1 on the list"
    Keeps: "The commands that follow set up the pump on any machine.\n\n# install the pump\nmake pump"
    """
    text = document.text
    lines = document.shared(layout).lines
    code = document.shared(code_spans)
    for index, line in enumerate(lines):
        if "#" not in line.text[:4] or inside(code, line.start):
            continue
        if _EMPTY_HEADING.fullmatch(line.text) and in_markdown(document):
            yield removed(text, line.start, line.end)
            continue
        match = _HEADING.match(line.text)
        if match and _is_heading(document, lines, index, match["words"], match["mark"].count("#")):
            if index and lines[index - 1].number == line.number - 1:
                yield Edit(line.start, match["mark"], "\n")
            else:
                yield Edit(line.start, match["mark"], "")
            closing = _CLOSING_MARK.search(line.text, max(match.end("mark"), len(line.text) - 12))
            end = line.start + closing.start() if closing else line.end
            followed = index + 1 < len(lines) and lines[index + 1].number == line.number + 1
            yield Edit(end, text[end : line.end], "\n" if followed and not _marked(lines[index + 1].text) else "")


def _marked(line: str) -> bool:
    return bool(_HEADING.match(line))


def _is_heading(document: Document, lines: tuple[Line, ...], index: int, words: str, level: int) -> bool:
    """Say whether a line with a heading's mark is one, and not a remark in program code or a number ("# 1")."""
    if not any(map(str.isalpha if level == 1 else str.isalnum, words)):
        return False
    line = lines[index]
    if level == 1 and not in_markdown(document):
        return False
    if level == 1 and index and document.shared(layout).zone(index) != "head":
        # Below the title such lines are remarks in program code as often as headings.
        return lines[index - 1].number < line.number - 1 and bool(_MARKED_LINE.search(document.text))
    neighbours = [other for other in lines[max(0, index - 1) : index + 2] if abs(other.number - line.number) == 1]
    return not any(looks_like_code(other.text) for other in neighbours if not _marked(other.text))


_MARKED_LINE = re.compile(r"^#{2,6} |\]\((?:https?:|/|#)|\*\*\w", re.MULTILINE)

# Each branch begins with its sign, and what may not stand before it is looked at behind it: five times as fast.
_RUN = re.compile(r"\n|\*(?<!\\\*)\*{0,2}(?!\*)|_(?<!\\_)(?<!__)_?(?!_)")
_OPENS_BEFORE = frozenset("\"'“‘«„»(¿¡[_*<`$€£#@+–—-…")  # what may be the first sign of stressed words
# No blanks between words there, so that stress may begin inside a line of letters.
_FEWEST_STRESSED = 4
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_PARTING = frozenset(":.,;!?)]”’»。：，！？）】」")


@document_rule(effect="repair", triggers=("*", "_"))
def markdown_emphasis(document: Document) -> Iterator[Edit]:
    r"""Take the stars and underscores off stressed words.

    Why: they stand for bold and italic letters.
    Before: "**Ada Example / Harbour Press**\n\nThe *old* ferry is _back at sea_."
    After: "Ada Example / Harbour Press\n\nThe old ferry is back at sea."
    Before: "***All aboard***, she said. **Fares:**They rise."
    After: "All aboard, she said. Fares:They rise."
    Keeps: "f*** that, he said; s**t, 5*3*2, an A* and a B*, snake_case_name, __init__, _private_name_, **kwargs"
    Keeps: "* Terms apply.\n* Price* and fee* without tax"
    Keeps: "I *do* mean it, typed by hand."
    Keeps: "*.txt,*.csv and `**bold**`"
    """
    text = document.text
    code = document.shared(code_spans)
    addresses = document.shared(_addresses)
    stack: list[tuple[str, int]] = []  # marks that may open stressed words
    waiting: dict[str, int] = {}  # how often each mark is on the stack
    pairs: list[tuple[int, str]] = []
    for match in _RUN.finditer(text):
        mark = match[0]
        if mark == "\n":
            if stack:
                stack, waiting = _after_break(text, match.start(), stack)
            continue
        start, end = match.span()
        if (start and text[start - 1] == mark[0]) or inside(code, start) or inside(addresses, start):
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        if _closes(mark, before, after) and waiting.get(mark):
            while True:
                opened, place = stack.pop()
                waiting[opened] -= 1
                if opened == mark:
                    break
            if _is_stress(mark, text[place + len(mark) : start]):
                pairs += [(place, mark), (start, mark)]
        elif _opens(mark, before, after):
            stack.append((mark, start))
            waiting[mark] = waiting.get(mark, 0) + 1
    # A star or two that a writer typed by hand is the writer's; bold marks and a habit of stars are a program's.
    keep_single = len(pairs) < 2 * _FEWEST_STRESSED and not in_markdown(document)
    for place, mark in sorted(pairs):
        if keep_single and len(mark) == 1:
            continue
        yield Edit(place, mark, "")


def _after_break(text: str, place: int, stack: list[tuple[str, int]]) -> tuple[list[tuple[str, int]], dict[str, int]]:
    """Return what may still be open in the next line: bold words in a wrapped paragraph."""
    if text[place + 1 : place + 2] in ("\n", "", "*", "-", "#", "|"):
        return [], {}
    kept = [(mark, start) for mark, start in stack[-4:] if mark == "**" and text.count("\n", start, place) == 0]
    return kept, {"**": len(kept)}


def _opens(mark: str, before: str, after: str) -> bool:
    if not after or after.isspace() or not (after.isalnum() or after in _OPENS_BEFORE):
        return False
    if before in ("/", "\\", "=", ".", "&", "$"):
        return False
    return not before.isalnum() or (mark[0] == "*" and bool(_UNSPACED.match(before)))


def _closes(mark: str, before: str, after: str) -> bool:
    if not before or before.isspace() or before in "([{,\\/":
        return False
    if not after.isalnum():
        return after != "_" or mark[0] == "*"
    return mark[0] == "*" and (bool(_UNSPACED.match(after)) or (len(mark) > 1 and before in _PARTING))


_ADDRESS = re.compile(r"https?://[^\s()<>*]+|\]\([^()\s]*+\)")


def _addresses(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _ADDRESS.finditer(text)) if "](" in text or "://" in text else ()


def _is_stress(mark: str, words: str) -> bool:
    """Say whether the words between two marks are stressed; a single word in underscores may be a name in code."""
    if not any(map(str.isalpha, words)):
        return len(mark) == 2 and mark[0] == "*" and any(map(str.isdigit, words))
    if mark[0] == "_" and not any(map(str.isspace, words.strip())):
        return mark == "_" and "_" not in words
    return True


_ESCAPE = re.compile(r"\\(?:(?P<mark>[*_#>|~`])|(?P<sign>[-+!.])|(?P<bracket>[\[\]]))")
_TEX_OR_PATH = re.compile(r"\\[A-Za-z]{2}|¯\\_|\\\\|\\\[[^\[\]\n]*+=[^\[\]\n]*+\\\]")


@document_rule(effect="repair", triggers=("\\",))
def markdown_escapes(document: Document) -> Iterator[Edit]:
    r"""Take the backslash off a sign that Markdown would otherwise have read as a mark.

    Why: dumps write “\*” for a star and “1994\.” for a year at the start of a line.
    Before: "# Ferry\n1994\\. That year\\* the ferry \\[sic\\] sank \\- twice."
    After: "# Ferry\n1994. That year* the ferry [sic] sank - twice."
    Keeps: "¯\\_(ツ)_/¯"
    Keeps: "C:\\temp\\_old and \\frac\\_a"
    """
    text = document.text
    if not in_markdown(document) or _TEX_OR_PATH.search(text):
        return
    code = document.shared(code_spans)
    for match in _ESCAPE.finditer(text):
        start = match.start()
        before = text[start - 1 : start]
        if inside(code, start) or (match["sign"] == "." and not before.isdigit()):
            continue
        yield Edit(start, "\\", "")
