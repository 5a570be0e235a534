"""Lines made of several phrases, breadcrumbs, counts and names put into phrases; and what only looks so."""

from __future__ import annotations

import pytest

from cleantext import Document, Pipeline
from cleantext.cleaners.phrases import marks

TITLE = "Harbour reopens after nine days"
FIRST = "The ferry lay on its side in the mud until the spring of that year."
GERMAN = "Niemand auf der Mole hatte je so eine Flut gesehen, und das ist auch so geblieben."
LAST = "Nobody on the pier had seen a tide like it, and nobody has since then."


def cleaned(line: str, place: int) -> str:
    lines = [TITLE, FIRST, LAST]
    lines.insert(place, line)
    return Pipeline.preset("news")(Document("\n\n".join(lines))).text


@pytest.mark.parametrize(
    "line",
    [
        "Share on Facebook Tweet WhatsApp Email",
        "Copy link | Print this page",
        "1,204 views • 18 shares",
        "Share Print Save Email",
        "Teilen auf Facebook Twitter Drucken",
        "Schriftgröße A A A",
        "分享到：微信 微博 QQ空间",
        "分享 收藏 转发 打印",
        "Udostępnij | Drukuj | Wyślij",
        "Kommentare (12) anzeigen",
        "コメント（0件）を見る",
        "Sign up for our newsletter “Harbour at Noon”",
        "Abonnez-vous à notre newsletter « Port du matin »",
        "Kommentare (12) ▼ Alle Kommentare anzeigen",
        "Download our app: App Store | Google Play",
        "Share this article ▸ Click to share on Facebook (Opens in new window)",
    ],
)
@pytest.mark.parametrize("place", [1, 2, 3])
def test_several_phrases_speak_for_each_other(line: str, place: int) -> None:
    assert line not in cleaned(line, place)


@pytest.mark.parametrize(
    "line",
    ["Home > News > Harbour", "Startseite › Lokales › Hafen", "Главная / Новости / Порт", "首页 > 新闻 > 港口"],
)
def test_breadcrumbs_go_from_the_head(line: str) -> None:
    assert line not in cleaned(line, 1)


@pytest.mark.parametrize(
    "line",
    [
        "Print media",
        "Search and save",
        "Share and share alike",
        "Home and away",
        "News from home",
        "A > B",
        "Ferry > bridge",
        "Save the harbour | Print",
        "“Share” “Print”",
        "Comments on the tide",
        "Email from Facebook",
        "iOS 15",
        "Reddit Marketing",
        "X (Twitter) Marketing",
        "Social Media Marketing Services",
        "Red | Green | Contact | Blue",
        "Spotify | Deezer and what became of them",
        "Report a mistake to the foreman was what nobody did.",
    ],
)
@pytest.mark.parametrize("place", [1, 2, 3])
def test_headings_of_like_words_stay(line: str, place: int) -> None:
    assert line in cleaned(line, place)


@pytest.mark.parametrize(
    "line",
    [
        "Privacy Policy | Terms of Use | Contact us | Lantern Fund",
        "© 2019 Harbour Press Ltd. No part of it may be copied without a word from us.",
        "© Copyright Hafenblatt AG. Alle Texte sind geschützt.",
    ],
)
def test_what_a_page_ends_with_goes_from_the_tail_alone(line: str) -> None:
    assert line not in cleaned(line, 3)
    assert line in cleaned(line, 2)


@pytest.mark.parametrize(
    "line",
    ["© 2019 stood on the back of the poster.", "Privacy | Harbour | Lantern | Pier", "The © sign was new in 2019."],
)
def test_what_only_looks_so_stays_in_the_tail(line: str) -> None:
    assert line in cleaned(line, 3)


def test_words_of_two_languages_are_no_row_of_buttons() -> None:
    assert not [mark for mark in marks(Document("Drucken Partager")).values() if not mark.needs]


@pytest.mark.parametrize("line", ["Share " * 20, "A | " * 40, "Home > " * 30, '"' * 150, "(1) " * 39])
def test_long_rows_take_no_time(line: str) -> None:
    assert len(marks(Document("\n".join([line] * 300)))) in (0, 300)


@pytest.mark.parametrize("label", ["Anzeige", "- Anzeige -", "ANZEIGE"])
def test_a_lone_label_between_paragraphs_is_an_advertisement(label: str) -> None:
    text = f"Die Fähre lag bis zum Frühjahr auf der Seite im Schlick des Hafens.\n\n{label}\n\n{GERMAN}"
    assert label not in Pipeline.preset("news")(Document(text)).text


@pytest.mark.parametrize("place", [1, 2])
def test_a_lone_label_in_capitals_is_an_advertisement_at_both_ends(place: int) -> None:
    lines = ["Neun Tage Sturm", "Die Fähre lag bis zum Frühjahr auf der Seite im Schlick des Hafens."]
    for label, stays in (("ANZEIGE", False), ("Anzeige", True)):
        text = "\n\n".join([*lines[:place], label, *lines[place:]])
        assert (label in Pipeline.preset("news")(Document(text)).text) == stays


def test_a_label_that_is_the_topic_stays() -> None:
    told = "Eine Anzeige folgte auf die andere, und die Anzeige vom Montag war die letzte davon."
    text = f"{told}\n\nAnzeige\n\n{GERMAN}"
    assert "\nAnzeige\n" in Pipeline.preset("news")(Document(text)).text


def test_a_heading_of_a_lost_list_goes() -> None:
    assert "Das könnte Sie auch interessieren" not in cleaned("Das könnte Sie auch interessieren", 2)
    assert "Related" in cleaned("Related", 2)


@pytest.mark.parametrize("title", ["Politics | Who pays", "Sport / Harbour wins", "Home > Harbour", "Print / Web"])
def test_a_first_line_of_two_words_with_a_bar_may_be_the_title(title: str) -> None:
    assert title in Pipeline.preset("news")(Document("\n\n".join([title, FIRST, LAST]))).text


def test_a_breadcrumb_above_the_title_goes() -> None:
    text = "\n\n".join(["Home > News > Harbour", TITLE, FIRST, LAST])
    assert "Home" not in Pipeline.preset("news")(Document(text)).text
