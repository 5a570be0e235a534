"""What lets a rule off early must be exact: each cheap look against the one that it spares."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document, Edit
from cleantext.cleaners import datewords, stripped, titles
from cleantext.cleaners.encoding import _decoded_again
from cleantext.cleaners.heads import folded
from cleantext.cleaners.paragraphs import _evidence
from cleantext.cleaners.phrases.matcher import index
from cleantext.core.layout import CLOSERS, END_MARKS, ends_sentence, is_prose, layout, weight
from cleantext.core.registry import get
from tests.strategies import awkward_text

LINE = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(["港", "ж", "harbour ", "ไทย", ".", "。", "”", ")", " ", "\u3000", "\x0b", "5"]), max_size=70
    ).map("".join),
)


@given(line=LINE)
def test_the_end_of_a_sentence_and_prose(line: str) -> None:
    ends = line.rstrip(CLOSERS + " \t\r\u00a0\u3000")[-1:] in END_MARKS
    assert ends_sentence(line) == ends
    bare = line.strip()
    runs_on = bool(re.search("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u0f00-\u0fff]", bare))
    ends = ends_sentence(bare)
    assert is_prose(line) == (weight(bare) > 160 or (weight(bare) >= 40 and (ends or runs_on)))


@given(
    text=st.lists(st.sampled_from(["it", "â", "Â", "s", "S", "ſ", "ll", "dont", "is", "n", "t", " "]), max_size=12).map(
        "".join
    )
)
def test_a_contraction_is_never_missed(text: str) -> None:
    maybe = [match.start() for pattern in stripped._MAYBE_CONTRACTION for match in pattern.finditer(text)]
    assert len(stripped._CONTRACTION.findall(text)) <= len(maybe)


@given(text=st.text(alphabet="aé’“—жи日क 😀", max_size=20), data=st.data())
def test_what_ftfy_has_decoded_it_would_not_decode_again(text: str, data: st.DataObject) -> None:
    for encoding in data.draw(st.lists(st.sampled_from(["cp1252", "latin-1", "cp1251", "macroman"]), max_size=2)):
        text = text.encode().decode(encoding, errors="ignore")
    decoded = _decoded_again(text)
    if decoded != text:
        assert _decoded_again(decoded) == decoded


@given(text=awkward_text())
def test_the_folded_tail_holds_what_its_lines_fold_to(text: str) -> None:
    document = Document(text)
    plan = document.shared(layout)
    tail = plan.lines[plan.last_prose + 1 :]
    assert len(document.derived(titles._folded_tail)) == len(tail)
    for place, line in enumerate(tail):
        assert (place, line) in titles._at_the_end(document, folded(line.text))
    alike = [(place, line) for place, line in enumerate(tail) if not folded(line.text)]
    assert list(titles._at_the_end(document, "")) == alike


@given(left=LINE, right=LINE)
def test_a_paragraph_is_cut_only_before_the_end_of_a_sentence(left: str, right: str) -> None:
    if _evidence(left.rstrip(), right.rstrip()):
        assert ends_sentence(right.rstrip())


@given(words=st.lists(st.sampled_from([*sorted(datewords.vocabulary()), "港", "ก"]), max_size=3))
def test_words_of_the_calendar_that_run_together(words: list[str]) -> None:
    token = "".join(words)
    if datewords._known_pieces(token, datewords.vocabulary()) is None and token:
        known = datewords.vocabulary()
        assert token not in known
        assert not (token[0] >= "\u0e00" and len(token) <= 16 and _runs_together(token)), token


def _runs_together(token: str) -> bool:
    """Say whether taking the longest known word again and again leaves nothing."""
    known = datewords.vocabulary()
    while token:
        size = next((size for size in range(len(token), 0, -1) if token[:size] in known), 0)
        if not size:
            return False
        token = token[size:]
    return True


@pytest.mark.parametrize(
    "line", ["a › b › c", "home > news", "home / news", "a | b", "x\\y \\ z", "home • news", "no sign"]
)
def test_a_breadcrumb_has_a_sign(line: str) -> None:
    pieces = re.split(r" ?[›»>→] ?| [/|\\•] ", line)
    if len(pieces) > 1:
        assert re.search(r"[›»>→/|\\•]", line)
    assert index()._tiles.crumbs("no sign") is None


@pytest.mark.parametrize(
    "wrong", ["", "Karabakh is far. " * 3 + "He went to Kerabakh then.", "Marin Karabakh, Karin Marabakh."]
)
@given(data=st.data())
def test_names_are_found_as_well_after_other_edits(wrong: str, data: st.DataObject) -> None:
    """A text that a look at its names found calm is not looked at again where only blank lines differ."""
    lines = data.draw(
        st.lists(st.sampled_from(["The ferry sailed on Monday.", "", " ", wrong, "Karabakh"]), max_size=8)
    )
    rule = get("name-variants")
    document = rule.once(Document("\n".join(lines)))
    for _ in range(2):
        places = [place for place, character in enumerate(document.text) if character == "\n"]
        gone = data.draw(st.lists(st.sampled_from(places), unique=True).map(sorted)) if places else []
        document = document.edited(
            "edits", [Edit(place, "\n", data.draw(st.sampled_from(["\n\n", " "]))) for place in gone]
        )
        assert rule.once(document).text == rule.once(Document(document.text)).text
