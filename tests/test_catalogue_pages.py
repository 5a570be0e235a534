"""Every cleaner's page is true: what it says of Before, After and Keeps is what happens."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from cleantext import Cleaner, Document
from cleantext.cli.catalogue import markdown
from cleantext.core.registry import all_cleaners

FIELD = re.compile(r'^(Before|After|Keeps): (".*")$', re.MULTILINE)


@pytest.mark.parametrize("cleaner", all_cleaners(), ids=str)
def test_the_page_is_true(cleaner: Cleaner) -> None:
    quoted = [(name, ast.literal_eval(value)) for name, value in FIELD.findall(cleaner.page)]
    before = [text for name, text in quoted if name == "Before"]
    after = [text for name, text in quoted if name == "After"]
    keeps = [text for name, text in quoted if name == "Keeps"]
    assert before, "a page shows at least one Before"
    assert keeps, "a page shows at least one near miss"
    assert len(before) == len(after)
    for dirty, clean in zip(before, after, strict=True):
        assert cleaner(Document(dirty)).text == clean
    for text in keeps:
        assert cleaner(Document(text)).text == text


@pytest.mark.parametrize("cleaner", all_cleaners(), ids=str)
def test_the_page_says_why(cleaner: Cleaner) -> None:
    assert cleaner.page.splitlines()[0].endswith(".")
    assert re.search(r"^Why: ", cleaner.page, re.MULTILINE)


def test_the_written_catalogue_is_fresh() -> None:
    written = (Path(__file__).parent.parent / "docs" / "catalogue.md").read_text(encoding="utf-8")
    assert written == markdown(), "run: make docs"
