"""Paragraphs, wrapped lines and marks: joins and repairs, and what must stay apart."""
# ruff: noqa: E501

from __future__ import annotations

import pytest

from cleantext import Document
from cleantext.core.registry import get

LEFT = "The keeper of the lighthouse told the harbour board that the storm had"
RIGHT = "taken nine boats and the roof of the chapel."

JOINED = [
    (LEFT, RIGHT),
    ("“The board has heard the keeper, the pilot and the cook, and it believes the", "cook,” she said."),
    ("The board put the damage to the harbour and to its nine boats at more than", "2,000 crowns a day."),
    ("Der Leuchtturm wurde nach dem Sturm vom Hafenamt an die Stadt und", "an den Verein der Lotsen vergeben."),
    ("台风过后，港口管理委员会在星期一上午宣布，所有渡轮将从下周开始恢复航行，", "但是票价会略有上涨。"),
]  # fmt: skip

APART = [
    ("The keeper of the lighthouse told the board about the storm.", "he said it twice."),
    ("The treaty was signed in the autumn by France, Norway, Iceland and the U.S.", "it was never read aloud in the town."),
    ("Storm Closes Harbour Of The Small Island Town For Nine Days", "the ferry sailed again on Monday."),
    ("Storm closes harbour of the small island town for nine days", "12 boats were lost in it on Monday night."),
    ("Militants attack the only hotel in the harbour of the capital", "al-Qasr fighters stormed the gate at noon."),
    ("Everyone who visits the island in winter should remember to bring:", "a warm coat and a lamp."),
    ("- Bring to the island in winter a warm coat, a lamp and the", "second key of the lighthouse."),
    ("# The keeper of the lighthouse and the harbour board and the", "storm that took nine boats."),
    ("Photo: the keeper of the lighthouse with the harbour board and the", "pilot in the storm of Monday."),
    ("| the keeper | the lighthouse | the harbour | the board | the", "pilot of the storm |."),
    ("The keeper of the lighthouse told the harbour board that it had", "3. The roof of the chapel."),
    ("The keeper of the lighthouse told the harbour board that it had", "see https://example.org/a"),
    ("In the harbour", "of the small town it rained."),
    ("أعلنت إدارة الميناء يوم الاثنين أن العبارات ستعود إلى العمل بعد العاصفة", "وقال المدير إن الأسعار سترتفع."),
    ("किसान ने कहा कि बैल साहूकार का था और खेत भी साहूकार का ही था", "गाँव के लोग चुप रहे।"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right"), JOINED)
def test_a_sentence_cut_in_two_is_joined(left: str, right: str) -> None:
    cleaned = get("cut-paragraphs")(Document(f"It rained.\n\n{left}\n\n{right}\n\nIt rained again."))
    assert cleaned.text in (f"It rained.\n\n{left}{glue}{right}\n\nIt rained again." for glue in (" ", ""))
    assert cleaned.trail[0].edits[0].why


@pytest.mark.parametrize(("left", "right"), APART)
def test_paragraphs_that_only_look_cut_stay_apart(left: str, right: str) -> None:
    text = f"It rained.\n\n{left}\n\n{right}\n\nIt rained again."
    assert get("cut-paragraphs")(Document(text)).text == text


@pytest.mark.parametrize("gap", ["\n\n\n\n\n\n", "\n\n* * *\n\n"])
def test_halves_far_apart_stay_apart(gap: str) -> None:
    assert get("cut-paragraphs")(Document(LEFT + gap + RIGHT)).text == LEFT + gap + RIGHT


def test_a_text_that_writes_no_capitals_stays_as_it_is() -> None:
    text = "\n\n".join(line.lower() for line in (LEFT, RIGHT, LEFT, RIGHT, LEFT, RIGHT))
    assert get("cut-paragraphs")(Document(text)).text == text


WRAPPED = (
    "The harbour of the small town reopened on Monday after a\nstorm had closed it for nine days, and the first ferry with\n"
    "flour and lamp oil came in before noon, which nobody on the\nquay had thought possible, as the keeper of the light-\n"
    "house had counted on another week of wind and a well-\nknown pilot had told the board to send its last boat north."
)


def test_a_hyphen_at_a_line_end_goes_only_with_evidence() -> None:
    assert "light-house had" in get("hard-wraps")(Document(WRAPPED)).text
    told = get("hard-wraps")(Document(WRAPPED + "\n\nThe lighthouse is white.")).text
    assert "lighthouse had" in told
    assert "a well-known pilot" in told


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(
            ["Ada Example", "12 Harbour Street", "Northtown", "Island", "Tel. 1234", "open from nine", "to five"]
        ),
        "\n".join(f"- item number {n} of the list of things that we have on board the ferry" for n in range(9)),
        "\n".join(f"{n}\tthe berth of the boat with that number in the north of the harbour" for n in range(9)),
        "\n".join(["The harbour of the small town reopened on Monday after the storm."] * 8),
    ],
)
def test_lines_that_are_lines_stay(text: str) -> None:
    assert get("hard-wraps")(Document(text)).text == text


MARKS = [
    ("doubled-marks", "the Group. . Later", "the Group. Later"),
    ("doubled-marks", "the “Group.” .", "the “Group.”"),
    ("doubled-marks", "港口，，昨天", "港口，昨天"),
    ("detached-attributions", "Nine boats were lost on each side. he told reporters.",
     "Nine boats were lost on each side, he told reporters."),
    ("detached-attributions", "It rained. “Nine boats were lost”. she added.", "It rained. “Nine boats were lost”, she added."),
    ("glued-sentences", "vivem milhares de pessoas.De manhã, o porto abre", "vivem milhares de pessoas. De manhã, o porto abre"),
]  # fmt: skip


@pytest.mark.parametrize(("cleaner", "before", "after"), MARKS)
def test_marks_that_are_repaired(cleaner: str, before: str, after: str) -> None:
    assert get(cleaner)(Document(before)).text == after


@pytest.mark.parametrize(
    ("cleaner", "text"),
    [
        ("doubled-marks", "Contents . . . . 12"),
        ("doubled-marks", "He said: . .. and a .. b, 1 . 2"),
        ("doubled-marks", "1,,2 and a,,b"),
        ("detached-attributions", "He said. She said. it said"),
        ("detached-attributions", "The boats were due in the harbour at 5 p.m. he said they were late."),
        ("detached-attributions", "Were nine boats lost on each side? he asked."),
        ("detached-attributions", "The boats are owned by the firm Storm Inc. he said."),
        (
            "detached-attributions",
            "Nine boats were lost on each side. he said that the board knew of it and did nothing.",
        ),
        ("glued-sentences", "Use asyncio.Task when you can, or logging.Handler if you must"),
        ("glued-sentences", "See example.Com for more, U.S.Army men, e.V.Der and v2.The end"),
    ],
)
def test_marks_that_are_right(cleaner: str, text: str) -> None:
    assert get(cleaner)(Document(text)).text == text


def test_a_doubtful_missing_space_is_flagged() -> None:
    flags = get("glued-sentences")(Document("and lists of items.Skim through those lists")).flags
    assert [flag.proposal for flag in flags] == ["items. Skim"]
