"""Headlines: copies go, one stays, and what is no headline is never made one."""

from __future__ import annotations

import pytest

from cleantext import Document, Pipeline
from cleantext.core.registry import get

LEAD = "A ferry ran into the old pier of the town on Sunday, and the harbour office closed it."


def copies(text: str) -> Document:
    return get("headline-copies")(Document(text))


@pytest.mark.parametrize(
    ("head", "kept"),
    [
        (["Ferry runs into old pier", "  • Ferry runs into old pier", "Ferry runs into old pier"], 0),
        (["FERRY RUNS INTO OLD PIER", "Ferry runs into old pier"], 1),
        (["Ferry runs into old pier | Harbour News", "Ferry runs into old pier"], 1),
        (["Home » News » Ferry runs into old pier", "Ferry runs into old pier"], 1),
        (["Home • News • Ferry runs into old pier", "Ferry runs into old pier"], 1),
        (["Ferry runs into old …", "Ferry runs into old pier"], 1),
        (["Ｆerry runs into old pier", "Ferry runs into old pier"], 0),
    ],
)
def test_the_plainest_copy_stays(head: list[str], kept: int) -> None:
    cleaned = copies("\n\n".join([*head, LEAD]))
    assert [line for line in cleaned.text.split("\n") if line.strip()] == [head[kept], LEAD]
    assert cleaned.metadata["title"] == head[kept]


def test_the_site_behind_a_copy_is_a_fact() -> None:
    cleaned = copies(f"Ferry runs into old pier\nFerry runs into old pier - Harbour News\n{LEAD}")
    assert cleaned.metadata["site"] == "Harbour News"


@pytest.mark.parametrize(
    ("title", "behind", "site"),
    [
        ("Трајект ударио у стари пристан", " :: Лучке новости", "Лучке новости"),
        ("渡轮在大雾中撞上旧码头", "_港口晚报网", "港口晚报网"),
        ("霧の中でフェリーが古い桟橋に衝突", "：港新聞デジタル", "港新聞デジタル"),
        ("안개 속 여객선, 낡은 부두 들이받았다", " < 지역 < 기사본문 - 항구신문", "항구신문"),
        ("ბორანი ძველ ნავმისადგომს დაეჯახა", " - ნავსადგურის ამბები", "ნავსადგურის ამბები"),
        ("Пором врізався у старий причал", " — новини громади на Порт.example", "новини громади на Порт.example"),
    ],
)
def test_sites_behind_copies_in_other_scripts(title: str, behind: str, site: str) -> None:
    leads = {
        "Т": "Трајект је у недељу ударио у стари пристан, а лучка управа га је затворила.",
        "渡": "渡轮周日在大雾中撞上了旧码头，港口管理处随即将其关闭，直到周一早上才重新开放。",
    }
    cleaned = copies(f"{title}\n\n{title}{behind}\n\n{leads.get(title[0], LEAD)}")
    assert cleaned.metadata["site"] == site
    assert cleaned.text.count(title) == 1


def test_a_subtitle_behind_a_copy_is_no_site() -> None:
    text = f"Ferry hits pier\n\nFerry hits pier : the day on which the harbour stood still\n\n{LEAD}"
    assert copies(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        f"The keeper's year: nine boats, one storm, three old bicycles\n\nThree old bicycles\n\n{LEAD}",
        f"Ferry runs into old pier\n\n{LEAD}\n\n{LEAD} So.\n\nFerry runs into old pier\n\n{LEAD} No.",  # in the body
        "Row the boat home\nRow the boat home\nThe sea is wide",  # verse, no prose
        f"A ferry runs into a pier.\n\nA ferry runs into a pier.\n\n{LEAD}",  # sentences
        f"Ferry runs into old pier\n\nFerry runs into old pier - it was a long day for many\n\n{LEAD}",
        f"- Home and harbour\n- Home and harbour\n\n{LEAD}",  # a menu
    ],
)
def test_what_is_no_copy_of_a_headline_stays(text: str) -> None:
    assert copies(text).text == text


def test_a_known_title_finds_its_copies() -> None:
    text = f"News\n\nFerry runs into old pier\n\nFerry runs into old pier | HNA\n\n{LEAD}"
    cleaned = get("headline-copies")(Document(text, metadata={"title": "Ferry runs into old pier"}))
    assert cleaned.text.count("Ferry runs into old pier") == 1


@pytest.mark.parametrize(
    "headline", ["Ferry runs into old pier", "Did a ferry run into the pier?", "渡轮撞上旧码头,港口关闭"]
)
def test_a_headline_is_noted_and_stays(headline: str) -> None:
    text = f"{headline}\n\n{LEAD}"
    cleaned = get("headlines")(Document(text))
    assert cleaned.text == text
    assert cleaned.metadata["title"] == headline


@pytest.mark.parametrize(
    "opening",
    [
        "A ferry ran into the old pier on Sunday.",  # a sentence
        "Dear readers of the harbour news,",
        "What was closed on Sunday:",
        "3 October 2021",
        "https://example.org/pier",
        "(From our harbour desk)",
    ],
)
def test_what_is_no_headline_is_not_noted(opening: str) -> None:
    assert "title" not in get("headlines")(Document(f"{opening}\n\n{LEAD}")).metadata


def test_the_layout_of_an_extractor_is_a_witness_only_where_it_is_asked_for() -> None:
    pier = "The old pier of the harbour had stood for ninety years when the ferry hit it in thick fog on Sunday. " * 3
    text = "Ferry hits old pier in fog\n" + "\n".join([pier.strip()] * 3 + [f"{pier}Nobody was hurt."]) + "\n"
    by_layout = Pipeline([{"use": "headline-lines", "by_layout": True}])
    assert Pipeline(["headline-lines"])(Document(text)).text == text
    assert by_layout(Document(text)).metadata["title"] == "Ferry hits old pier in fog"
    dated = text.replace("\n", "\nSunday, May 3, 2020\n", 1)
    assert by_layout(Document(dated)).text == dated
