"""What stands below the last paragraph: writers' cards and lives, slugs, dates; and endings that only look so."""

from __future__ import annotations

import pytest

from cleantext import Document, Pipeline

ARTICLE = (
    "The ferry lay on its side in the mud until the spring of that year.\n\n"
    "Nobody on the pier had seen a tide like it, and nobody has since then.\n\n"
    "The harbour office, where Tom Reed kept the book, has no word of it.\n"
)
PIPELINE = Pipeline.preset("news")


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("-30-", None),
        ("(Harbour news / AFP)", None),
        ("(Лучке новости / Бета)", None),
        ("বন্দর/এমআর/এসকে", None),
        ("###", None),
        ("(segue)", None),
        ("Email: ada@example.org", "contributors"),
        ("Twitter: @ada_example", "contributors"),
        ("Last updated on 3 May 2021", "date"),
        ("Updated May 3, 2021", "date"),
        ("Contact reporter Ada Example at 555-0100 or ada@example.org.", None),
        (
            "Ada Example is a freelance writer in the north. She has written about ferries for ten years.",
            "author_notes",
        ),
        ("Ada Example is a columnist at the Gazette.", "author_notes"),
        ("Ada Example is the Gazette's harbour correspondent.", "author_notes"),
        ("Éva Example est journaliste au service des ports.", "author_notes"),
        ("Ada Example ist Redakteurin im Hafenressort.", "author_notes"),
        ("Follow her on Twitter at @ada_example.", None),
        ("Got a tip? Email desk@example.org", None),
        ("A version of this article appears on page A4 of the harbour edition in print.", None),
        ("Read the original article on Harbour Notes.", None),
    ],
)
def test_what_ends_a_page_goes(line: str, field: str | None) -> None:
    cleaned = PIPELINE(Document(f"{ARTICLE}\n{line}\n"))
    assert cleaned.text == ARTICLE
    assert field is None or cleaned.metadata[field]


@pytest.mark.parametrize(
    "line",
    [
        "The end",
        "(Harbour / town)",
        "(the harbour / AFP and others who were there)",
        "ferry/pier/fog",
        "বন্দর/শহর",
        "30",
        "* * *",
        "He signed it with three crosses: # # #",
        "Her address was on the card, he said, and the card was in the sea.",
        "Email was down, so the warning went out by bicycle.",
        "3 May 2021",
        "The last update came on 3 May 2021, and then the line went dead.",
        "Tom Reed is a writer now. He has written about ferries for ten years and lives on a boat.",
        "Ada Example was a reporter. The book was hers.",
        "Ada Example is the last who knows the song, and she sings it on the pier every May.",
        "With love,\n\nAda",
        "Ada Example is the reporter whom nobody believed, and she was right.",
        "Tom Reed is a reporter at the Gazette.",  # the text speaks of him
        "Follow her, they called from the pier, and we did.",
    ],
)
def test_other_endings_stay(line: str) -> None:
    text = f"{ARTICLE}\n{line}\n"
    assert PIPELINE(Document(text)).text == text


def test_guests_of_the_opinion_pages_are_described_below_the_text() -> None:
    note = "Ada Example is the director of the Tide Institute and a fellow at Harbour College."
    other = "Bob Sample is professor of law at Harbour College."
    cleaned = PIPELINE(Document(f"{ARTICLE}\n{note}\n{other}\n"))
    assert cleaned.text == ARTICLE
    assert cleaned.metadata["author_notes"] == [note, other]


def test_a_list_of_people_stays() -> None:
    people = [
        "Ada Example is the director of the Tide Institute.",
        "Bob Sample is professor of law at Harbour College.",
    ]
    text = f"{ARTICLE}\n{people[0]}\nThe pier was her idea, and the lamp on it was his.\n{people[1]}\n"
    assert PIPELINE(Document(text)).text == text
