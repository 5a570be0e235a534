"""Which lines may be lines, labels or prompts of the phrase files, by how they begin and end.

Nearly all prose ends here: at a look at its first word and at its last letters.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping

from cleantext.cleaners.phrases import networks, prompts, tiles
from cleantext.cleaners.phrases.cues import QUOTES
from cleantext.cleaners.phrases.folding import bare, undecorated
from cleantext.cleaners.phrases.loader import OTHER_LETTER
from cleantext.cleaners.phrases.prompts import Prompts

LONGEST_OPEN_LINE = 160  # characters of lines that a pattern with open words may match
START = 8  # first characters of a phrase by which it is looked up
BEGINNINGS = (START, 3, 2, 1)  # first characters of a pattern, by which it is looked up
ENDS = (START, 3, 2)  # last characters of a pattern that begins with open words, by which it is looked up

NUMBER = re.compile(r"\d+(?:[.,٬٫]\d+| \d{3}(?!\d))*(?: ?(?:[km](?!\w)|[万萬億亿만천]))?")
INSERTS = frozenset('"«「『《([')  # what may be put into a phrase begins so: "Show (12) comments"
_DIGIT = re.compile(r"\d")
_ODD_DIGIT = re.compile(r"(?![0-9])\d")
_ITEM = re.compile(r"[0-9]{1,3}[.)]")
_AFTER_NUMBER = ("", *":|/=],.*-…>»)!")  # what may follow a short phrase that begins with a number
_FIRST_WORD = re.compile(r"[^\s+:|/=\]),.*…>»!?]+")
_STOPS = ".:!?…*)\"'"  # what most lines end with, at most
_ANY = ("",)
_MOST_KNOWN = 100_000


class _Known(dict[str, tuple[str, ...]]):
    """What words are known for: worked out when a word is first met, as most words of a text were in another."""

    def __init__(self, of: Candidates, *, ends: bool) -> None:
        super().__init__()
        self._work_out = of.endings if ends else of.beginnings

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        found = self[word] = self._work_out(word)
        return found


class Candidates:
    """Tells which folded lines begin or end like a phrase."""

    def __init__(self, calls: Prompts) -> None:
        self._prompts = calls
        self._numbered: set[str] = set()  # how phrases begin that begin with a number
        # How the others do, by their first characters or, if they are short, their first words.
        self._literals: dict[str, set[str]] = {}
        self._begins: dict[str, str | tuple[str, ...]] = {}
        self._alone: set[str] = set()  # short words that are phrases, but begin no call and are no network's name
        self._by_word: dict[str, tuple[str, ...]] = {}  # those of long first words, by their first characters
        self._heads: set[str] = set()
        self._open: frozenset[str] = frozenset()
        self._open_start: frozenset[str] = frozenset()
        self._by_end: dict[str, tuple[str, ...]] = {}

    def add(self, core: str) -> None:
        """Let lines through that begin like this phrase."""
        literal, number, _ = core.split("{words}", 1)[0].partition("{n}")
        if number and literal[-1:] != " " and len(literal) < START:  # "{n} views", "${n} at {words}"
            opening = core.split("{words}", 1)[0]
            self._numbered.update((opening + sign)[:START] for sign in _AFTER_NUMBER)
        if not literal:
            return
        word = _FIRST_WORD.match(literal) if len(literal) < START else None
        key = sys.intern(word.group() if word else literal[:START])
        if key == core and len(core) < START and core.isascii() and core.isalpha() and core not in networks.NAMES:
            self._alone.add(key)
            return
        literals = self._literals.setdefault(key, set())
        if number and not OTHER_LETTER.search(core):  # other scripts have digits of their own
            literals.update(literal + digit for digit in "0123456789")
        else:
            literals.add(literal)

    def add_call(self, first: str, call: str) -> None:
        """Let lines through that begin like this prompt, looked up by its first word."""
        self._literals.setdefault(sys.intern(first), set()).add(call)
        self._heads.add(first[:3])

    def made_ready(self, open_keys: frozenset[str], open_ends: frozenset[str], last_words: frozenset[str]) -> None:
        """Take note of all that was added, and of how patterns begin, or end, that have open words.

        `last_words`: of rows of phrases.
        """
        self._open, self._open_start, self._last_words = open_keys, open_ends, last_words
        self._begins = {key: _shortest(literals) for key, literals in self._literals.items()}
        self._heads |= {literal[:3] for literals in self._literals.values() for literal in literals}
        self._heads |= {key[:3] for key in open_keys | self._alone}
        self._open_heads = {key[0] for key in open_keys}
        long = [(key[:START], tuple(words)) for key, words in self._literals.items() if len(key) > START]
        self._by_word = _grouped(long)
        self._literals = {}  # a third of the memory
        self._by_end = _grouped((end[-3:], (end[-START:],)) for end in open_ends | self._prompts.ends)
        self.firsts: Mapping[str, tuple[str, ...]] = _Known(self, ends=False)
        self.lasts: Mapping[str, tuple[str, ...]] = _Known(self, ends=True)

    def among(self, folded: list[str], lines: list[str]) -> list[int]:
        """Return the numbers of the lines that begin or end like a line, a label or a prompt: all that hold one.

        `lines`: what was folded.
        """
        begins, firsts, lasts = self._begins.get, self.firsts, self.lasts
        return [
            number
            for number, line in enumerate(folded)
            if ((literals := begins(head := line[:START])) and _begins_with(line, literals, lines[number]))
            or (
                (literals := firsts[head.partition(" ")[0]])
                and (line.startswith(literals) or '"' in line or "(" in line or "[" in line or not line.isascii())
                and self._begins_so(line, lines[number])
            )
            or ((endings := lasts[line[-4:]]) and line.rstrip(_STOPS).endswith(endings) and self._may_end(line))
        ]

    def beginnings(self, word: str) -> tuple[str, ...]:
        """Return how lines go on that may be phrases, by the first `START` characters of their first words."""
        if not word:
            return ()
        if not word[0].isalnum():  # behind a bullet, anything may follow; what is said by somebody stays
            return () if word[:1] in QUOTES and word != "«" else _ANY
        known = self._words_from(word)
        if word.isalpha() and word.isascii() and len(word) < START:
            return known
        if _ITEM.fullmatch(word) and not self._prompts.may_begin_so(word) and word[0] not in self._open_heads:
            number, stop = word[:-1], word[-1]
            counts = (opening.removeprefix("{n}") for opening in self._numbered if opening.startswith("{n}" + stop))
            goes_on = sorted(number + rest for rest in counts if rest == stop or rest[1] == " ")
            begun = (begin for size in range(1, len(word)) for begin in self._words_from(number[:size]))
            return (*known, *begun, *goes_on)
        if _DIGIT.search(word, 0, 3) or len(word) < 3:
            return _ANY
        if self._heads.isdisjoint((word[:3], word[:2], word[:1])):
            return known
        if not self._open.isdisjoint((word[:3], word[:2], word[:1])) or self._prompts.may_begin_so(word):
            return _ANY
        keys = [word[:size] for size in range(1, START) if not word[size : size + 1].isalpha()]
        return (*known, *(literal for key in keys for literal in self._words_from(key)))

    def _words_from(self, word: str) -> tuple[str, ...]:
        begun = self._begins.get(word, ())
        alone = (word,) if word in self._alone else ()
        return (*alone, *((begun,) if isinstance(begun, str) else begun), *self._by_word.get(word, ()))

    def endings(self, last: str) -> tuple[str, ...]:
        """Return how lines end that may be phrases, full stops and the like aside, by their last four characters."""
        letters = last.rstrip(_STOPS)[-3:]
        if not letters[-1:].isalnum():
            return _ANY if last else ()
        if len(letters) == 3:
            return (*self._by_end.get(letters, ()), *self._by_end.get(letters[1:], ()))
        return tuple({end for key, ends in self._by_end.items() if key.endswith(letters) for end in ends})

    def _begins_so(self, line: str, given: str) -> bool:
        """Say whether the first word of a line is a short phrase's, or hides how the line begins."""
        word = line.partition(" ")[0]
        literals = self._begins.get(word)
        if literals and _begins_with(line, literals, given):
            return True
        if word in self._alone:
            return not self._is_prose_behind(line, word, given)
        return not (word.isascii() and word.isalpha()) and self._may_begin(line, given)

    def _may_begin(self, line: str, given: str) -> bool:
        """Say whether a line that begins with a bullet, a number or another letter than ASCII begins like a phrase."""
        left = undecorated(line)
        if left is not line and left[:1].isalnum() and left[: 2 * START].isascii():  # behind a bullet
            literals = self._begins.get(left[:START])
            if not (literals and _begins_with(left, literals, given)):
                literals = self.firsts[left[:START].partition(" ")[0]]
                if not (literals and _begins_with(left, literals, given)):
                    return False
        heads = self._heads  # nearly all lines end here
        if left[:3] not in heads and left[:2] not in heads and left[:1] not in heads and not _DIGIT.search(left, 0, 3):
            return False
        head = left[: 2 * START]
        if _DIGIT.search(head, 0, START) and NUMBER.sub("{n}", head)[:START] in self._numbered:
            return True
        word = _FIRST_WORD.match(head)
        keys = [word.group()] if word else []
        if left is not line:  # what the line begins with was looked up already
            keys += [head[:START], left.partition(" ")[0]]
        if not head.isascii():
            if not self._open.isdisjoint((head[:3], head[:2], head[:1])) or self._prompts.may_begin(left):
                return True
            keys += [head[:size] for size in range(1, START) if not head[size : size + 1].isalpha()]
        begins = self._begins
        return any(
            (key in self._alone and not self._is_prose_behind(line, key, given))
            or (key in begins and _begins_with(left, begins[key], given))
            for key in keys
        )

    def _is_prose_behind(self, line: str, word: str, given: str) -> bool:
        """Say whether a line goes on like a sentence after a word that is a phrase: such a line is no row of phrases.

        `word`: the line begins with it, bullets aside; `given`: the line that was folded.
        """
        left, size = undecorated(line), len(word)
        if left[size : size + 1] != " " or not left[size + 1 : size + 2].isalpha() or _holds_inserts(left, given):
            return False
        if len(given) <= LONGEST_OPEN_LINE < len(line):  # it is looked at as a short one
            return False
        if any(map(str.isalnum, left[tiles.LONGEST :])):  # too long for a row
            return left.isascii() or not _ODD_DIGIT.search(left)
        last = bare(left)[1].rpartition(" ")[2]
        ends_so = last not in self._last_words and last.isalpha() and len(last) > 1  # "5 k" is one number
        return ends_so and left.isascii() and not tiles.may_hold_signs(left)

    def _may_end(self, line: str) -> bool:
        """Say whether a line ends like a pattern that begins with open words, or like a prompt."""
        if len(line) > prompts.LONGEST:
            return False
        core = bare(line)[1]
        if self._prompts.may_end(core):
            return True
        return len(line) <= LONGEST_OPEN_LINE and any(core[-size:] in self._open_start for size in ENDS)


def _begins_with(line: str, literals: str | tuple[str, ...], given: str) -> bool:
    """Say whether a line begins with one of the literals, something put into it ("Show (12) comments") aside."""
    return line.startswith(literals) or _holds_inserts(line, given)


def _holds_inserts(line: str, given: str) -> bool:
    """Say whether something may have been put into a phrase; `given`: the line that was folded."""
    if line.isascii():
        return ('"' in line or "(" in line or "[" in line) and len(given) <= LONGEST_OPEN_LINE
    return not INSERTS.isdisjoint(line)


def _shortest(literals: set[str]) -> str | tuple[str, ...]:
    """Return the literals that begin with no other of them: one, or several in order."""
    shortest: list[str] = []
    for literal in sorted(literals):
        if not shortest or not literal.startswith(shortest[-1]):
            shortest.append(literal)
    return shortest[0] if len(shortest) == 1 else tuple(shortest)


def _grouped(items: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, set[str]] = {}
    for key, words in items:
        grouped.setdefault(key, set()).update(words)
    return {key: tuple(sorted(words)) for key, words in grouped.items()}
