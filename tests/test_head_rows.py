"""Rows of facts under the headline."""

from __future__ import annotations

import pytest

from cleantext import Document
from cleantext.core.registry import get

TITLE = "Ferry runs into old pier"
LEAD = "A ferry ran into the old pier of the town on Sunday, and the harbour office closed it."


def cleaned(line: str, title: str = TITLE, lead: str = LEAD) -> Document:
    return get("head-rows")(Document(f"{title}\n{line}\n{lead}"))


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "By Ada Example | October 3, 2021, 09:12 | 84 views",
            {"byline": "Ada Example", "date": "October 3, 2021, 09:12"},
        ),
        ("By Ada Example | October 3, 2021, 09:12 | Updated: 11:40 | 84 views", {"date": "October 3, 2021, 09:12"}),
        ("Published: 06:12, 3 Oct 2021 | Updated: 09:47, 4 Oct 2021 | 38 comments", {"date": "06:12, 3 Oct 2021"}),
        ("Ada Example 3 Oct 2021 06:12 Updated: 09:47, 4 Oct 2021", {"byline": "Ada Example"}),
        ("Ada Vzorová 3. okt 2021 o 13:26", {"byline": "Ada Vzorová", "date": "3. okt 2021 o 13:26"}),
        ("Autor: Ada Vzorová | 3. 10. 2021 20:15 | Aktualizováno 4. 10. 8:02", {"date": "3. 10. 2021 20:15"}),
        ("Szerző: Példa Ada – 2021. október 3. 18:42, frissítve: 3 órája", {"date": "2021. október 3. 18:42"}),
        ("Penulis: Ada Contoh | Minggu, 3 Oktober 2021 | 08:31 WIB", {"byline": "Ada Contoh"}),
        ("Text: Ada Exempel Foto: Bo Prov", {"byline": "Ada Exempel", "credits": ["Bo Prov"]}),
        ("3 октября 2021, 14:07 👁 1,9K 💬 12 Время чтения: 2 минуты", {"date": "3 октября 2021, 14:07"}),
        ("3 Հոկտեմբերի, 2021 15:40 դիտում՝ 927", {"date": "3 Հոկտեմբերի, 2021 15:40"}),
        ("2021-10-03 08:20:33　来源：港口晚报　作者：艾达　阅读：1.2万", {"source": "港口晚报", "byline": "艾达"}),
    ],
)
def test_rows_go_and_their_facts_stay(line: str, facts: dict[str, object]) -> None:
    document = cleaned(line)
    assert document.text == f"{TITLE}\n{LEAD}"
    assert {field: document.metadata[field] for field in facts} == facts
    assert document.original == f"{TITLE}\n{line}\n{LEAD}"


@pytest.mark.parametrize(
    "line",
    [
        "Ada Example, 3 October 2021",
        "Harbour Hall, 3 October 2021, 19:30",
        "Harbour Hall 3 October 2021 19:30",
        "Harbour Hall, 3 October 2021, 19:40",
        "Ada Example 1931-2021",
        "Updated rules for the pier from October 2021",
        "By October 3, 2021 every ferry must be electric",
        "By Ada Example and the sea",
        "Sunday 3 October 2021: Harbour 2, Town 1",
        "3 October 2021",
        "The pier, as Ada Example saw it on 3 October 2021 at 09:12",
        "Author | Year | Views",
        "Text: Ada Exempel: Foto",
        "Two words: ferry and pier: that was all",
        "Route 2021 | 12:30 | Harbour",
    ],
)
def test_other_lines_with_names_and_dates_stay(line: str) -> None:
    assert cleaned(line).text == f"{TITLE}\n{line}\n{LEAD}"


def test_a_row_among_the_paragraphs_stays() -> None:
    text = "\n".join(
        [TITLE, LEAD, LEAD.replace("Sunday", "Monday"), "By Ada Example | October 3, 2021 | 84 views", LEAD]
    )
    assert get("head-rows")(Document(text)).text == text


def test_a_list_of_works_stays() -> None:
    rows = [f"By Ada Example | October {day}, 2021 | 84 views" for day in (3, 4, 5)]
    text = "\n".join([TITLE, *rows, LEAD])
    assert get("head-rows")(Document(text)).text == text


def test_the_first_author_and_date_stand() -> None:
    document = Document(
        f"{TITLE}\nBy Ada Example | October 3, 2021 | 84 views\n{LEAD}", metadata={"byline": "B. Sample"}
    )
    assert get("head-rows")(document).metadata["byline"] == "B. Sample"
