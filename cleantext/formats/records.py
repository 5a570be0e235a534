"""What reading gives: a document with the fields that came with it, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from cleantext.core.document import Document


class Record(NamedTuple):
    """A document and its row's other fields, which pass through untouched."""

    document: Document
    rest: Mapping[str, Any] = {}


class Failure(NamedTuple):
    """A place in the input that holds no document."""

    where: str  # "pages.jsonl, line 812"
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"
