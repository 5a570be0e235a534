"""Characters that no reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleantext.core.alphabet import one_of, unusual_characters
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit, Flag

# Scripts whose letters join: there a joiner, or the want of one, changes what is read. So do emoji sequences.
# Everything outside this class is left alone as well: unknown is not safe.
_PLAIN = (
    "\u0000-\u00a8\u00aa-\u00ad\u00af-\u036f\u0370-\u052f\u1e00-\u1fff\u2000-\u200b\u200e-\u203b\u203d-\u2048\u204a-\u206f"
    "\u20a0-\u20cf\u3001-\u302f\u3031-\u303c\u303e-\u3296\u329a-\u9fff\uac00-\ud7af\ufeff\uff00-\uffef"
)
# Southeast Asian scripts write no spaces; there a zero-width space is the only sign between words.
_UNSPACED = "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1980-\u19df\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaa7f"
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff\u180e\u3164\uffa0\u115f\u1160\ufe0e\ufe0f")
_BEFORE_SELECTORS = r"[\sA-Za-z.,;:!?'\"()]"

_A_ZERO_WIDTH = re.compile(one_of(_ZERO_WIDTH))


@cache
def _zero_width() -> re.Pattern[str]:
    return re.compile(
        f"(?<![{_UNSPACED}])\u200b+|\u200b+(?![{_UNSPACED}\u200b])"
        f"|(?:(?<=[{_PLAIN}])|^)[\u200c\u200d]+(?=[{_PLAIN}]|$)"
        "|[\u2060\ufeff\u3164\uffa0]+"
        "|(?<![\u1800-\u18af])\u180e+(?![\u1800-\u18af])"
        "|(?<![\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff])[\u115f\u1160]+(?![\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff])"
        rf"|(?:(?<={_BEFORE_SELECTORS})|^)[\ufe0e\ufe0f]+",
        re.MULTILINE,
    )


# What must stand before these for them to be removed, unless they begin the text or stand behind each other.
_BEFORE = {"\u200c": f"[{_PLAIN}]", "\u200d": f"[{_PLAIN}]", "\ufe0e": _BEFORE_SELECTORS, "\ufe0f": _BEFORE_SELECTORS}


def _may_be_useless(document: Document) -> bool:
    """Say whether there are characters without width but joiners and selectors that stand where they belong."""
    text = document.text
    for sign in document.shared(unusual_characters) & _ZERO_WIDTH:
        before = {piece[-1:] for piece in text.split(sign)[:-1]}
        if sign not in _BEFORE or "" in before or re.search(_BEFORE[sign], "".join(before)):
            return True
    return False


@document_rule(effect="repair", triggers=_ZERO_WIDTH, asks=_may_be_useless)
def zero_width_characters(document: Document) -> Iterator[Edit]:
    r"""Remove characters without width where they change nothing a reader sees.

    Why: they come from editors and copy protection, and hide words from search and counting.
    Before: "\ufeffThe har\u200bbour of the t\u200cown"
    After: "The harbour of the town"
    Keeps: "می\u200cخواهم"
    Keeps: "क\u094d\u200dष, 👨\u200d👩\u200d👧, ❤\ufe0f"
    Keeps: "ភាសា\u200bខ្មែរ"
    Loses: where the page allowed a line break, or forbade a ligature of Latin letters.
    Source: Unicode Standard chapter 23.2 (joiners, zero-width space, word joiner) and Annex 51 (emoji).
    """
    done = 0
    for place in _A_ZERO_WIDTH.finditer(document.text):  # a set of characters: searched for ten times faster
        match = _zero_width().match(document.text, place.start()) if place.start() >= done else None
        if match:
            yield Edit(match.start(), match[0], "")
            done = match.end()


_MARKS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_OVERRIDES = frozenset("\u202d\u202e")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


@document_rule(effect="normalise", triggers=_MARKS)
def direction_marks(document: Document) -> Iterator[Edit]:
    r"""Remove marks of writing direction from text without a right-to-left letter, and overrides from any text.

    Why: in such text they do nothing but hide words from search; an override shows letters in another order than
    they stand in.
    Before: "Call\u200e the harbour\u202e office"
    After: "Call the harbour office"
    Keeps: "הנמל\u200f (1921) נפתח"
    Loses: the order of display, where an override changed it.
    Source: Unicode Standard Annex 9.
    """
    found = document.shared(unusual_characters) & _MARKS
    if found and _RIGHT_TO_LEFT.search(document.text):
        found &= _OVERRIDES
    if found:
        for match in re.finditer(one_of(found) + "+", document.text):
            yield Edit(match.start(), match[0], "")


_TAGS = frozenset(map(chr, range(0xE0000, 0xE0080)))
_SELECTORS = frozenset(map(chr, range(0xE0100, 0xE01F0)))
_HIDDEN = re.compile(
    "(?P<flag>\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[\U000e0000-\U000e007f]+"
    "|(?<![\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]+"
    "|[\U000e0100-\U000e01ef](?P<run>[\U000e0100-\U000e01ef]+)"
)


@document_rule(effect="repair", triggers=_TAGS | _SELECTORS)
def hidden_texts(document: Document) -> Iterator[Edit | Flag]:
    r"""Remove text written in characters without a shape (tags, runs of variation selectors), and flag what it said.

    Why: no reader sees it, only programs do; it is there to mark copies or to give orders to language models.
    Before: "The harbour\U000e0068\U000e0069 reopened."
    After: "The harbour reopened."
    Keeps: "A flag: \U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f and 葛\U000e0100."
    Loses: the hidden text, which the flag quotes.
    """
    for match in _HIDDEN.finditer(document.text):
        if match["flag"] is None:
            start = match.start("run") if match["run"] else match.start()
            hidden = document.text[start : match.end()]
            yield Flag(start, start, f"hidden text removed here: {_revealed(hidden)!r}")
            yield Edit(start, hidden, "")


def _revealed(hidden: str) -> str:
    """Return what tags, or the bytes of variation selectors, say."""
    tags = "".join(chr(ord(character) - 0xE0000) for character in hidden if character in _TAGS)
    data = bytes(ord(character) - 0xE0100 + 16 for character in hidden if character in _SELECTORS)
    return "".join(filter(str.isprintable, tags + data.decode("utf-8", "replace")))
