"""Date lines: read in many languages, taken at the head alone, left where they are the structure of the text."""

from __future__ import annotations

import pytest

from cleantext import Document
from cleantext.cleaners.datewords import read_date_line
from cleantext.core.registry import get
from tests.strategies import on_a_page

TITLE = "Ferry runs into old pier"
LEAD = "A ferry ran into the old pier of the town on Sunday, and the harbour office closed it."


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("October 22, 2020", "October 22, 2020"),
        ("Published: Oct. 3, 2021, 4:30 p.m. ET", "Oct. 3, 2021, 4:30 p.m. ET"),
        ("Published October 3, 2021 · Updated October 4, 2021", "October 3, 2021"),
        ("2020-10-22T10:00:00+00:00", "2020-10-22T10:00:00+00:00"),
        ("03.10.2021 12:30:00", "03.10.2021 12:30:00"),
        ("Aktualisiert: 03.10.2021, 12:30 Uhr", "03.10.2021, 12:30 Uhr"),
        ("Mis à jour le 3 octobre 2021 à 10h30", "3 octobre 2021 à 10h30"),
        ("3 de octubre de 2021", "3 de octubre de 2021"),
        ("Обновлено 3 октября 2021 г. в 10:30", "3 октября 2021 г. в 10:30"),
        ("22 Ekim 2020 Perşembe 12:30", "22 Ekim 2020 Perşembe 12:30"),
        ("22 अक्टूबर 2020", "22 अक्टूबर 2020"),
        ("৩ অক্টোবর ২০২১", "৩ অক্টোবর ২০২১"),
        ("٢٢ أكتوبر ٢٠٢٠", "٢٢ أكتوبر ٢٠٢٠"),
        ("2020年10月11日 12:30", "2020年10月11日 12:30"),
        ("입력 2020.10.11 12:30 수정 2020.10.12 09:00", "2020.10.11 12:30"),
        ("22 ต.ค. 2563", "22 ต.ค. 2563"),
        ("Thứ Năm, 22/10/2020, 12:30", "Thứ Năm, 22/10/2020, 12:30"),
        ("4 hours ago", ""),
        ("vor 4 Stunden", ""),
        ("15 मिनट पहले", ""),
        ("4小时前", ""),
        ("5 min read", ""),
        ("Temps de lecture : 5 minutes", ""),
        ("5 menit baca", ""),
    ],
)
def test_date_lines_are_read(line: str, fact: str) -> None:
    read = read_date_line(line)
    assert read is not None
    assert line[read.start : read.end] == fact
    document = get("dates")(on_a_page(f"{TITLE}\n{line}\n{LEAD}"))
    assert document.text == f"{TITLE}\n{LEAD}"
    assert document.metadata.get("date", "") == fact


@pytest.mark.parametrize("line", ["October 22, 2020", "Friday, July 21, 2017", "22 अक्टूबर 2020", "03.10.2021"])
def test_a_bare_date_with_nothing_that_shows_a_page_is_noted_and_stays(line: str) -> None:
    text = f"{TITLE}\n{line}\n{LEAD}"
    document = get("dates")(Document(text))
    assert document.text == text
    assert document.metadata["date"] in line


@pytest.mark.parametrize(
    "line",
    [
        "October 22, 2020, was the coldest day of that autumn",
        "1994",
        "2,000",
        "3-1",
        "3 May",
        "Day 3",
        "Step 3 of 12",
        "7 days a week",
        "Version 2020.10.11",
        "10:30",
        "1/2",
        "Chapter 5, May",
        "Sunday",
        "12 + 3",
    ],
)
def test_other_lines_with_numbers_are_not(line: str) -> None:
    assert read_date_line(line) is None
    text = f"{TITLE}\n{line}\n{LEAD}"
    assert get("dates")(Document(text)).text == text


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n\n{LEAD}\n\n10 Oct 2020, 23:40\n\n{LEAD} Then.\n\n10 Oct 2020, 22:10\n\n{LEAD} Now.",  # a live blog
        f"Diary of a pier\n\n3 May 1915\n\n{LEAD}\n\n4 May 1915\n\n{LEAD} Rain.\n\n5 May 1915\n\n{LEAD} Fog.",
        f"12 March 1915\n\n{LEAD}\n\n{LEAD} Yours, A.",  # a letter
        "3 May 1915\nThe sea\n4 May 1915\nThe pier",  # nothing is prose
    ],
)
def test_dates_that_are_the_structure_stay(text: str) -> None:
    assert get("dates")(Document(text)).text == text


def test_a_label_goes_with_the_date_below_it() -> None:
    assert get("dates")(Document(f"{TITLE}\nPublished:\nOctober 3, 2021\n{LEAD}")).text == f"{TITLE}\n{LEAD}"


@pytest.mark.parametrize("line", ["1994", "1,200 people", "0 : 3", "42"])
def test_figures_that_count_nothing_of_the_page_stay(line: str) -> None:
    text = f"{TITLE}\n{line}\n{LEAD}"
    assert get("head-counters")(Document(text)).text == text


def test_counters_go() -> None:
    text = f"{TITLE}\nOctober 3, 2021\n907\n12 comments\n1.2k views\n{LEAD}"
    assert get("head-counters")(Document(text)).text == f"{TITLE}\nOctober 3, 2021\n{LEAD}"
