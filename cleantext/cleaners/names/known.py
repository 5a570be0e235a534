"""Names that we know, made ready for use: exact spellings to look for, and an index of what is near a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from cleantext.cleaners.names.proposals import Proposal
from cleantext.cleaners.names.shipped import Families, shipped_families, shipped_table
from cleantext.core.kept import kept
from cleantext.core.literals import Literals
from cleantext.core.spelling import is_near, one_deleted, plain, skeleton
from cleantext.core.table import Name, Pair, Table
from cleantext.core.words import behind_apostrophes

_MOST_STEPS = 3  # a right form that has a right form of its own is followed so far
_ABBREVIATION = 5  # letters, up to which a word in capitals may stand for several: IRNA is no slip for IRAN
_PART = re.compile(r"[^\s-]+")
_BUILT_WITH = ("entries", "literals", "spelling", "table", "words")  # modules of `core`
_MOST_WORDS = 1 << 16  # kept of which nothing is known
_SHORTEST_PART = 4  # letters of a part of a name, below which nothing is near it


class Fix(NamedTuple):
    """What an exact spelling should be."""

    right: str
    why: str
    sure: bool


class FullName(NamedTuple):
    """A person's name as its capitalised words, two or more, and what stands between and behind them."""

    name: Name
    parts: tuple[str, ...]
    gaps: tuple[str, ...]  # behind each part: " ", "-", " bin ", and at the end perhaps "-un"

    @classmethod
    def of(cls, name: Name) -> FullName:
        """Take a name to pieces."""
        found = [match for match in _PART.finditer(name.canonical) if match[0][0].isupper()]
        ends = [*(match.start() for match in found[1:]), len(name.canonical)]
        gaps = tuple(name.canonical[match.end() : end] for match, end in zip(found, ends, strict=False))
        return cls(name, tuple(match[0] for match in found), gaps)


class Known:
    """All names and pairs of some tables."""

    def __init__(self, tables: Iterable[Table], families: Families | None) -> None:
        tables = list(tables)
        self.families = families or Families({}, frozenset(), frozenset(), frozenset(), frozenset())
        self.names = [name for table in tables for name in table.names]
        self.rejected = {
            (pair.wrong, pair.right) for table in tables for pair in table.pairs if pair.decision == "reject"
        }
        self.right = {word for name in self.names for word in (name.canonical, *name.never)}
        self.parts: defaultdict[str, list[Name]] = defaultdict(list)
        for name in dict.fromkeys(self.names):
            for part in dict.fromkeys(parts_of(name.canonical)):
                if part[:1].isupper():
                    self.parts[part].append(name)
        self.people: defaultdict[str, list[FullName]] = defaultdict(list)
        for full in map(FullName.of, dict.fromkeys(self.names)):
            if full.name.type != "place" and len(full.parts) > 1:
                for part in dict.fromkeys(full.parts):
                    self.people[part].append(full)
        self.never = self.families.never | self.families.words | {word for name in self.names for word in name.never}
        self.fixes = _fixes(tables, self.right | self.parts.keys())
        self._literals = Literals(self.fixes)
        self._by_letters: defaultdict[str, list[str]] = defaultdict(list)
        self._by_sounds: defaultdict[str, list[str]] = defaultdict(list)
        for word in {*self.parts, *self.families.context}:
            if len(word) >= _SHORTEST_PART:
                for key in one_deleted(plain(word)):
                    self._by_letters[key].append(word)
                self._by_sounds[skeleton(word)].append(word)
        self._unremarkable: set[str] = set()  # words that were met with: nearly all of most texts
        self._near: dict[str, tuple[str, ...]] = {}  # the others, with what they may be slips for

    def is_right(self, word: str) -> bool:
        """Say whether a single word is known to be right as it stands."""
        families = self.families if self.families.context else shipped_families()
        return word in self.parts or word in self.never or word in families.context or word in families.names

    def remarkable(self, words: Iterable[str]) -> list[str]:
        """Return those of some words that begin an exact spelling, or may be slips for known words: hardly any."""
        met = [word for word in words if word not in self._unremarkable]
        found = [word for word in met if self.suspect(word) or self._literals.begin_with(word)]
        if len(found) < len(met):
            if len(self._unremarkable) >= _MOST_WORDS:
                self._unremarkable.clear()
            self._unremarkable.update(set(met).difference(found))
        return found

    def exact(self, text: str, words: Iterable[str]) -> list[Proposal]:
        """Return a proposal for each exact spelling in a text whose remarkable words these are."""
        proposals = []
        for found in self._literals.find(text, [*words, *behind_apostrophes(text)]):
            fix = self.fixes[found.text]
            proposals.append(Proposal(found.start, found.text, fix.right, fix.why, fix.sure))
        return proposals

    def is_refused(self, before: str, after: str) -> bool:
        """Say whether a person has ruled that the one is not the other."""
        return (before, after) in self.rejected

    def suspect(self, word: str) -> tuple[str, ...]:
        """Return the known words that a word may be a slip for, in order."""
        near = self._near.get(word)
        if near is None:
            near = self._look_up(word)
            if near:
                if len(self._near) >= _MOST_WORDS:
                    self._near.clear()
                self._near[word] = near
        return near

    def _look_up(self, word: str) -> tuple[str, ...]:
        """Return the known words that a word is near to but is not, in order."""
        if len(word) < _SHORTEST_PART or word in self.never or word in self.families.context or word.isupper():
            return ()
        bare = plain(word)
        found = set(self._by_sounds.get(skeleton(word), ()))
        for key in one_deleted(bare):
            found.update(self._by_letters.get(key, ()))
        return tuple(sorted(right for right in found if plain(right) != bare and is_near(word, right)))


@lru_cache(maxsize=8)
def known_for(table: Table, shipped: bool) -> Known:
    """Return what is known by a learned table and, if asked, by the shipped one; the learned one goes first."""
    if not shipped:
        return Known([table], None)
    if not (table.names or table.pairs):
        return _shipped_alone()
    return Known([table, shipped_table()], shipped_families())


def _shipped_alone() -> Known:
    """Return what is known by the shipped table, kept for the next process: nearly all pipelines have no other."""

    def build() -> Known:
        return Known([shipped_table()], shipped_families())

    folder = resources.files(__package__)
    if not isinstance(folder, Path):  # in an archive
        return build()
    sources = [file for file in folder.iterdir() if file.suffix in (".py", ".toml")]
    sources += [folder.parents[1] / "core" / f"{name}.py" for name in _BUILT_WITH]
    return kept("names", sources, build)


@lru_cache(maxsize=1 << 12)
def parts_of(name: str) -> tuple[str, ...]:
    """Return the words of a name."""
    return tuple(name.replace("-", " ").split())


def _fixes(tables: list[Table], right: set[str]) -> dict[str, Fix]:
    """Return the exact spellings of all tables, those of the first table and by hand before others."""
    fixes: dict[str, Fix] = {}
    rejected = _rejected(tables)
    for table in tables:
        by_hand = [pair for pair in table.pairs if pair.stage == "hand"]
        for pair in by_hand:
            _add(fixes, pair, table, rejected)
        for name in table.names:
            for variant in name.variants:
                if (variant, name.canonical) not in rejected:
                    fixes.setdefault(
                        variant, Fix(name.canonical, f"{table.source}: {variant} is {name.canonical}", True)
                    )
        for pair in table.pairs:
            if pair.stage != "hand" and pair.wrong not in right:
                _add(fixes, pair, table, rejected)
    followed = {wrong: fix._replace(right=_end(fixes, wrong)) for wrong, fix in fixes.items()}
    in_capitals = {wrong.upper(): fix for wrong, fix in followed.items() if len(wrong) > _ABBREVIATION}
    return {wrong: fix for wrong, fix in {**in_capitals, **followed}.items() if wrong != fix.right}


def _add(fixes: dict[str, Fix], pair: Pair, table: Table, rejected: set[tuple[str, str]]) -> None:
    if pair.decision == "reject" or (pair.wrong, pair.right) in rejected:
        return
    evidence = pair.evidence or pair.note or "entered by hand"
    why = f"{table.source}, {pair.stage}, {pair.score:.2f}: {evidence}"
    fixes.setdefault(pair.wrong, Fix(pair.right, why, pair.decision == "auto"))


def _rejected(tables: Iterable[Table]) -> set[tuple[str, str]]:
    return {(pair.wrong, pair.right) for table in tables for pair in table.pairs if pair.decision == "reject"}


def _end(fixes: dict[str, Fix], wrong: str) -> str:
    """Follow the right form of a spelling to its end; spellings that lead in a circle stay as they are."""
    right = fixes[wrong].right
    for _ in range(_MOST_STEPS):
        if right not in fixes:
            return right
        right = fixes[right].right
    return wrong
