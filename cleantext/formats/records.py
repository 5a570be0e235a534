"""What reading gives: a document with the fields that came with it, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from cleantext.core.document import Document


class Record(NamedTuple):
    """A document and its row's other fields, which pass through untouched."""

    document: Document
    rest: Mapping[str, Any] = {}


class Failure(NamedTuple):
    """A place in the input that holds no document, or one that could not be cleaned."""

    source: str  # the file, as messages name it
    reason: str
    row: int = 0  # which row of the file, from 1; 0: the file itself
    unit: str = "row"  # what a row is called there: "line", "row", "record"
    id: str = ""

    @property
    def where(self) -> str:
        """The place: "pages.jsonl, line 812"."""
        return f"{self.source}, {self.unit} {self.row}" if self.row else self.source

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(frozen=True)
class Options:
    """How rows are read and written; fields inside objects by dotted name (`page.text`)."""

    text_field: str = "text"
    id_field: str = "id"
    site_field: str = ""  # the field that names the document's site, if any
    encoding: str = ""  # of text, HTML and CSV files that are not UTF-8
    trail: bool = False  # rows hold every edit, so that the original can be restored
    extract: str = "trafilatura"  # how HTML is read: one of `cleantext.formats.html.EXTRACT`
