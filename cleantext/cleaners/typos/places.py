"""Where a misspelling stays as it is: not every odd word in a text is a slip of its author."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence

from cleantext.cleaners.typos.table import foreign_words, misspellings, small_words
from cleantext.core.words import is_marked_sic, unbroken

_LEAST_ENGLISH = 0.12
_TELLING = 5  # letters, above which a misspelling is no word of another language by accident
_FEW = 8  # words, below which a share says nothing

_REACH = 240  # code points on either side that are looked at

_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

_ADDRESS = re.compile(r"://|^www\.|[@#_\\=~<>{}|^]|\w\.\w|\w-\w+-\w|/.*/|^/|\d")
_FENCE = re.compile(r"^```", re.MULTILINE)
_CODE_SPAN = re.compile(r"`[^`\n]+`")
_CODE_LINE = re.compile(
    r"[{};]\s*$|=>|==|\(\)|\);|</|^\s*(?:def|import|#include|var|let|const|function|class|return)\b[^.!?]*[(=:;{]"
    r"|^\s*[\w.]+ = |^(?:\t| {4,})\S.*[=({;]|^\$ "
)

_ABOUT_SPELLING = re.compile(
    r"misspel|mis-spel|\bspell|\bspelt\b|\btypos?\b|\btypographical|autocorrect|\blooks like\b.*\bword\b", re.IGNORECASE
)

# Words of older or spoken English, written as they sound.
_ODD = re.compile(
    r"(?<![\w'’])(?:thee|thou|thy|thine|ye|hath|doth|hast|dost|wilt|shalt|methinks|['’]?t(?:is|was|were)(?<=['’]...)|o['’]er"
    r"|ne['’]er|ain['’]?t|['’]em|yer|wi['’]|o['’]|an['’]|th['’]|ole|dat|dis|dem|gwine|innit|nae|och|wot|wus|sez|cuz|"
    r"y['’]all|ter|\w+(?:in['’](?!\w)|eth))(?!\w)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”\n]{1,1000}”|\"[^\"\n]{1,1000}\"|«[^»\n]{1,1000}»")

_OPENERS = "\"'“‘([*_`«"
_CLOSERS = "\"'”’)]*_`»"


def is_untouchable(text: str, start: int, end: int, fences: Sequence[int]) -> bool:
    """Say whether a word is in an address, handle, hashtag, file name or code, or marked [sic] by an editor.

    `fences`: what `code_fences` says of the text.
    """
    left, right = unbroken(text, start, end)
    chunk = text[left:right].strip("\"'“”‘’()[]<>«»,;:!?*.…")
    if _ADDRESS.search(chunk) or text[left : left + 1] in ("@", "#"):
        return True
    if is_marked_sic(text, end):
        return True
    line, place = line_around(text, start, end)
    if bisect(fences, start) % 2 == 1 or any(span.start() <= place < span.end() for span in _CODE_SPAN.finditer(line)):
        return True
    return bool(_CODE_LINE.search(line))


def is_in_english(text: str, start: int, end: int) -> bool:
    """Say whether the words around a place are English, by their small words."""
    line, _ = line_around(text, start, end)
    meant = misspellings()
    english, shared = small_words()["english"], small_words()["shared"]
    words = [word.lower().replace("’", "'") for word in _WORDS.findall(line)]
    words = [meant.get(word, word) for word in words]
    small = [word for word in words if word in english or word in shared]
    if len(words) < _FEW:
        word = text[start:end].lower()
        if len(word) > _TELLING and word not in foreign_words():  # itself a sign of English
            return True
        return any(word in english for word in small) or len(small) > 1
    return len(small) >= _LEAST_ENGLISH * len(words) and any(word in english for word in small)


def is_meant(text: str, start: int, end: int, right: str) -> bool:
    """Say whether the odd spelling is likely what the author wanted: words about words, and speech put down by ear."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and after and before in _OPENERS and after in _CLOSERS:
        return True
    line, place = line_around(text, start, end)
    if _ABOUT_SPELLING.search(line):
        return True
    near = line[max(0, place - 40) : place + end - start + 40]
    if len(right) > _TELLING and re.search(rf"(?<!\w){re.escape(right)}(?!\w)", near, re.IGNORECASE):
        return True
    quote = quotation(text, start, end)
    odd = _ODD.findall(quote or line)
    return bool(odd) if quote else len(odd) > 1


def quotation(text: str, start: int, end: int) -> str:
    """Return the quotation around a place on its line, or an empty string."""
    line, place = line_around(text, start, end)
    return next((match[0] for match in _QUOTED.finditer(line) if match.start() < place < match.end()), "")


def line_around(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the line around a place, or as much of it as tells, and where in it the place is."""
    top = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    bottom = text.find("\n", end, end + _REACH)
    return text[top : min(len(text), end + _REACH) if bottom < 0 else bottom], start - top


def begins_sentence(text: str, start: int) -> bool:
    """Say whether a word is the first of its line or sentence."""
    before = text[max(0, start - 20) : start].rstrip(" \t\"'“‘([*_>•-–—")
    return not before or before[-1] in "\n.!?:…;"


def is_small_word(word: str) -> bool:
    """Say whether a word is one of the small English ones, whatever its case."""
    return word.lower() in small_words()["english"] or word.lower() in small_words()["shared"]


def code_fences(text: str) -> list[int]:
    """Return where lines begin that open or close a block of code."""
    return [match.start() for match in _FENCE.finditer(text)] if "```" in text else []
