"""A table of lines that sites repeat: what learning found and what people decided, in a TOML file made to be edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self, get_args

from cleantext.core.entries import EntryFile, Row, block, rows_under, values_of
from cleantext.core.errors import BadTable

Decision = Literal["auto", "review", "reject"]
Where = Literal["head", "tail", "around", "anywhere"]

EVERY_SITE = "*"

_HEADER = """\
# Lines that sites repeat. Yours to edit: change a decision, add entries; the next `learn --with` this file keeps both.
#
# [[repeat]]  line       a line, without the spaces around it; a block is several lines that follow one another
#             site       the `site` of the documents it is for; left out: those that name none; "*": all
#             decision   auto    the cleaner site-repeats removes it
#                        review  it is only flagged
#                        reject  it is left alone, and stays so when the table is learned again
#             where      head (before all prose), tail (after it), around (either), anywhere
#             documents  how many of the site's documents hold it, and how many documents the site has
"""


@dataclass(frozen=True)
class Repeat:
    """A line, or a block of lines, that a site repeats."""

    line: str
    site: str = ""
    decision: Decision = "auto"
    where: Where = "anywhere"
    documents: tuple[int, ...] = ()  # those that hold it, all of the site; empty: written by hand
    why: str = ""
    note: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the block; of a single line, that line."""
        return tuple(self.line.split("\n"))


@dataclass(frozen=True, eq=False, repr=False)
class SiteTable(EntryFile):
    """Repeats by site; equal only to itself, so that what is made of it can be kept with it."""

    repeats: tuple[Repeat, ...] = ()
    source: str = ""  # where it came from, for messages and for the evidence of an edit

    def __repr__(self) -> str:
        return f"<site table {self.source or 'of nothing'}: {len(self.repeats)} lines>"

    @classmethod
    def parsed(cls, text: str, source: str) -> Self:
        """Return the table that a text describes."""
        rows = rows_under(("repeat",), text, source)
        return cls(tuple([_entry(row, where) for where, row in rows["repeat"]]), source)

    def dump(self) -> str:
        """Return the table as the text of its file, by site and line."""
        entries = sorted(self.repeats, key=lambda repeat: (repeat.site, repeat.line.casefold(), repeat.line))
        return "\n".join([_HEADER, *(block("repeat", repeat, "decision", "where") for repeat in entries)])


def _entry(row: Row, where: str) -> Repeat:
    values = values_of(Repeat, row, where, {"Decision": get_args(Decision), "Where": get_args(Where)})
    lines = [line.strip() for line in values.get("line", "").split("\n")]
    values["line"] = "\n".join(line for line in lines if line)
    if not values["line"]:
        raise BadTable(f"{where}: no 'line'.")
    return Repeat(**values)
