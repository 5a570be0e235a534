"""One spelling for all the ways in which pages write the same words.

Case, composed and decomposed accents, straight and curly quotes, full-width forms, invisible joiners, the Arabic
letters that Persian and Urdu type otherwise, the Turkish i: two lines that differ only in these fold to one.
"""

from __future__ import annotations

import re
import unicodedata

from cleantext.core.alphabet import unusual_characters

# Thai, Lao, Tibetan, Burmese, Khmer, kana, Han, Hangul: a word may start anywhere in the run.
DENSE = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")

# What stands around a label: bullets, arrows, rules, brackets, emphasis, emoji. Quotation marks do not: a line in
# quotation marks is something that somebody said.
_BULLETS = "\\s#*_=~+|<>«»‹›•·●○◦■□◆◇▪▫❯×✓✔☰★☆✕✖✗←-⇿⌀-\u245f─-➿⬀-⯿\U0001f000-\U0001faff\ufe0f\\-\\\\"
_DECOR = re.compile(f"[{_BULLETS}(\\[【〔〖［（「『《〈¿¡/]+")
_OUTER = _BULLETS + ")\\]】〕〗］）」』》〉:*.!?…。！？،,;؛।॥۔/"
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
_TABLE: dict[int, str | None] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{ord(letter): same for letter, same in _SAME.items()},
    **dict.fromkeys(map(ord, _GONE)),
}

_SIGNS = frozenset(map(chr, _TABLE))
_FEW_SIGNS = 20
# The characters that have such signs in them once their case is folded: no others do.
_SOURCES: dict[str, frozenset[str]] = {}
for _code in (0x60, *range(0xA0, 0x600), *range(0x600, 0x700), *range(0x1E00, 0x2500), *range(0xFB00, 0x10000)):
    if not 0xD800 <= _code < 0xE000 and (_found := _SIGNS.intersection(chr(_code).casefold())):
        _SOURCES[chr(_code)] = _found


def fold(text: str) -> str:
    """Return the one spelling of a line, blanks at its ends and runs of blanks inside aside."""
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    folded = unicodedata.normalize("NFC", text.casefold()).translate(_TABLE)
    return " ".join(folded.split())


def folded_lines(text: str, signs: frozenset[str]) -> list[str]:
    """Return what `fold` makes of each line, at the price of a few passes over the whole text.

    `signs`: its unusual characters; there may be others among them.
    """
    if text.isascii():
        folded = text.lower()
        folded = folded.replace("`", "'") if "`" in signs else folded
    else:
        folded = text.casefold()
        if unicodedata.is_normalized("NFC", folded):
            present = frozenset(sign for source in signs & _SOURCES.keys() for sign in _SOURCES[source])
        else:
            folded = unicodedata.normalize("NFC", folded)
            present = _SIGNS & unusual_characters(folded)
        if len(present) <= _FEW_SIGNS:  # replacing one after the other is far faster than a look at every character
            for sign in present:
                folded = folded.replace(sign, _TABLE[ord(sign)] or "")
        else:
            folded = folded.translate(_TABLE)
    lines = folded.split("\n")
    uneven = "  " in folded or " \n" in folded or "\n " in folded or folded[:1] == " " or folded[-1:] == " "
    return [" ".join(line.split()) for line in lines] if uneven or any(map(str.isspace, signs)) else lines


def bare(folded: str) -> tuple[str, str]:
    """Return a folded line without bullets and brackets in front, and also without what may end a label."""
    left = undecorated(folded)
    end = len(left)
    while end and not left[end - 1].isalnum() and _LAST.match(left, end - 1):
        end -= 1
    return left, left[:end]


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
