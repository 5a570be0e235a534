"""Which lines of a text are program code, where blanks, entities and marks mean what they are."""

from __future__ import annotations

import re
from bisect import bisect_right

from cleantext.core.layout import numbered_lines

_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_BLANKS = frozenset(" \t")
_INDENTED = re.compile(r"(?: {2,}+| ?\t)[ \t]*+(?=\S)")
# What code has and indented prose, verse or a menu has not; looked for in indented lines only.
_LOOKS_LIKE_CODE = re.compile(
    r"[{};]\s*$|[=!<>]=|[-=]>|::|\w\(\w*\)|\w = |\w\[\w|</?\w+[ />]"
    r"|^\s*(?:def|class|if|for|while|return|import|from|var|let|const|public|private|else|elif|try|print)\b.*[:({;]\s*$"
    r"|^\s*(?:return|raise|yield|pass|break|import)\b"
)
_LONGEST_CODE = 200  # characters; a longer indented line is a paragraph


class CodeLines:
    """The stretches of a text that are code: fenced, or indented and looking like code."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def __contains__(self, offset: object) -> bool:
        if not self._starts or not isinstance(offset, int):
            return False
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset <= self._ends[index]


def code_lines(text: str) -> CodeLines:
    """Return where the code of a text is; an opening fence that is never closed opens nothing."""
    spans: list[tuple[int, int]] = []
    if "```" not in text and "~~~" not in text and "\n  " not in text and "\t" not in text and text[:2] != "  ":
        return CodeLines(spans)
    fence = -1
    block: list[tuple[int, int]] = []
    seen = False  # something in the block looks like code

    def close() -> None:
        if seen:
            spans.append((block[0][0], block[-1][1]))
        block.clear()

    fenced = "```" in text or "~~~" in text
    for start, line in numbered_lines(text):
        if fenced and (fence >= 0 or _FENCE.match(line)):
            if _FENCE.match(line):
                close()
                seen = False
                if fence >= 0:
                    spans.append((fence, start + len(line)))
                    fence = -1
                else:
                    fence = start
            continue
        if line[:1] in _BLANKS and len(line) <= _LONGEST_CODE and _INDENTED.match(line):
            block.append((start, start + len(line)))
            seen = seen or bool(_LOOKS_LIKE_CODE.search(line))
        elif block and line.strip():
            close()
            seen = False
    close()
    return CodeLines(spans)
