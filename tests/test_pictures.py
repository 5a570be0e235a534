"""Credits, captions and the addresses of sources."""

from __future__ import annotations

import pytest

from cleantext import Document, Pipeline
from cleantext.core.registry import get
from tests.strategies import on_a_page

LEAD = "A ferry ran into the old pier of the town on Sunday, and the harbour office closed it."


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Photo: Ada Example", "Ada Example"),
        ("Photo: collected", "collected"),
        ("EPA / Ada Example / TASS", "EPA / Ada Example / TASS"),
        ("**EPA / Ada Example / TASS**", "EPA / Ada Example / TASS"),
        ("(Image: Ada Example)", "Ada Example"),
        ("(AP Photo/Ada Example)", "AP Photo/Ada Example"),
        ("Photo by Ada Example/Getty Images", "Ada Example/Getty Images"),
        ("Getty Images", "Getty Images"),
        ("© Ada Example", "Ada Example"),
        ("Foto: Ada Beispiel/dpa", "Ada Beispiel/dpa"),
        ("Фото: Ада Пример", "Ада Пример"),
        ("ছবি: সংগৃহীত", "সংগৃহীত"),
        ("图源:新华社", "新华社"),
        ("사진=연합뉴스", "연합뉴스"),
    ],
)
def test_credit_lines_go_to_the_metadata(line: str, credit: str) -> None:
    document = get("photo-credits")(Document(f"{LEAD}\n{line}\n{LEAD}"))
    assert document.text == f"{LEAD}\n{LEAD}"
    assert document.metadata["credits"] == [credit]


@pytest.mark.parametrize(
    "tail", [" [Ada Example/AP]", " (Photo: Ada Example)", " (Ada Example/Reuters)", " [AFP]", " Photo: Ada Example"]
)
def test_credits_behind_a_paragraph_go(tail: str) -> None:
    assert get("photo-credits")(on_a_page(LEAD + tail)).text == LEAD


@pytest.mark.parametrize(
    "line",
    [
        "Photo: the word was scratched into the frame, nothing else.",
        "Photo after photo showed the pier.",
        "Getty died in 1976; the museum was still a building site.",
        "AP classes were cut at two schools, and the local chapter filed a report.",
        "She passed calculus and physics (AP)",
        "Was it hard to leave? [Ada/teacher]",
        "Reuters, the man, sold pigeons before he sold news.",
        "Reuters",
        "Picture: what a mess it was that day",
        "The choice is tea/coffee",
        "© 2021 Ada Example",
        "Copyright 1953 was stamped inside a coat said to be medieval.",
        "vi Ảnh nghệ thuật không cứu được bảo tàng.",
        "This is how it looked [sic]",
        "Bild und Ton fielen aus.",
        "Photo/video rules apply on the pier",
    ],
)
@pytest.mark.parametrize("cleaner", ["photo-credits", "captions"])
def test_near_misses_stay(line: str, cleaner: str) -> None:
    text = f"{LEAD}\n{line}\n{LEAD}"
    assert get(cleaner)(Document(text)).text == text


BODY = "\n\n".join(f"{LEAD} {word}." for word in ("One", "Two", "Three", "Four", "Five"))


@pytest.mark.parametrize(
    "line",
    [
        "The old pier on Sunday. Photo: Ada Example",
        "The old pier on Sunday (Photo: Ada Example)",
        "The old pier on Sunday | Photo: Ada Example",
    ],
)
def test_captions_go_with_their_credits(line: str) -> None:
    document = get("captions")(Document(f"{line}\n{line}\n{BODY}"))
    assert document.text == BODY
    assert document.metadata["captions"][0].startswith("The old pier on Sunday")
    assert document.metadata["credits"] == ["Ada Example"]


def test_labelled_captions_go() -> None:
    document = get("captions")(Document(f"Image caption, The old pier on Sunday\n{BODY}"))
    assert document.metadata["captions"] == ["The old pier on Sunday"]


def test_a_copy_of_a_caption_without_the_credit_goes_too() -> None:
    document = get("captions")(Document(f"The old pier on Sunday.\nThe old pier on Sunday. Photo: Ada Example\n{BODY}"))
    assert document.text == BODY


def test_a_photo_essay_keeps_its_captions() -> None:
    text = "\n\n".join(
        f"{word} stop on the way to the pier. Photo: Ada Example" for word in ("First", "Second", "Third")
    )
    assert get("captions")(Document(text)).text == text


def test_a_paragraph_with_a_credit_glued_on_loses_only_the_credit() -> None:
    text = f"{LEAD} {LEAD} {LEAD} Photo: Ada Example\n{BODY}"
    assert get("captions")(Document(text)).text == text
    assert get("photo-credits")(on_a_page(text)).text == f"{LEAD} {LEAD} {LEAD}\n{BODY}"


def test_a_credit_with_nothing_that_shows_a_page_is_noted_and_stays() -> None:
    text = f"{LEAD} Photo: Ada Example\n{BODY}"
    document = get("photo-credits")(get("captions")(Document(text)))
    assert document.text == text
    assert document.metadata["credits"] == ["Ada Example"]


@pytest.mark.parametrize(
    "tail",
    [
        "Original url:\n\n<https://example.org/pier>",
        "Source: https://example.org/pier",
        "Read on: <https://example.org/pier>",
        "Quelle: https://example.org/pier",
        "原文链接：https://example.org/pier",
        "Original article https://example.org/pier",
    ],
)
def test_labelled_addresses_go_to_the_metadata(tail: str) -> None:
    document = get("source-urls")(Document(f"{BODY}\n\n{tail}"))
    assert document.text.rstrip() == BODY
    assert document.metadata["source_url"] == "https://example.org/pier"


@pytest.mark.parametrize(
    "tail",
    [
        "http://example.org was painted in letters a metre high on the tank.",
        "https://example.org/pier",
        "Source: the harbour office",
        "Source: the list at https://example.org/pier and the harbour office",
        "The source was at https://example.org/pier",
    ],
)
def test_other_addresses_stay(tail: str) -> None:
    text = f"{BODY}\n\n{tail}"
    assert get("source-urls")(Document(text)).text == text


MOLE = "Nobody on the pier had seen a tide like it, and nobody has since then, the keeper wrote."


@pytest.mark.parametrize(
    "line",
    [
        "The old pier at dawn. Photo: Ada Example",
        "The old pier at dawn. Photo: Ada Example/AP",
        "Die alte Mole am Morgen nach dem Sturm. Foto: Ada Beispiel/dta",
        "Ein Blick auf die alte Mole. © dpa/Ada Beispiel (Archivbild)",
        "Die alte Mole am Morgen © DTA / Ada Beispiel",
        "Stará mola za úsvitu, alte Mole | foto: Ada Vzorová, Přístavní listy",
        "La vecchia mole, alte Mole (foto Esempio/Gazzetta del Porto)",
        "Der Pier und die alte Mole. © Foto: Ada Beispiel",
        "Der Pier und die alte Mole / Foto: Ada Beispiel/DTA",
        "Am Pier steht die alte Mole. (Foto: Dok. Hafenamt)",
        "▲ 새벽의 낡은 부두, alte Mole ⓒ항구신문",
        "图为 alte Mole。港口晚报记者 艾达 摄",
        "Die alte Mole am Morgen nach dem Sturm. Foto: Ada Beispiel/dpa",
        "The old pier at dawn. EPA/Ada Example",
        "The old pier at dawn (Photo: Ada Example / Harbour Agency)",
    ],
)
def test_a_caption_with_a_press_credit_goes_even_once(line: str) -> None:
    cleaned = Pipeline.preset("news")(Document(f"Nine days\n\n{MOLE}\n\n{line}\n\n{MOLE} So."))
    assert "pier at dawn" not in cleaned.text
    assert "alte Mole" not in cleaned.text
    assert cleaned.metadata["captions"]


def test_a_japanese_caption_says_who_took_the_picture() -> None:
    told = "桟橋は九日ぶりに通れるようになり、町の人たちは朝早くから船を待っていたと港の係員は話した。"
    line = "嵐のあとの古い桟橋＝見本村で2020年3月4日、見本あや撮影"
    cleaned = Pipeline.preset("news")(Document(f"{told}\n\n{line}\n\n{told}そう記した。"))
    assert "古い桟橋" not in cleaned.text
    assert cleaned.metadata["credits"] == ["見本あや撮影"]


@pytest.mark.parametrize(
    "line",
    [
        "The old pier at dawn. Photo: NASA.",
        "The old pier at dawn. Photo: NASA",
        "The old pier at dawn. Photo: Ada Example.",
        "He said that of the pier and of the sea and of the wind that he had known as a child. Photo: Ada Example",
        "The band played on the pier (Ada Example / Bob Sample)",
        "What they meant was © and nothing else / or so it seemed",
        "这张照片是他在码头上拍摄",
        "The choice was clear by then. AP/IB courses cost more.",
        "We left on Monday. He/She stayed.",
    ],
)
def test_a_line_with_any_other_credit_stays_if_it_stands_once(line: str) -> None:
    assert line in Pipeline.preset("news")(Document(f"Nine days\n\n{MOLE}\n\n{line}\n\n{MOLE} So.")).text


CREDITED_BODY = [
    "The ferry lay on its side in the mud until the spring of that year, and nobody moved it.",
    "The council will meet on Tuesday to decide who is to pay for the lanterns on the pier.",
    "Nobody on the pier had seen a tide like it, and nobody has since then, the keeper wrote.",
]


def test_captions_with_three_credits_speak_for_each_other() -> None:
    captions = [
        "The ferry on the morning after the storm of May, the lanterns still burning behind it. Credit: Ada Example",
        "Lanterns keep the old pier safe in any weather, as the council says if it is asked. Photo credit: Bob Sample",
        "The keeper, who saw it all from the window of the hut that his father had built for him. Credit: Cy Doe",
    ]
    text = "\n\n".join(line for pair in zip(CREDITED_BODY, captions, strict=True) for line in pair)
    text = "\n\n".join([text, *CREDITED_BODY[:2], "It rained.", "Nobody came."])
    cleaned = get("captions")(Document(text))
    assert all(caption not in cleaned.text for caption in captions)
    assert all(line in cleaned.text for line in CREDITED_BODY)
    assert cleaned.metadata["credits"] == ["Ada Example", "Bob Sample", "Cy Doe"]
    two = text.replace(captions[2], CREDITED_BODY[2])
    assert get("captions")(Document(two)).text == two


def test_who_sells_pictures_is_no_news_agency() -> None:
    seen = "The old pier, seen from the deck of the ferry. Picture: {}"
    for house, stays in (("Getty", False), ("Shutterstock", False), ("NASA", True), ("Reuters", True)):
        text = "\n\n".join([*CREDITED_BODY, seen.format(house), "It rained."])
        assert (get("captions")(Document(text)).text == text) is stays


@pytest.mark.parametrize(
    "line",
    [
        "Goods are sold for cash. Debit: Cash on Hand. Credit: Sales Revenue",
        "They paid with what they had. Credit: Visa",
        "The bank asked for nothing. Credit: a matter of trust",
    ],
)
def test_the_credit_of_accounts_is_no_picture(line: str) -> None:
    text = "\n\n".join([*CREDITED_BODY, line, line + " ", line + "  ", *CREDITED_BODY])
    assert line in get("captions")(Document(text)).text
