"""Templates that were never filled in: the names of variables stand where their values should."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.cleaners.spans import Gap, code_spans, inside, shows_code, taken_out
from cleantext.core.cleaner import document_rule, line_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import removed, short_lines, short_text
from cleantext.core.literals import AnyOf

# A variable: a path of names in double braces, with filters perhaps; or a control word of the template language.
_PATH = r"[A-Za-z_$][\w$]*+(?:(?:\.|\[['\"]?)[\w$]++['\"]?\]?|\(\))*+"
_VARIABLE = rf"\{{\{{\{{?\s?[#/^&>!=]?\s?{_PATH}(?:\s?\|{{1,2}}\s?[\w: '\",.\[\]|()%-]{{1,120}}+)?\s?\}}?\}}\}}"
_CONTROL = (
    r"\{%-? ?(?:if|else|elif|endif|for|endfor|block|endblock|include|extends|set|load|url|trans|"
    r"csrf_token)\b[^{}%\n]{0,200}+%\}"
)
_DOLLAR = (
    r"(?<![\w$`])\$\{[A-Za-z_][\w.]*+\}|(?<![\w#])###[A-Z][A-Z0-9_]{2,}+###(?![\w#])|"
    r"(?<![\w%])%%[A-Z][A-Z0-9_]{2,}+%%(?![\w%])"
)
_HOLE = re.compile(rf"{_VARIABLE}|{_CONTROL}|{_DOLLAR}")
# A text about templates shows more of them than a page that failed to fill in a few.
_MOST_HOLES_IN_PROSE = 3


@document_rule(effect="remove", triggers=("{{", "{%", "${", "###", "%%"))
def template_holes(document: Document) -> Iterator[Edit]:
    r"""Remove variables of a template that was never filled in.

    Why: a page that needs a script to fill itself shows `{{article.title}}` to a reader without one.
    Before: "{{article.title}}\nThe ferry is back.\n{{ terminalError }}"
    After: "The ferry is back.\n"
    Before: "###TEASER### The ferry is back."
    After: "The ferry is back."
    Keeps: "Write `{{ user.name }}` where the name should stand."
    Keeps: "The sets {a, b} and {{a}, {b}} differ; ### is a rule of hashes."
    """
    text = document.text
    code = document.shared(code_spans)
    holes = [match for match in _HOLE.finditer(text) if not inside(code, match.start())]
    inline = [hole for hole in holes if _in_a_sentence(text, *hole.span())]
    if holes and len(inline) <= _MOST_HOLES_IN_PROSE and not document.shared(shows_code):
        # "${NAME}" in a sentence is how people write of variables.
        yield from taken_out(text, (Gap(*hole.span()) for hole in holes if hole not in inline or hole[0][0] != "$"))


def _in_a_sentence(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 2) : start].strip(" \t")
    after = text[end : end + 2].strip(" \t")
    return bool((before and before[-1].isalnum()) or (after and after[0].isalnum()))


# Labels whose value is "nothing" in a programming language. The whole line, so that prose about it is safe.
# Not "null" after a label: in German that is a count.
_NOTHING = r"(?:undefined|NaN|\[object Object\]|Invalid Date|%s|%d|%1\$s)"
_NOTHINGS = ("undefined", "NaN", "[object Object]", "Invalid Date", "%")
_SOME_NOTHING = AnyOf(_NOTHINGS)
_LONGEST_LABEL = 80
_EMPTY_VALUE = re.compile(
    rf"\s*(?:{_NOTHING}(?:[ ,/|·•-]{{1,3}}{_NOTHING})*+|{_NOTHING} (?:per|/|for) ?\w{{1,12}}|"
    rf"\w[\w ]{{1,30}}: ?{_NOTHING}|"
    rf"{_NOTHING} (?:comments?|views?|shares?|likes?|min read|ago|NaN|undefined)|Connecting to %s)\s*"
)


def _some_nothing(document: Document) -> bool:
    """Say whether a short line holds one of those words."""
    return _SOME_NOTHING.stands_in(document.derived(short_text))


@document_rule(effect="remove", triggers=_NOTHINGS, asks=_some_nothing)
def empty_values(document: Document) -> Iterator[Edit]:
    r"""Drop lines that show a program's word for “nothing” where a value should stand.

    Why: “undefined per month” and “Connecting to %s” are what a template prints when its data did not arrive.
    Before: "The ferry is back.\nundefined per month\nDate: Invalid Date"
    After: "The ferry is back.\n"
    Before: "Connecting to %s"
    After: ""
    Keeps: "The task was left undefined."
    Keeps: "Verletzte: null"
    """
    for _, line in document.derived(short_lines):
        if len(line.text) >= _LONGEST_LABEL or not any(map(line.text.__contains__, _NOTHINGS)):
            continue
        if _EMPTY_VALUE.fullmatch(line.text) and not document.shared(shows_code):
            yield removed(document.text, line.start, line.end)


# Names that themes give to their own parts; a reader would never use them as a word.
_THEME_WORD = re.compile(
    r"\s*(?:spot_img|author-image|author-avatar|post-thumbnail|thumbnail-image|featured-image|site-logo|header-logo|"
    r"placeholder-image|img-responsive|td-icon|icon-[a-z-]{3,20}|wp-image-\d+|"
    r"image_print|sidebar-widget|adsbygoogle|gpt-ad|div-gpt-ad[\w-]{0,40}|noscript|blog-post-img)\s*"
)
# One of these is in each of them.
_THEME_SIGNS = (
    "spot_img", "-image", "-avatar", "-thumbnail", "-logo", "img-responsive", "td-icon", "icon-", "image_print",
    "sidebar-widget", "adsbygoogle", "gpt-ad", "noscript", "blog-post-img",
)  # fmt: skip


@line_rule(effect="remove", triggers=_THEME_SIGNS, longest=80)
def theme_words(line: str) -> str | None:
    r"""Drop lines that hold nothing but the name a page theme gives to one of its parts.

    Why: pictures without a description show “spot_img” or “author-image” instead.
    Before: "spot_img\nThe ferry is back."
    After: "The ferry is back."
    Keeps: "block"
    Keeps: "The author-image of the book was drawn by hand."
    """
    return None if _THEME_WORD.fullmatch(line) else line
