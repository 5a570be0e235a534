"""What speaks for and against one spelling being a slip for another: the evidence, as numbers and in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cleantext.core.spelling import is_derived, osa, plain, skeleton
from cleantext.learning.names.count import Name, NameCounts

KNOWN = 2.0  # Zipf scale (3 is once in a million words): an English reader may have met the word

# How common a word is in English; None if nothing is known of any word.
Zipf = Callable[[str], float] | None

# Words that stand beside any name.
SMALL = frozenset({"with", "from", "that", "said", "says", "have", "will", "were", "when", "after", "told", "about"})

# Capitalised words that stand beside any name too: they neither join two spellings nor part them.
_ANYWHERE = frozenset(
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"}
    | {"December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
    | {"Mr", "Mrs", "Ms", "Miss", "Dr", "Prof"}
)

_VOWELS = frozenset("aeiouy")
_SOUND_ALIKE = ("ck", "cq", "kq", "cs", "sz", "iy", "ij", "jy", "uw", "vw", "fv", "dt", "gk", "bp")
_ALIKE = {frozenset(pair) for pair in _SOUND_ALIKE}
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {frozenset(row[i : i + 2]) for row in _KEYS for i in range(len(row) - 1)}


@dataclass(frozen=True)
class Evidence:
    """All that is known of a pair (wrong, right)."""

    wrong: str
    right: str
    counts: tuple[int, int]
    documents: tuple[int, int]
    distance: int  # letters inserted, left out, changed, swapped
    effort: float  # the same, less where fingers or transliteration slip easily
    same_sounds: bool
    swapped: bool  # only two neighbouring letters changed places
    at_end: bool  # the last letter is another one
    derived: bool  # one may be a plural, a demonym, a feminine of the other
    together: float  # share of the wrong one's documents that hold the right one too
    both_often: bool  # some document uses both twice or more
    neighbours: tuple[str, ...]  # capitalised words that stand directly beside both, on the same side
    roles: tuple[str, ...]  # other words that do
    conflict: bool  # the wrong one has capitalised neighbours, and the right one never has one of them
    other_first_name: bool  # a name before the wrong one that the right one, which has others there, never has
    common: bool  # the right one is a common word that is seldom a name
    zipf: tuple[float, float] | None  # None if no word frequencies are at hand


def compare(wrong: str, right: str, counts: NameCounts, zipf: Zipf) -> Evidence:
    """Gather the evidence for one pair."""
    one, other = counts.names[wrong], counts.names[right]
    left, left_roles = _beside(one.before, other.before, counts)
    after, after_roles = _beside(one.after, other.after, counts)
    capitals = [word for side in (one.before, one.after) for word in side if is_capital(word, counts)]
    low, high = plain(wrong), plain(right)
    distance = osa(low, high)
    common = one.places.keys() & other.places.keys()
    return Evidence(
        wrong,
        right,
        counts=(one.count, other.count),
        documents=(one.documents, other.documents),
        distance=distance,
        effort=effort(low, high),
        same_sounds=skeleton(wrong) == skeleton(right),
        swapped=distance == 1 and sorted(low) == sorted(high),
        at_end=low[-1] != high[-1],
        derived=is_derived(wrong, right),
        together=len(common) / len(one.places),
        both_often=any(one.places[place] > 1 and other.places[place] > 1 for place in common),
        neighbours=tuple(sorted({*left, *after})),
        roles=tuple(sorted({*left_roles, *after_roles})),
        conflict=bool(capitals) and not left and not after,
        other_first_name=not left and _has_capital(one.before, counts) and _has_capital(other.before, counts),
        common=counts.lower.get(right.lower(), 0) >= other.count,
        zipf=(zipf(wrong.lower()), zipf(right.lower())) if zipf else None,
    )


def is_capital(word: str, counts: NameCounts) -> bool:
    """Say whether a neighbour is a name or a title, not a word that happens to begin a sentence."""
    return (
        len(word) > 1
        and word[0].isupper()
        and word not in _ANYWHERE
        and counts.names.get(word, Name()).count > counts.lower.get(word.lower(), 0)
    )


def _has_capital(words: Mapping[str, int], counts: NameCounts) -> bool:
    return any(is_capital(word, counts) for word in words)


def _beside(one: Mapping[str, int], other: Mapping[str, int], counts: NameCounts) -> tuple[list[str], list[str]]:
    shared = one.keys() & other.keys()
    capitals = [word for word in shared if is_capital(word, counts)]
    return capitals, [word for word in shared if len(word) > 3 and word.islower() and word not in SMALL]


def effort(wrong: str, right: str) -> float:
    """Return how much went wrong: a letter more or less or another counts 1, what slips easily about half."""
    before: list[float] = []
    row = [float(j) for j in range(len(right) + 1)]
    for i, letter in enumerate(wrong, start=1):
        above, before, row = before, row, [float(i)]
        for j, other in enumerate(right, start=1):
            doubled_here = 0.5 if i > 1 and wrong[i - 2] == letter else _loss(letter)
            doubled_there = 0.5 if j > 1 and right[j - 2] == other else _loss(other)
            cost = min(before[j] + doubled_here, row[j - 1] + doubled_there, before[j - 1] + _change(letter, other))
            if i > 1 and j > 1 and letter == right[j - 2] and wrong[i - 2] == other and letter != other:
                cost = min(cost, above[j - 2] + 0.6)
            row.append(cost)
    return row[-1]


def _loss(letter: str) -> float:
    return 0.7 if letter in _VOWELS or letter == "h" else 1.0


def _change(letter: str, other: str) -> float:
    if letter == other:
        return 0.0
    both = frozenset((letter, other))
    if both <= _VOWELS or both in _ALIKE:
        return 0.5
    return 0.8 if both in _BESIDE else 1.0
