"""No cleaner takes more than its share of time on long lines made to make patterns go back and try again.

A text of `SIZE` characters that a cleaner is done with in `QUICK` seconds proves enough: quadratic work would take ten
times as long. What is slower is measured at a quarter of the size, too, and must not have grown sixteenfold. Clocks are
rough, so the smallest of several times counts, and only what is too slow time and again fails.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator

import pytest

from cleantext import Cleaner, Document
from cleantext.core.registry import all_cleaners

SIZE = 6000
QUICK = 0.05
MOST_GROWTH = 9  # fourfold text: 4 is linear, 16 is quadratic
TRIES = 4

# Characters and words that patterns begin, go on and end with, each repeated until the text is full.
UNITS = [
    " ", "\t", "a", "A", "1", "a ", "A b ", "Ab ", "1 ", "1.", "a. ", "a, ", "a: ", "(", "[", "{", "<", "</",
    '"', "“”", "«", "'", "-", "- ", "— ", "_", "*", "**a ", "#", "#a ", "|", "| a ", "/", "\\", "=", "@", "a@b",
    "©", "· ", "> ", "…", "!", "[a](", "[a]", "](", "<a ", "<!--", "{{", "&amp;", "&#", "http://",
    "http://a.b/c ", "www.", "{\"a\": ", "é", "漢", "。", "، ", "क", "ا", "ก", "\u00a0", "\u200b", "\u00ad", "Ã",
    "â€", "By A", "Photo: A / ", "1 May 2021 ", "Share ", "Read also: ", "\n", "a\n", "1\n", "a b\n", "- a\n",
    "| a |\n", "Page 1\n", "a,\n", "A\n\n", " \n", "\r\n", "> a\n", "Read also\n", "Name *\n",
    "A b c d e f g h i j k l m n.\n", "word word word word word word word word word word wor\n",
]  # fmt: skip


def repeated(unit: str, size: int) -> Document:
    return Document((unit * (size // len(unit) + 1))[:size])


def seconds(cleaner: Cleaner, document: Document) -> float:
    start = time.process_time()
    cleaner.once(document)
    return time.process_time() - start


def smallest(cleaner: Cleaner, unit: str, size: int) -> float:
    return min(seconds(cleaner, repeated(unit, size)) for _ in range(3))


def is_linear(cleaner: Cleaner, unit: str) -> bool:
    for _ in range(TRIES):
        whole = smallest(cleaner, unit, SIZE)
        if whole < QUICK or whole < MOST_GROWTH * smallest(cleaner, unit, SIZE // 4):
            return True
    return False


def slow(cleaners: list[Cleaner], unit: str) -> Iterator[str]:
    document = repeated(unit, SIZE)
    for cleaner in cleaners:  # what they share is worked out once, as in a pipeline
        if seconds(cleaner, document) >= QUICK and not is_linear(cleaner, unit):
            yield cleaner.name


@pytest.fixture(autouse=True)
def _no_collection() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_time_grows_with_the_length_of_the_text(unit: str) -> None:
    assert list(slow(all_cleaners(), unit)) == []


@pytest.mark.parametrize("cleaner", [cleaner for cleaner in all_cleaners() if cleaner.triggers], ids=str)
def test_time_grows_with_the_number_of_triggers(cleaner: Cleaner) -> None:
    for trigger in cleaner.triggers[:: max(1, len(cleaner.triggers) // 3)]:
        for unit in (trigger, f"a {trigger} b\n"):
            assert list(slow([cleaner], unit)) == [], unit
