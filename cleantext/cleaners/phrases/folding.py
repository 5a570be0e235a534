"""One spelling for all the ways in which pages write the same words.

Case, composed and decomposed accents, straight and curly quotes, full-width forms, invisible joiners, the Arabic
letters that Persian and Urdu type otherwise, the Turkish i: two lines that differ only in these fold to one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Thai, Lao, Tibetan, Burmese, Khmer, kana, Han, Hangul: a word may start anywhere in the run.
DENSE = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
DENSE_FROM = "\u0e00"  # the first of them

# What stands around a label: bullets, arrows, rules, brackets, emphasis, emoji. Quotation marks do not: a line in
# quotation marks is something that somebody said.
_BULLETS = "\\s#*_=~+|<>«»‹›•·●○◦■□◆◇▪▫❯×✓✔☰★☆✕✖✗←-⇿⌀-\u245f─-➿⬀-⯿\U0001f000-\U0001faff\ufe0f\\-\\\\"
_DECOR = re.compile(f"[{_BULLETS}(\\[【〔〖［（「『《〈¿¡/]+")
_OUTER = _BULLETS + ")\\]】〕〗］）」』》〉:*.!?…。！？،,;؛։।॥۔/"
_LAST = re.compile(f"[{_OUTER}]")

_SAME = {
    **dict.fromkeys("’‘ʼ＇`｀´ʹ′‛", "'"),
    **dict.fromkeys("“”„‟″＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("يىېی", "ي"),
    **dict.fromkeys("كکڪ", "ك"),
    **dict.fromkeys("اأإآٱ", "ا"),
    **dict.fromkeys("هةۀہھە", "ه"),
    "ı": "i",
    "ⓒ": "©",
    "ё": "е",
    "ά": "α", "έ": "ε", "ή": "η", "ί": "ι", "ό": "ο", "ύ": "υ", "ώ": "ω", "ϊ": "ι", "ϋ": "υ", "ΐ": "ι", "ΰ": "υ",
}  # fmt: skip
# Dot above left over from "İ", tatweel, Arabic vowel signs, Hebrew points, joiners, marks of direction, variation.
_GONE = "\u0307\u0640\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0f" + "".join(
    map(chr, [*range(0x064B, 0x0653), 0x0670, *range(0x05B0, 0x05BE), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
)
_BLANKS = (  # all but the plain one
    "\t\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_TABLE: dict[int, str | None] = {
    **dict.fromkeys(map(ord, _BLANKS), " "),
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{ord(letter): same for letter, same in _SAME.items()},
    **dict.fromkeys(map(ord, _GONE)),
}

_SIGNS = frozenset(map(chr, _TABLE))
# Characters that compose with nothing before them, so that each folds by itself: those that may fold to something
# else, and those that stay as they are.
_CHANGING = (
    "\t\x0b-\r\x1c-\x1f`\x80-\u02ff\u0370-\u0482\u048a-\u058f\u0600-\u060f\u061b-\u064a\u066e\u066f\u0671-\u06d5"
    "\u1e00-\u20cf\u2100-\u2bff\u3000\ufb00-\ufb17\ufe00-\ufe0f\ufeff-\uffef"
)
_STEADY = (
    "\0-\x08\n\x0e-\x1b -_a-\x7f\u05d0-\u05f4\u0660-\u066d\u06ee-\u06ff\u3001-\u3029\u3030-\u3098"
    "\u309b-\u312f\u3200-\u9fff\uac00-\ud7a3\U0001f000-\U0001f12f\U0001f1e6-\U0001faff"
)
MAY_CHANGE = re.compile(f"[{_CHANGING}]")
MAY_COMPOSE = re.compile(f"[^{_CHANGING}{_STEADY}]")
# What may compose with what stands before it.
COMPOSES = re.compile(
    "[\u0300-\u0304\u0306-\u030c\u030f\u0311\u0313\u0314\u031b\u0323-\u0328\u032d\u032e\u0330\u0331\u0338\u0342\u0345"
    "\u0653-\u0655\u093c\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0c56\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dca\u0dcf\u0ddf\u102e"
    "\u1161-\u1175\u11a8-\u11c2\u1b35\u3099\u309a\U000110ba-\U00011fff]"
)
_FEW_CHANGES = 12  # replacing so many signs one after the other is faster than a look at every character
_FEW_SIGNS = 20


class _Changes(dict[str, tuple[str, str, str] | None]):
    """What becomes of the signs of `_CHANGING`: each sign, its other case, and what it folds to."""

    def __missing__(self, sign: str) -> tuple[str, str, str] | None:
        cased = sign.casefold()
        folded = unicodedata.normalize("NFC", cased).translate(_TABLE)
        change = self[sign] = (sign, cased, folded) if folded != sign else None
        return change


_changes = _Changes()


def fold(text: str) -> str:
    """Return the one spelling of a line, blanks at its ends and runs of blanks inside aside."""
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    folded = unicodedata.normalize("NFC", text.casefold()).translate(_TABLE)
    return " ".join(folded.split())


def folded_at_once(text: str, signs: Iterable[str]) -> tuple[list[str], bytes]:
    """Return what `fold` makes of each line, and that as a text in UTF-8, at the price of a few passes over the text.

    `signs`: its unusual characters; there may be others among them. In the text, blanks may be left at ends of lines.
    """
    text = _folded_but_for_ascii(text, "".join(signs))
    data = text.encode("utf-8", "surrogatepass")
    small = data.lower()  # of ASCII letters alone, and faster than in a string with other letters
    if small != data:
        text = small.decode("utf-8", "surrogatepass")
    lines = list(map(str.strip, text.split("\n")))
    if "  " in text:
        lines = [" ".join(line.split()) if "  " in line else line for line in lines]
        small = "\n".join(lines).encode("utf-8", "surrogatepass")
    return lines, small


def _folded_but_for_ascii(text: str, signs: str) -> str:
    """Return what a text folds to, but for blanks and ASCII capitals, which may stay."""
    if MAY_COMPOSE.search(signs) and not text.isascii():
        return _normalised(text, signs)
    changes = [change for change in map(_changes.__getitem__, MAY_CHANGE.findall(signs)) if change]
    if len(changes) > _FEW_CHANGES:
        text = text.casefold()
        changes = [(cased, cased, folded) for _, cased, folded in changes if cased != folded]
    for sign, _, folded in changes:
        text = text.replace(sign, folded)
    return text


def _normalised(text: str, signs: str) -> str:
    cased = signs.casefold()
    if COMPOSES.search(cased):
        return _word_by_word(text)
    if cased != signs:
        text = text.casefold()
    present = _SIGNS.intersection(cased)
    if len(present) > _FEW_SIGNS or not unicodedata.is_normalized("NFC", text):
        return _word_by_word(text)
    for sign in present:
        text = text.replace(sign, _TABLE[ord(sign)] or "")
    return text


def _word_by_word(text: str) -> str:
    return "\n".join([" ".join(filter(None, map(_folded_word, line.split()))) for line in text.split("\n")])


@lru_cache(10_000)  # of most texts in a script that needs it nearly all words; composing them takes long
def _folded_word(word: str) -> str:
    return unicodedata.normalize("NFC", word.casefold()).translate(_TABLE)


def bare(folded: str) -> tuple[str, str]:
    """Return a folded line without bullets and brackets in front, and also without what may end a label."""
    left = undecorated(folded)
    end = len(left)
    while end and not left[end - 1].isalnum() and _LAST.match(left, end - 1):
        end -= 1
    return left, left[:end]


@lru_cache(1000)  # phrases are checked when they are read, and looked up by this next
def core_of(phrase: str) -> str:
    """Return what a phrase is looked up by: folded, and without what may stand around it."""
    return bare(fold(phrase))[1]


def undecorated(folded: str) -> str:
    """Return a folded line without bullets and brackets in front."""
    if folded[:1].isalnum():
        return folded
    decor = _DECOR.match(folded)
    return folded[decor.end() :] if decor else folded


def place(line: str, length: int) -> int:
    """Return how much of a line folds to so many characters: the offset in the line for one in its folded form."""
    if line.isascii() and "  " not in line and not line[:1].isspace() and "\t" not in line:
        return min(length, len(line))
    low, high = 0, len(line)
    while low < high:
        middle = (low + high) // 2
        if len(fold(line[:middle])) < length:
            low = middle + 1
        else:
            high = middle
    return low
