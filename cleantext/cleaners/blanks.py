"""White space: blanks within lines, and blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.core.alphabet import unusual_characters
from cleantext.core.cleaner import document_rule
from cleantext.core.code import code_lines
from cleantext.core.document import Document, Edit
from cleantext.core.linelooks import looked_for, pieces_there

# Every space of Unicode but the plain one; the ogham space mark draws a line and is none.
_SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_ODD = frozenset("\t\u00a0\u202f\u205f\u3000").union(map(chr, range(0x2000, 0x200B)))
_BLANKS = _ODD | {" "}
_RUN = re.compile(rf"[ \t{_SPACES}]+")
# Where runs that are not just one plain space may be. Each begins with a literal or a set: so it is searched for fast.
_PLAIN_RUNS = [("  ", re.compile(rf"  [ \t{_SPACES}]*")), (" \n", re.compile(" \n")), ("\n ", re.compile("\n "))]
_PIECES = frozenset(looked_for("  ", " \n", "\n ", "\n\n\n"))
_ODD_RUN = re.compile(rf"[\t{_SPACES}][ \t{_SPACES}]*")
_LIST_MARK = re.compile(r"[-*+•◦▪–]\s|\d{1,3}[.)]\s|[a-zA-Z][.)]\s")
_MONGOLIAN = re.compile("[\u1800-\u18af]")


def _may_be_untidy(document: Document) -> bool:
    """Say whether there may be blanks but plain spaces between words, or breaks but those between paragraphs."""
    text = document.text
    return (
        text[:1].isspace()
        or text[-1:] in _BLANKS
        or text[-2:] == "\n\n"
        or not _PIECES.isdisjoint(document.derived(pieces_there))
        or not _ODD.isdisjoint(document.shared(unusual_characters))
    )


def _starts_of_runs(document: Document) -> tuple[int, ...]:
    """Return where the runs of blanks start that may be more than one plain space between words."""
    text, there = document.text, document.derived(pieces_there)
    found = [place for place in (0, len(text) - 1) if text[place : place + 1] in _BLANKS]
    patterns = [pattern for literal, pattern in _PLAIN_RUNS if literal in there]
    if not document.shared(unusual_characters).isdisjoint(_ODD):
        patterns.append(_ODD_RUN)
    for pattern in patterns:
        found.extend([match.start() + (match[0][0] == "\n") for match in pattern.finditer(text)])
    starts = set()
    for place in found:
        while place and text[place - 1] in _BLANKS:
            place -= 1
        starts.add(place)
    return tuple(sorted(starts))


@document_rule(effect="normalise", asks=_may_be_untidy)
def blanks(document: Document) -> Iterator[Edit]:
    r"""Write every run of blanks as one plain space, and none at the ends of lines.

    Why: layouts leave tabs, no-break spaces and indents behind; they carry no words, and make equal lines differ.
    Before: "  The\u00a0harbour \t reopened. \n\u3000It rained."
    After: "The harbour reopened.\nIt rained."
    Before: "Il a dit\u00a0: «\u202fnon\u202f»."
    After: "Il a dit : « non »."
    Keeps: "- bread\n  - rye\n  - wheat"
    Keeps: "\u7b2c\u4e00\u7ae0\u3000\u6d77"
    Keeps: "def f(x):\n    return  x"
    Keeps: "name\tberths\nNorth Quay\t12\nSouth Quay\t9"
    Loses: the indents of verse, columns set with spaces, and where French forbade a line break. Indented code, the
    indents of lists, and tabs in lines that stand together (a table) stay.
    """
    text, starts = document.text, _starts_of_runs(document)
    if not starts:
        return
    code = document.shared(code_lines)
    mongolian = bool(_MONGOLIAN.search(text))  # there a narrow no-break space binds stem and suffix
    for start in starts:
        run = _RUN.match(text, start)[0]  # type: ignore[index]  # a run begins there
        end = start + len(run)
        if end == len(text) or text[end] == "\n":
            yield Edit(start, run, "")
        elif start == 0 or text[start - 1] == "\n":
            if not (start in code or _LIST_MARK.match(text, end)):
                yield Edit(start, run, "")
        elif run == "\u3000" and text[start - 1] > "\u2e7f":
            continue  # the space of Chinese and Japanese, as wide as a character of theirs
        elif not (start in code or (mongolian and "\u202f" in run) or ("\t" in run and _in_table(text, start))):
            yield Edit(start, run, " ")


def _in_table(text: str, place: int) -> bool:
    """Say whether the line before or after this one has as many tabs between words."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    end = len(text) if end < 0 else end
    tabs = text[start:end].strip().count("\t")
    after = text[end + 1 : (text.find("\n", end + 1) + 1 or len(text) + 1) - 1] if end < len(text) else ""
    before = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    return tabs > 0 and tabs in (before.strip().count("\t"), after.strip().count("\t"))


_MANY_BREAKS = re.compile(r"\n{3,}")


@document_rule(effect="normalise", asks=_may_be_untidy)
def blank_lines(document: Document) -> Iterator[Edit]:
    r"""Write every run of blank lines as one, and none before the first or after the last line.

    Why: removed blocks and page templates leave gaps.
    Before: "\n\nHarbour reopens\n\n\n\nThe ferry sailed.\n\n"
    After: "Harbour reopens\n\nThe ferry sailed.\n"
    Keeps: "one\n\ntwo\nthree\n"
    Loses: how wide the gaps were.
    """
    text = document.text
    first = len(text) - len(text.lstrip("\n"))
    if first:
        yield Edit(0, text[:first], "")
    last = len(text.rstrip("\n"))
    if "\n\n\n" in document.derived(pieces_there):
        for match in _MANY_BREAKS.finditer(text, first, max(last, first)):
            yield Edit(match.start(), match[0], "\n\n")
    if last > first and len(text) - last > 1:
        yield Edit(last, text[last:], "\n")


_WIDE_MARKS = frozenset("，。、！？；：）】」』》〉")
_BEHIND_A_SPACE = re.compile(r"[，。、！？；：）】」』》〉](?<= .)")  # marks are fewer than spaces in most texts
# Each begins with two literal characters, so that it is searched for at the speed of a literal.
_BEFORE_PLAIN = [
    (f" {mark}", re.compile(rf" {re.escape(mark)}(?=\s|$)(?! ?[.,])", re.MULTILINE)) for mark in (",", ".")
]

# A line of code, or of an address, with all its signs apart: "icu . Collator ( x )".
_TOKENS = re.compile(r"[={}\[\];@<>\\]|\w \(\s|\w \.(?= \w+ [.(])")


def _may_be_spaced(document: Document) -> bool:
    """Say whether a mark stands behind a space, if there are wide marks in the text."""
    text, wide = document.text, document.shared(unusual_characters) & _WIDE_MARKS
    return not wide or text[:1] in wide or any(f" {mark}" in text for mark in wide)


@document_rule(effect="repair", triggers=(" ,", " .", *sorted(_WIDE_MARKS)), asks=_may_be_spaced)
def spaces_before_marks(document: Document) -> Iterator[Edit]:
    r"""Remove the space before a comma or full stop, and before any mark of Chinese or Japanese.

    Why: links and inline tags that were taken out leave the space that stood around them.
    Before: "港口 ，昨天 。"
    After: "港口，昨天。"
    Before: "The harbour , closed since May , reopened ."
    After: "The harbour, closed since May, reopened."
    Keeps: "Il a dit : « oui » ; elle aussi ! Vraiment ?"
    Keeps: "a .5 share of .NET , . . . and so on ..."
    """
    text = document.text
    if not document.shared(unusual_characters).isdisjoint(_WIDE_MARKS):
        for match in _BEHIND_A_SPACE.finditer(text):
            start = end = match.start()
            while text[start - 1 : start] == " ":
                start -= 1
            if start and not text[start - 1].isspace():
                yield Edit(start, text[start:end], "")
        return
    found = [match.start() for gate, pattern in _BEFORE_PLAIN if gate in text for match in pattern.finditer(text)]
    for place in sorted(found):
        line = text[text.rfind("\n", 0, place) + 1 : text.find("\n", place) + 1 or len(text)]
        if text[place - 1 : place].isalpha() and place and not _TOKENS.search(line):
            yield Edit(place, " ", "")
