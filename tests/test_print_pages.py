"""Running heads, page numbers, drop caps and spaced letters, each beside what only looks like it."""

from __future__ import annotations

import pytest

from cleantext import Document
from cleantext.cleaners.print_pages import drop_caps, running_heads, spaced_letters

HALF = "The harbour of the small town was built in the year of the great storm by a woman who"
REST = "could not swim and had never seen a ship, and it was finished by her grandson with a loan."


def dump(heads: list[str], numbers: list[str]) -> str:
    pages = [f"{HALF}\n\n{head}\n{number}\n\n{REST}" for head, number in zip(heads, numbers, strict=True)]
    return "\n\n".join(pages)


@pytest.mark.parametrize("form", ["{}", "- {} -", "Page {}", "[{}]", "{} | Harbour Report", "Seite {}"])
def test_numbers_that_count_up_and_cut_sentences_go(form: str) -> None:
    text = "\n\n".join(f"{HALF}\n\n{form.format(number)}\n\n{REST}" for number in (7, 8, 9))
    cleaned = running_heads(Document(text))
    assert cleaned.text.split() == " ".join([HALF, REST] * 3).split()
    assert cleaned.original == text


def test_the_line_beside_the_numbers_goes_with_them() -> None:
    cleaned = running_heads(Document(dump(["THE HARBOUR BOOK"] * 4, ["11", "12", "13", "14"])))
    assert cleaned.text.split() == " ".join([HALF, REST] * 4).split()


@pytest.mark.parametrize(
    "line", ["Page 3 of 12", "Seite 3 von 12", "Página 3 de 12", "стр. 3 из 12", "第3页 共12页", "- Page 3/12 -"]
)
def test_a_page_of_so_many_goes_alone(line: str) -> None:
    assert running_heads(Document(f"{HALF}\n{line}\n{REST}")).text == f"{HALF}\n{REST}"


@pytest.mark.parametrize("form", ["{}", "Chapter {}", "Article {}", "{}.", "§ {}", "Day {}", "[{}]"])
def test_chapters_and_articles_stay(form: str) -> None:
    text = "\n\n".join(f"{form.format(number)}\n\n{HALF} {REST}" for number in range(1, 6))
    assert running_heads(Document(text)).text == text


@pytest.mark.parametrize(
    "text",
    [
        "1994\n\nThe pier fell.\n\n1995\n\nThe pier was built again.\n\n1996\n\nNobody came.",
        "28\n29\n30",
        "Page 12 of 3",
        "Page 3 of 12 was where the paper hid its apologies, and nobody turned to it.",
        "The tide comes in,\n1\nthe tide goes out,\n2\nthe tide comes in,\n3\nand that is all.",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert running_heads(Document(text)).text == text


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("W hen the ferry came in, nobody on the quay was there to see it, and the dog was asleep.", "When the"),
        ("T HE ferry came in before noon, and nobody on the quay was there to take the rope of it.", "THE ferry"),
        ("W\nhile the ferry was at sea, the harbour was closed to all that was left of the fleet.", "While the"),
        ("D ie Fähre kam am Mittag, und auf dem Kai war niemand, der das Seil mit der Hand fing.", "Die Fähre"),
        ("К огда паром пришёл, на пристани никого не было, и пёс, который был один, спал на солнце.", "Когда паром"),
    ],
)
def test_a_first_letter_set_apart_is_joined(text: str, joined: str) -> None:
    cleaned = drop_caps(Document(text))
    assert cleaned.text.startswith(joined)
    assert cleaned.original == text


@pytest.mark.parametrize(
    "text",
    [
        "A way was found out of the harbour, and nobody on the quay was there to see the ferry take it.",
        "E in quel momento il traghetto era nel porto, e non c'era nessuno sul molo per la corda della nave.",
        "Y a la mañana el barco no estaba en el puerto, y los hombres que lo vieron no dijeron nada.",
        "W domu nie było nikogo, a na stole i na oknie stało to, co się nie zmieściło do szafy.",
        "B road traffic was light on the day of the storm, and the broad street by the quay was a road again.",
        "T. he wrote, and then nothing more for the rest of the day, as the ink was frozen in the pen.",
        "Plan B was the ferry, and nobody on the quay was there to see it when it came in before noon.",
    ],
)
def test_letters_that_are_words_stay(text: str) -> None:
    assert drop_caps(Document(text)).text == text


@pytest.mark.parametrize(
    "text",
    [
        "E A D G B E are the strings, from the lowest to the highest.",
        "N E W S: that is how the vane is lettered, and a newspaper took its name from it.",
        "a b c d e f g\n\nThe child sang it to the end.",
        "J R R T signed for it.",
    ],
)
def test_letters_that_stand_for_themselves_stay(text: str) -> None:
    assert spaced_letters(Document(text)).text == text


def test_spaced_words_are_joined_in_the_middle_of_a_line() -> None:
    text = "The ferry sails on W e d n e s d a y. On every other Wednesday it does not."
    assert spaced_letters(Document(text)).text == "The ferry sails on Wednesday. On every other Wednesday it does not."
