"""Spellings that are near a known name, in a text that speaks of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from cleantext.cleaners.names.known import FullName, Known
from cleantext.cleaners.names.proposals import Proposal
from cleantext.core.alphabet import unusual_characters
from cleantext.core.document import Document
from cleantext.core.spelling import is_derived, is_near, osa, plain, skeleton
from cleantext.core.table import Name
from cleantext.core.words import Word, capitalised, tallied

_SHORTEST_PLACE = 6  # letters
_SHORTEST_IN_FAMILY = 5
_NAMED_OFTEN = 2  # times that a short country's family must be named


class Text:
    """The capitalised words of a text, with what stands beside what; their places are looked up only when asked for."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.times = tallied(document.text, document.shared(unusual_characters))

    @property
    def looked_up(self) -> bool:
        """Whether anybody has asked where a word stands."""
        return "words" in self.__dict__

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words where they stand, in order."""
        return capitalised(self.text)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The indices of each word."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(self.words):
            places[word.text].append(index)
        return places

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """The words that stand in lower case somewhere, and so are no names."""
        return frozenset(re.findall(r"\b[^\W\dA-Z_]\w+", self.text))

    def before(self, index: int) -> str:
        """Return the capitalised word directly before, or an empty string."""
        return self.words[index - 1].text if index > 0 and self.adjacent(index - 1) else ""

    def after(self, index: int) -> str:
        """Return the capitalised word directly after, or an empty string."""
        return self.words[index + 1].text if self.adjacent(index) else ""

    def adjacent(self, index: int) -> bool:
        """Say whether only a space or hyphen is between a word and the next capitalised one."""
        if index + 1 >= len(self.words):
            return False
        return self.text[self.words[index].end : self.words[index + 1].start] in (" ", "-", "\u00a0")

    def speaks_of(self, name: Name) -> str:
        """Return the word that shows that the text speaks of the name, or an empty string."""
        for word in name.context:
            if word in self.times or ((" " in word or word[:1].islower()) and word in self.text):
                return word
        return ""


def like_known(text: Text, known: Known, words: Iterable[str]) -> Iterator[Proposal]:
    """Yield proposals for words near a known name: full names first, then places, then the closed classes."""
    suspects = {word: near for word in words if (near := known.suspect(word))}
    if not suspects:
        return
    yield from _people(text, known, suspects)
    for word, near in suspects.items():
        if word in known.parts:
            continue
        for right in near:
            found = _place(text, known, word, right) or _family(text, known, word, right)
            if found:
                yield from found
                break


def _people(text: Text, known: Known, suspects: Mapping[str, Sequence[str]]) -> Iterator[Proposal]:
    """Yield what is wrong in names of two words or more, each of them right or near."""
    meant: defaultdict[str, list[str]] = defaultdict(list)  # right -> the words near it
    for word, near in suspects.items():
        for right in near:
            meant[right].append(word)
    done: set[int] = set()  # a name may be met by each of its parts; as a key it would be slow
    here = text.times.keys() | meant.keys()
    for right in meant:
        for full in known.people.get(right, ()):
            if not here.issuperset(full.parts) or id(full) in done:
                continue
            done.add(id(full))
            for word in (full.parts[-1], *meant.get(full.parts[-1], ())):
                for index in text.places.get(word, ()):
                    yield from _full_name(text, known, full, index)


def _full_name(text: Text, known: Known, full: FullName, last: int) -> Iterator[Proposal]:
    name, parts, gaps = full
    first = last - len(parts) + 1
    if first < 0:
        return
    words = text.words[first : last + 1]
    if not text.text.startswith(gaps[-1], words[-1].end):
        return
    for (one, other), gap in zip(pairwise(words), gaps, strict=False):
        between = text.text[one.end : other.start]
        if between != gap and (len(gap) > 1 or between not in (" ", "-", "\u00a0")):
            return
    if "".join(word.text + gap for word, gap in zip(words, gaps, strict=True)) in known.right:
        return
    wrong = [(word, part) for word, part in zip(words, parts, strict=True) if plain(word.text) != plain(part)]
    context = text.speaks_of(name)
    if not wrong or not context:
        return
    for word, part in wrong:
        if not is_near(word.text, part) or (is_derived(word.text, part) and skeleton(word.text) != skeleton(part)):
            return
        if word.text in known.never or word.text.lower() in text.lower_words:
            return
    if all(house_style(word.text) == house_style(part) for word, part in wrong):
        return
    for word, part in wrong:
        # Maria may be no slip for Mario, nor Mohamed for Mohammed.
        sure = not is_derived(word.text, part) and word.text not in known.families.names
        yield Proposal(word.start, word.text, part, f"{known_as(name)}; the text speaks of {context}", sure)


def known_as(name: Name) -> str:
    """Return the name as the evidence mentions it."""
    return f"near the known name {name.canonical}"


def house_style(word: str) -> str:
    """Return a word without what agencies write each their own way: Dmitry and Dmitri, Zelensky and Zelenskyy."""
    bare = plain(word).replace("y", "i").replace("j", "i")
    return "".join(letter for place, letter in enumerate(bare) if letter != "i" or bare[place - 1 : place] != "i")


def _place(text: Text, known: Known, word: str, right: str) -> list[Proposal]:
    for name in known.parts.get(right, ()):
        if name.type != "place" or len(right) < _SHORTEST_PLACE or is_derived(word, right):
            continue
        if house_style(word) == house_style(right):
            continue
        context = right if right in text.times else text.speaks_of(name)
        if context:
            wrong, meant = plain(word), plain(right)
            # Wrong letters that a place bears: of six letters one, of nine two, of eleven three; never the last.
            few = osa(wrong, meant) <= max(1, (len(wrong) - 5) // 2) and wrong[-1] == meant[-1]
            sure = few and (len(right) > _SHORTEST_PLACE + 1 or skeleton(word) == skeleton(right))
            why = f"{known_as(name)}; the text speaks of {context}"
            return [_at(text, index, right, why, sure) for index in text.places[word]]
    return []


def _family(text: Text, known: Known, word: str, right: str) -> list[Proposal]:
    family = known.families.context.get(right)
    if family is None or len(right) < _SHORTEST_IN_FAMILY or not _one_slip(plain(word), plain(right)):
        return []
    short = len(right) == _SHORTEST_IN_FAMILY
    if short and skeleton(word) != skeleton(right):
        return []  # too many words of four letters are a slip away from such a name
    if sum(text.times[member] for member in family) < (_NAMED_OFTEN if short else 1):
        return []
    shown = max(sorted(family), key=lambda member: text.times[member])
    why = f"one slip from {right}; the text speaks of {shown}"
    sure = right not in known.families.derived  # a slip in a word of the dictionary is for `typos` to mend
    return [_at(text, index, right, why, sure and not text.before(index)) for index in text.places[word]]


def _one_slip(wrong: str, right: str) -> bool:
    """Say whether a letter inside was left out or doubled, or two swapped; the last letter makes other words."""
    if wrong[:1] != right[:1] or wrong[-1:] != right[-1:] or osa(wrong, right) != 1:
        return False
    if len(wrong) == len(right):
        return sorted(wrong) == sorted(right)
    if len(wrong) < len(right):
        return True
    return any(wrong[:i] + wrong[i + 1 :] == right and wrong[i] == wrong[i - 1] for i in range(1, len(wrong)))


def _at(text: Text, index: int, right: str, why: str, sure: bool) -> Proposal:
    word = text.words[index]
    return Proposal(word.start, word.text, right, why, sure)
