"""The words of a text: where the capitalised ones stand, what language they seem to be in, what must not be touched."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

# A word, or one mark. Hyphens part words: "Nagorno-Karabakh" is two.
TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]|\n")

# What stands before the letter is looked at behind it: a pattern that begins with a set is searched for twice as fast.
# Whether the letter is upper case is asked of the few that are found.
_MAYBE_CAPITAL = re.compile(r"[A-Z\u00c0-\U0010ffff](?<=[^\W\d_])(?<![\w'’].)\w*(?:['’]\w+)*", re.DOTALL)

_ASCII_CAPITAL = re.compile(r"[A-Z](?<![\w'].)\w*(?:'\w+)*")

# A pattern that begins with a blank is searched for much faster than one that begins with a set; where all marks are
# blanks, each word has one before it. In Latin-1 one call makes them so; of the signs beyond it only "’" joins letters,
# and a control character stands for it.
_JOINT = "\x92"
_LATIN = frozenset(map(chr, range(0x100))) - {_JOINT}
_LATIN_TEXT = _LATIN.union(sign for sign in map(chr, range(0x2000, 0x2400)) if not sign.isalnum())
_WORDS_ALONE = bytes(code if chr(code).isalnum() or chr(code) in ("_", "'", _JOINT) else 32 for code in range(0x100))
_BEHIND_BLANK = re.compile(f" ([{''.join(sorted(filter(str.isupper, _LATIN)))}][^ ]*)")
_JOINED = re.compile(rf"\w+(?:['{_JOINT}]\w+)*")

_BEHIND = [(mark, re.compile(rf"{mark}([^\W\d_a-z]\w*)")) for mark in "'’"]  # begun with a mark: found the faster

_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$|(?<=[Ss])['’]$")

# Words that make up a good quarter of any English prose and of no other language's.
_ENGLISH = frozenset(
    {"the", "of", "and", "to", "in", "a", "is", "for", "on", "that", "with", "was", "as", "by", "at", "from", "he"}
    | {"it", "has", "his", "said", "are", "be", "an"}
)
_LEAST_ENGLISH = 0.12  # share of those among the words; English news has about .3, headlines and lists .15
_TOO_SHORT_TO_TELL = 8  # words
_ENOUGH = 2500  # code points that tell
_REACH = 300  # code points on either side of a word that may belong to one address

_ADDRESS = re.compile(r"://|^www\.|@|^[#/\\]|\\|_|^[\w.-]+\.[A-Za-z]{2,}/|/.*/")
_FILE_NAME = re.compile(r"\w\.[A-Za-z][A-Za-z0-9]{1,3}$")
_SIC = re.compile(r"[\w'’.-]*(?:\s+[\w'’-]+){0,2}[\"”’',.]?\s*[\[(]\s*_?\*?sic\b", re.IGNORECASE)
_CODE = re.compile(r"(?<!`)`[^`\n]+`(?!`)")


class Word(NamedTuple):
    """A capitalised word where it stands, without its possessive ending."""

    start: int  # code points into the text
    text: str

    @property
    def end(self) -> int:
        """The offset just past the word."""
        return self.start + len(self.text)


def capitalised(text: str) -> tuple[Word, ...]:
    """Return the words of a text that begin with a capital letter. Ask `document.shared(capitalised)`."""
    if text.isascii():  # half the time
        return tuple([Word(match.start(), bare_name(match[0])) for match in _ASCII_CAPITAL.finditer(text)])
    found = _MAYBE_CAPITAL.finditer(text)
    return tuple([Word(match.start(), bare_name(match[0])) for match in found if match[0][0].isupper()])


def tallied(text: str, unusual: frozenset[str]) -> Counter[str]:
    """Return how often each capitalised word stands in a text: `capitalised` without the places, in half the time.

    `unusual`: the text's `unusual_characters`; its other capitals are ASCII.
    """
    if unusual <= _LATIN_TEXT:
        return _tallied_in_latin(text)
    rows = frozenset([ord(letter) >> 8 for letter in filter(str.isupper, unusual)])
    if not rows and not any(map(text.__contains__, string.ascii_uppercase)):
        return Counter()
    times = Counter(_capitals(rows).findall(text))
    for word in [word for word in times if "'" in word or "’" in word]:
        number = times.pop(word)
        times[bare_name(word)] += number
    return times


def _tallied_in_latin(text: str) -> Counter[str]:
    if not text.isascii():
        text = text.replace("’", _JOINT)
    words = _BEHIND_BLANK.findall(f" {text}".encode("latin-1", "replace").translate(_WORDS_ALONE).decode("latin-1"))
    times = Counter(words)
    joined = _with_joints(times)
    if list(map(_one_word, joined)) != joined:  # a quotation mark stands behind a word
        times = Counter(map(_one_word, words))
        joined = _with_joints(times)
    for word in joined:
        number = times.pop(word)
        times[_name_of(word)] += number
    return times


def _with_joints(words: Iterable[str]) -> list[str]:
    return [word for word in words if not word.isalnum() and ("'" in word or _JOINT in word)]


@lru_cache(maxsize=1 << 14)
def _one_word(run: str) -> str:
    found = _JOINED.match(run)
    return found[0] if found else run


@lru_cache(maxsize=1 << 14)
def _name_of(word: str) -> str:
    return bare_name(word.replace(_JOINT, "’"))


@lru_cache(maxsize=256)
def _capitals(rows: frozenset[int]) -> re.Pattern[str]:
    """Return the pattern for words that begin with a capital of ASCII or of these rows of 256."""
    letters = (chr(row << 8 | column) for row in sorted(rows) for column in range(256))
    others = "".join(filter(is_capital, letters))
    return re.compile(rf"[A-Z{others}](?<![\w'’].)\w*(?:['’]\w+)*", re.DOTALL)


def is_capital(letter: str) -> bool:
    """Say whether a word that begins with this letter is a capitalised one."""
    return letter.isupper() and letter.isalnum() and not letter.isdecimal()


def behind_apostrophes(text: str) -> list[str]:
    """Return the runs of letters that begin with a capital behind an apostrophe; `capitalised` has none of them."""
    return [word for mark, behind in _BEHIND if mark in text for word in behind.findall(text)]


def bare_name(word: str) -> str:
    """Return a word without a possessive ending: "Karabakh's" is "Karabakh"."""
    return _POSSESSIVE.sub("", word) if "'" in word or "’" in word else word


def seems_english(words: list[str]) -> bool:
    """Say whether the words, in lower case or not, are English by the share of its commonest small words."""
    if len(words) < _TOO_SHORT_TO_TELL:
        return True
    return len(list(filter(_ENGLISH.__contains__, words))) >= _LEAST_ENGLISH * len(words)


def is_english(text: str) -> bool:
    """Say whether a text is in English, by its first few hundred words. Ask `document.shared(is_english)`."""
    return seems_english(re.findall(r"[^\W\d_]+", text[:_ENOUGH].lower()))


def is_whole(text: str, start: int, end: int) -> bool:
    """Say whether a span is not part of a longer word: no letter, digit or joined mark on either side."""
    return not (start > 0 and _joins(text[start - 1])) and not (end < len(text) and _joins(text[end]))


def _joins(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character == "_"
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")


def is_untouchable(text: str, start: int, end: int) -> bool:
    """Say whether a span is in an address, handle, hashtag, file name or code, or marked [sic] by an editor."""
    left, right = unbroken(text, start, end)
    chunk = text[left:right].strip("\"'“”‘’()[]<>{}«»,;:!?*")
    if _ADDRESS.search(chunk) or _FILE_NAME.search(chunk.rstrip(".")):
        return True
    if is_marked_sic(text, end):
        return True
    return "`" in text and _is_code(text, start)


def unbroken(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span with what stands around it without white space between, a few hundred code points at most."""
    left, right = start, end
    while left > 0 and not text[left - 1].isspace() and start - left < _REACH:
        left -= 1
    while right < len(text) and not text[right].isspace() and right - end < _REACH:
        right += 1
    return left, right


def is_marked_sic(text: str, end: int) -> bool:
    """Say whether an editor's [sic] follows what ends here, with two more words between them at most."""
    near = text[end : end + 80]
    return ("[" in near or "(" in near) and _SIC.match(text, end) is not None


def _is_code(text: str, start: int) -> bool:
    """Say whether a span is between backticks on its line, or in a fenced block."""
    top = text.rfind("\n", 0, start) + 1
    bottom = text.find("\n", start)
    line = text[top : len(text) if bottom < 0 else bottom]
    if any(match.start() <= start - top < match.end() for match in _CODE.finditer(line)):
        return True
    fences = text.count("\n```", 0, start) + text.startswith("```")
    return fences % 2 == 1


def in_shape_of(model: str, word: str) -> str:
    """Return the word in capitals if the model is all in capitals, else as it is."""
    return word.upper() if len(model) > 1 and model.isupper() and not word.isupper() else word


def sentences_around(text: str, start: int, end: int, reach: int = 60) -> str:
    """Return a span with some of the text around it on one line, cut at words, for a person to read."""
    left = max(text.rfind("\n", 0, start) + 1, start - reach)
    stop = text.find("\n", end)
    right = min(len(text) if stop < 0 else stop, end + reach)
    cut = text[left:right]
    if left > 0 and text[left - 1] not in " \n":
        cut = cut.partition(" ")[2] if " " in text[left:start] else cut
    if right < len(text) and text[right] not in " \n" and " " in text[end:right]:
        cut = cut.rpartition(" ")[0]
    return " ".join(cut.split())


def numbered(text: str, size: int) -> Iterator[tuple[int, str]]:
    """Yield a text in pieces of about `size` code points, cut at line ends where there are any, else at spaces."""
    start = 0
    while start < len(text):
        stop = min(start + size, len(text))
        if stop < len(text):
            cut = max(text.rfind("\n", start, stop), 0) or text.rfind(" ", start, stop)
            stop = cut + 1 if cut > start else stop
        yield start, text[start:stop]
        start = stop
