"""One spelling for all the ways in which pages write the same words.

Case, composed and decomposed accents, straight and curly quotes, full-width forms, invisible joiners, the Arabic
letters that Persian and Urdu type otherwise, the Turkish i: two lines that differ only in these fold to one.
"""

from __future__ import annotations

import re
import unicodedata

# Thai, Lao, Tibetan, Burmese, Khmer, kana, Han, Hangul: a word may start anywhere in the run.
DENSE = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")

# What stands around a label: bullets, arrows, rules, brackets, emphasis, emoji. Quotation marks do not: a line in
# quotation marks is something that somebody said.
_BULLETS = "\\s#*_=~+|<>«»‹›•·●○◦■□◆◇▪▫❯×✓✔☰★☆✕✖✗←-⇿⌀-\u245f─-➿⬀-⯿\U0001f000-\U0001faff\ufe0f\\-\\\\"
_DECOR = re.compile(f"[{_BULLETS}(\\[【〔〖［（「『《〈¿¡/]+")
_OUTER = _BULLETS + ")\\]】〕〗］）」』》〉:*.!?…。！？،,;؛।॥۔/"
_LAST = re.compile(f"[{_OUTER}]")

_SAME = {
    **dict.fromkeys("’‘ʼ＇`´ʹ′‛", "'"),
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
    **{ord(letter): same for letter, same in _SAME.items()},
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, _GONE)),
}


def fold(text: str) -> str:
    """Return the one spelling of a line, blanks at its ends and runs of blanks inside aside."""
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    folded = unicodedata.normalize("NFC", text.casefold()).translate(_TABLE)
    return " ".join(folded.split())


def bare(folded: str) -> tuple[str, str]:
    """Return a folded line without bullets and brackets in front, and also without what may end a label."""
    if folded[:1].isalnum():
        left = folded
    else:
        decor = _DECOR.match(folded)
        left = folded[decor.end() :] if decor else folded
    end = len(left)
    while end and not left[end - 1].isalnum() and _LAST.match(left, end - 1):
        end -= 1
    return left, left[:end]


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


def spellings(key: str) -> set[str]:
    """Return the ways in which text may write the first letters of a word: cases, and letters that fold alike."""
    found = {""}
    for letter in key:
        same = _FOLDS_TO.get(letter, letter)
        found = {start + other for start in found for other in same}
    return {form for start in found for form in (start, start.upper(), start.title())}


_FOLDS_TO: dict[str, str] = {}
for _letter, _folded in _SAME.items():
    _FOLDS_TO[_folded] = _FOLDS_TO.get(_folded, _folded) + (_letter if _letter != _folded else "")
