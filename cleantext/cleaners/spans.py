"""Spans inside lines: how machine text is taken out of its line, and where code stands that nobody may touch."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleantext.core.document import Edit
from cleantext.core.layout import numbered_lines

_BLANKS = " \t\r\u00a0"
_HUGS_THE_WORD_BEFORE = frozenset(".,;:!?)]}”’»…。，、；：！？")

_INLINE_CODE = re.compile(r"(?<!`)`(?!`)[^`\n]++`(?!`)|``(?!`)[^`\n]++``(?!`)")
_PREFORMATTED = re.compile(r"<(pre|code|kbd|samp)\b[^<>\n]{0,200}>(?:[^<]|<(?!/\1>)){0,5000}+</\1>", re.ASCII)
_INDENT = re.compile("\n(?:    |\t)")  # with one literal to begin with: so it is found faster than the whole is
_CODE_SIGNS = frozenset("{}()[]<>=;$_|&\\+^*#@")


class Gap(NamedTuple):
    """A span to take out of the text, and the metadata field that keeps its words, if any."""

    start: int
    end: int
    field: str = ""
    between: str = ""  # what stands between the words that meet where it was: "\n\n" if it parted paragraphs


def taken_out(text: str, gaps: Iterable[Gap], *, glued: bool = False, why: str = "") -> Iterator[Edit]:
    """Yield the edits that take out the gaps (in order), with the line where nothing else stands on it.

    Blanks left on both sides become one. Two words that would grow together get a space, unless `glued`.
    """
    for cluster in _clusters(text, gaps):
        start, end = cluster[0].start, cluster[-1].end
        left = _back(text, start)
        right = _forth(text, end)
        opens = left == 0 or text[left - 1] == "\n"
        closes = right == len(text) or text[right] == "\n"
        filler = ""
        if opens and closes:
            start, end = left, min(right + 1, len(text))
        elif opens:
            end = right
        elif closes or (text[right] in _HUGS_THE_WORD_BEFORE and left < start):
            start, end = left, (right if closes else end)
        elif left < start:
            end = right
        parted = "" if opens or closes else max((gap.between for gap in cluster), key=len)
        if parted:
            start, end, filler = left, right, parted
        elif not (opens or closes or glued) and text[start - 1].isalnum() and text[end].isalnum():
            filler = " "
        yield from _edits(text, start, end, cluster, filler, why)


def _clusters(text: str, gaps: Iterable[Gap]) -> Iterator[list[Gap]]:
    """Yield the gaps in groups between which there are only blanks; gaps inside an earlier one are left out."""
    cluster: list[Gap] = []
    for gap in gaps:
        if cluster and gap.start < cluster[-1].end:
            continue
        if cluster and text[cluster[-1].end : gap.start].strip(_BLANKS):
            yield cluster
            cluster = []
        cluster.append(gap)
    if cluster:
        yield cluster


def _edits(text: str, start: int, end: int, cluster: list[Gap], filler: str, why: str) -> Iterator[Edit]:
    """Yield one edit for each fact in the cluster, and one for each stretch between facts."""
    done = start
    for gap in cluster:
        if gap.field:
            if done < gap.start:
                yield Edit(done, text[done : gap.start], "", "", why)
            yield Edit(gap.start, text[gap.start : gap.end], "", gap.field, why)
            done = gap.end
    if done < end or filler:
        yield Edit(done, text[done:end], filler, "", why)


def _back(text: str, place: int) -> int:
    while place and text[place - 1] in _BLANKS:
        place -= 1
    return place


def _forth(text: str, place: int) -> int:
    while place < len(text) and text[place] in _BLANKS:
        place += 1
    return place


def code_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where code stands that the author shows: fenced, in backticks, in <pre>, or indented. In order.

    Ask through `document.shared(code_spans)`.
    """
    spans: list[tuple[int, int]] = []
    if "`" in text or "~~~" in text:
        spans.extend(_fenced(text))
    if "`" in text:
        spans.extend(match.span() for match in _INLINE_CODE.finditer(text))
    if "<" in text and "</" in text:
        spans.extend(match.span() for match in _PREFORMATTED.finditer(text))
    if _INDENT.search(text):
        spans.extend(
            (start, start + len(line))
            for start, line in numbered_lines(text)
            if line.startswith(("    ", "\t")) and looks_like_code(line)
        )
    return _merged(spans)


def inside(spans: tuple[tuple[int, int], ...], place: int) -> bool:
    """Say whether a place lies in one of the spans, which are in order and do not overlap."""
    if not spans:
        return False
    index = bisect_right(spans, (place, spans[-1][1])) - 1
    return index >= 0 and spans[index][0] <= place < spans[index][1]


def looks_like_code(line: str, signs_there: Iterable[str] = _CODE_SIGNS) -> bool:
    """Say whether a line has the signs and the endings of program code rather than of a language people speak.

    `signs_there`: those that stand in the text, if that is known.
    """
    bare = line.strip()
    if not bare or "](" in bare or bare.startswith(("* ", "- ", "+ ")):
        return False
    signs = sum(map(bare.count, signs_there))
    return (signs >= 3 and signs * 8 >= len(bare)) or (bare[-1] in "{};\\" and signs >= 2)


# A text may hold this many lines with the signs of code and still be about something else.
_MOST_STRAY_CODE = 5
# Who writes these words shows tags and comments to the readers.
_ABOUT_MARKUP = ("HTML", "XML", "CSS", "markup", "Markdown", "Javascript", "JavaScript")


def shows_code(text: str) -> bool:
    """Say whether a text is likely to show code on purpose, by its lines or by what it speaks of.

    Ask through `document.shared(shows_code)`.
    """
    if any(word in text for word in _ABOUT_MARKUP):
        return True
    signs = [sign for sign in _CODE_SIGNS if sign in text]
    if sum(map(text.count, signs)) <= 2 * _MOST_STRAY_CODE:  # a line of code has two at least
        return False
    return sum(looks_like_code(line, signs) for line in text.split("\n")) > _MOST_STRAY_CODE


def _fenced(text: str) -> Iterator[tuple[int, int]]:
    opened = -1
    fence = ""
    for start, line in numbered_lines(text):
        bare = line.strip()
        if opened < 0 and bare.startswith(("```", "~~~")) and "`" not in bare[3:].lstrip("`"):
            opened, fence = start, bare[:3]
        elif opened >= 0 and bare.startswith(fence) and not bare.strip(fence[0]):
            yield opened, start + len(line)
            opened = -1


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
