"""A table of spellings: what learning found and what people wrote down, in a TOML file made to be read and edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self, TypeVar, get_args

from cleantext.core.entries import EntryFile, Row, block, rows_under, values_of
from cleantext.core.errors import BadTable

T = TypeVar("T", "Name", "Pair")

Decision = Literal["auto", "review", "reject"]

_HEADER = """\
# Spellings of names. Yours to edit: change a decision, add entries; the next `learn --with` this file keeps both.
#
# [[pair]]  one spelling and what it should be; decision is one of
#             auto    the cleaner name-variants replaces it
#             review  it is only flagged, with the proposal
#             reject  it is left alone, and stays so when the table is learned again
# [[name]]  a name by hand: canonical, and if you like type, variants (always replaced), context (one of these words
#           must stand in a text before a mere likeness to the name is repaired), never (not this name, however like),
#           note. Variants with a space count only as a whole.
"""


@dataclass(frozen=True, order=True)
class Name:
    """A name as it should be written."""

    canonical: str
    type: str = ""  # person, place, people (a demonym), date, group; for readers and for the cleaner's choice of rules
    variants: tuple[str, ...] = ()  # misspellings that nothing else is
    context: tuple[str, ...] = ()  # words that make it likely that a text speaks of this name
    never: tuple[str, ...] = ()  # spellings that are right as they are
    note: str = ""


@dataclass(frozen=True, order=True)
class Pair:
    """A spelling and what it should be, with the evidence."""

    wrong: str
    right: str
    decision: Decision = "auto"
    scope: str = "word"  # word, or phrase: wrong and right are neighbours of which only one differs
    stage: str = "hand"  # the way it was found
    score: float = 1.0
    counts: tuple[int, ...] = ()  # times seen: the wrong one, the right one
    documents: tuple[int, ...] = ()  # documents that hold it, the same way
    evidence: str = ""
    snippets: tuple[str, ...] = ()  # the wrong one where it stands, the right one where it stands
    note: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class Table(EntryFile):
    """Names and pairs; equal only to itself, so that what is made of it can be kept with it."""

    names: tuple[Name, ...] = ()
    pairs: tuple[Pair, ...] = ()
    source: str = ""  # where it came from, for messages and for the evidence of an edit

    def __repr__(self) -> str:
        return f"<table {self.source or 'of nothing'}: {len(self.names)} names, {len(self.pairs)} pairs>"

    @classmethod
    def parsed(cls, text: str, source: str) -> Self:
        """Return the table that a text describes."""
        rows = rows_under(("name", "pair"), text, source)
        names = [_entry(Name, row, where) for where, row in rows["name"]]
        pairs = [_entry(Pair, row, where) for where, row in rows["pair"]]
        return cls(tuple(names), tuple(pairs), source)

    def dump(self) -> str:
        """Return the table as the text of its file: names first, pairs by the right form, each in fixed order."""
        names = sorted(self.names, key=lambda name: (name.canonical.casefold(), name))
        pairs = sorted(
            self.pairs, key=lambda pair: (pair.right.casefold(), pair.wrong.casefold(), pair.right, pair.wrong)
        )
        blocks = [block("name", name) for name in names] + [block("pair", pair, *_shown(pair)) for pair in pairs]
        return "\n".join([_HEADER, *blocks])


def _entry(kind: type[T], row: Row, where: str) -> T:
    values = values_of(kind, row, where, {"Decision": get_args(Decision)})
    for key in ("canonical",) if kind is Name else ("wrong", "right"):
        if not values.get(key, "").strip():
            raise BadTable(f"{where}: no {key!r}.")
    return kind(**values)


def _shown(pair: Pair) -> tuple[str, ...]:
    """Return what is always written down of a pair; who writes one by hand need give neither scope nor score."""
    return ("decision",) if pair.stage == "hand" else ("decision", "scope", "score")
