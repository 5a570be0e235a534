"""Letters in an unusual form: the same reading, other code points."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from cleantext.core.alphabet import one_of, unusual_characters
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit, Flag
from cleantext.core.layout import layout, numbered_lines
from cleantext.core.linelooks import small_ascii

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_A_LIGATURE = re.compile(one_of(frozenset(_LIGATURES)))


@document_rule(effect="normalise", triggers=tuple(_LIGATURES))
def ligatures(document: Document) -> Iterator[Edit]:
    r"""Write the Latin ligatures of typesetters (ﬁ, ﬂ, ﬀ ...) as letters.

    Why: they come out of PDF files, and hide words from search and counting.
    Before: "ﬁve oﬃcers on the reef"
    After: "five officers on the reef"
    Keeps: "Œuvre, Straße, ĳs, ½ and ™"
    Loses: that the page set them as one sign.
    """
    for match in _A_LIGATURE.finditer(document.text):
        yield Edit(match.start(), match[0], _LIGATURES[match[0]])


_FULL_WIDTH = frozenset(map(chr, range(0xFF01, 0xFF5F)))
_FULL_WIDTH_WORD = re.compile("[\uff01-\uff5e]*[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a][\uff01-\uff5e]*")
_EAST_ASIAN = re.compile(
    "[\u2e80-\u2fff\u3001-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U0001b000-\U0003ffff]"
)


def _is_not_east_asian(document: Document) -> bool:
    return not _EAST_ASIAN.search(document.text)


@document_rule(effect="normalise", triggers=_FULL_WIDTH, asks=_is_not_east_asian)
def fullwidth_forms(document: Document) -> Iterator[Edit]:
    r"""Write fullwidth Latin letters and digits plainly, in a text without East Asian writing.

    Why: there they are a trick to be seen, or to get past a filter; in Chinese, Japanese and Korean they are usual.
    Before: "The ＡＢＣ of sailing"
    After: "The ABC of sailing"
    Keeps: "ＮＨＫは港を取材した。"
    Loses: the wide spacing.
    """
    if not document.derived(_is_not_east_asian):
        return
    for start, line in numbered_lines(document.text):
        # Only between plain letters can it be told that they are out of place.
        if any(character.isascii() and character.isalpha() for character in line):
            for match in _FULL_WIDTH_WORD.finditer(line):
                plain = "".join(chr(ord(character) - 0xFEE0) for character in match[0])
                yield Edit(start + match.start(), match[0], plain)


@cache
def _clusters() -> Any:
    import regex  # slow to import; `re` knows no marks

    return regex.compile(r"[\u1100-\u115f\u1160-\u11ff\uac00-\ud7a3]{2,}|\P{M}\p{M}+")


# What may become one with the letter before it, of all that Unicode has up to version 17; a few more do no harm.
_JOINING = frozenset(
    "\u031b\u0653\u0654\u0655\u093c\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0c56\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dca\u0dcf\u0ddf\u102e"
    "\u1b35\u3099\u309a\U000110ba\U00011127\U0001133e\U00011357\U000113b8\U000113bb\U000113c2\U000113c5\U000113c7\U000113c8\U000113c9"
    "\U000114b0\U000114ba\U000114bd\U000115af\U00011930\U00016d67\U00016d68"
).union(
    map(chr, [*range(0x300, 0x315), *range(0x323, 0x346), *range(0x1161, 0x1176), *range(0x11A8, 0x11C3)]),
    map(chr, range(0x1611E, 0x1612A)),
)


@lru_cache(maxsize=4096)
def _joins(before: str, mark: str) -> bool:
    """Say whether a mark may become one with what stands before it: another mark may stand aside."""
    return unicodedata.category(before)[0] == "M" or len(unicodedata.normalize("NFC", before + mark)) < 2


def _may_be_decomposed(document: Document) -> bool:
    return any(
        not before or _joins(before, mark)
        for mark in document.shared(unusual_characters) & _JOINING
        for before in {piece[-1:] for piece in document.text.split(mark)[:-1]}
    )


@document_rule(effect="normalise", triggers=_JOINING, asks=_may_be_decomposed)
def decomposed_letters(document: Document) -> Iterator[Edit]:
    r"""Compose letters that stand as a base and its marks (Unicode form NFC).

    Why: "é" as two characters is another word to search, counting and models; some file systems write it so.
    Before: "cafe\u0301"
    After: "café"
    Keeps: "x² ½ ™ ﷺ"
    Keeps: "क़ानून"
    Source: Unicode Standard Annex 15. Never NFKC, which changes what is read; and only where letters become fewer.
    """
    composed_lines = document.lines_known(decomposed_letters)
    for _, start, line in document.shared(layout).lines:
        if line.isascii() or line in composed_lines:
            continue
        if unicodedata.is_normalized("NFC", line):
            composed_lines[line] = True
            continue
        for match in _clusters().finditer(line):
            composed = unicodedata.normalize("NFC", match[0])
            if len(composed) < len(match[0]):
                yield Edit(start + match.start(), match[0], composed)


# Letters of two scripts that most typefaces draw alike; the Latin one last.
_ALIKE_CYRILLIC = dict(zip("асеорхуіјѕԁһАВСЕНІЈКМОРЅТХУ", "aceopxyijsdhABCEHIJKMOPSTXY", strict=True))
_ALIKE_GREEK = dict(zip("ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovABEZHIKMNOPTYX", strict=True))
_ALIKE = _ALIKE_CYRILLIC | _ALIKE_GREEK
_TO_LATIN = str.maketrans(_ALIKE)
_TO_CYRILLIC = {ord(latin): other for other, latin in _ALIKE_CYRILLIC.items() if latin not in "sSjJdh"}
_OTHER_LETTER = "\u0370-\u03ff\u0400-\u052f"
_MIXED = re.compile(rf"[A-Za-z][{_OTHER_LETTER}]|[{_OTHER_LETTER}][A-Za-z]")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS_AS_A = bytes.maketrans(string.ascii_lowercase.encode(), b"a" * 26)
_NOT_ASCII = small_ascii(Document("é")).encode()  # how a letter of another script looks there


def _may_be_mixed(document: Document) -> bool:
    """Say whether an ASCII letter and something other than ASCII stand side by side."""
    kinds = document.derived(small_ascii).encode().translate(_LETTERS_AS_A)
    return b"a" + _NOT_ASCII in kinds or _NOT_ASCII + b"a" in kinds


@document_rule(effect="repair", triggers=tuple(_ALIKE), asks=_may_be_mixed)
def mixed_scripts(document: Document) -> Iterator[Flag]:
    r"""Flag words that mix Latin letters with look-alikes of another script.

    Why: spam and copies hide words so; but which of the two scripts was meant is a guess, so the text stays.
    Before: "the h\u0430rbour"
    After: "the h\u0430rbour"
    Keeps: "SMS-ка, Δx, VIP-зал"
    """
    for start, line in numbered_lines(document.text):
        if line.isascii() or not _MIXED.search(line):
            continue
        for match in _WORD.finditer(line):
            word = match[0]
            if len(word) < 4 or _ALIKE.keys().isdisjoint(word) or not _MIXED.search(word):
                continue
            for meant in (word.translate(_TO_LATIN), word.translate(_TO_CYRILLIC)):
                if not _MIXED.search(meant) and (meant.isascii() or not re.search("[A-Za-z]", meant)):
                    place = start + match.start()
                    yield Flag(place, place + len(word), "letters of two scripts in one word", proposal=meant)
                    break
