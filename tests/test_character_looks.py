"""What lets the rules for characters off early must be exact: where a look shows nothing, its rule does nothing."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleantext import Document
from cleantext.cleaners import blanks, letters, spans
from cleantext.core.alphabet import unusual_characters
from cleantext.core.registry import get
from tests.strategies import AWKWARD, awkward_text

RULES = ["mojibake", "decomposed-letters", "mixed-scripts", "zero-width-characters"]
RULES += ["blanks", "blank-lines", "spaces-before-marks", "stripped-marks", "fullwidth-forms"]

_LETTERS = [
    *"azAeoqLÉéàßâÂÃĹĂÄÇÅſıİKßЂвРСжаНαοΓ√├β‚港がか한가ㄱ\u1100\u1161\u11a8\u115f\u1160कषनডে\u09be\u0bc6กព\u0627یשＡ１❤👨",
    *["s", "ll", "it", "nâ", "is", "was", "the", "tâ"],
]
_MARKS = [
    *"\u0300\u0301\u0323\u0340\u0344\u0345\u05b8\u0654\u064b\u093c\u094d\u0bbe\u3099\ufe0f\u200b\u200c\u200d\u2060\ufeff\u180e",
    *"\u3164\x80\x9d\xa0\u2009\u3000\t\x00\ufffd\ud83d»«’“”—€©¤，。、,.  \n",
    *["  ", "\n\n"],
]


def texts() -> st.SearchStrategy[str]:
    """Texts of letters and marks of many scripts, in any order."""
    pieces = st.sampled_from([*_LETTERS, *_MARKS, *AWKWARD])
    return st.one_of(st.lists(pieces, max_size=16).map("".join), awkward_text())


@pytest.mark.parametrize("name", RULES)
@settings(max_examples=300)
@given(text=texts())
@example("e\u0301 \u1112\u1161\u11ab")
@example("d\u0344\u0301")
@example("\u09c7\u09be \u0bc6\u0bbe \u0928\u093c")
@example("Ã la")
@example("Ĺ. Ж")
@example("itâs heâs the")
def test_where_a_look_shows_nothing_its_rule_does_nothing(name: str, text: str) -> None:
    rule, document = get(name), Document(text)
    assert rule.asks is not None
    if not document.derived(rule.asks):
        assert not list(rule.changes(document))


@given(text=texts())
def test_every_run_of_blanks_is_found(text: str) -> None:
    runs = []
    for match in blanks._RUN.finditer(text):
        around = {text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]}
        if match[0] != " " or match.start() == 0 or around & {"\n", ""}:
            runs.append(match.start())
    assert blanks._starts_of_runs(Document(text)) == tuple(runs)


def test_all_that_may_join_what_stands_before_is_known() -> None:
    characters = list(map(chr, [*range(0xD800), *range(0xE000, 0x110000)]))
    parts = {character: unicodedata.normalize("NFD", character) for character in characters}
    joining = {
        halves[-1] for one, halves in parts.items() if len(halves) > 1 and unicodedata.normalize("NFC", halves) == one
    }
    joining.update([one for one, halves in parts.items() if halves[0] in joining])
    later = regex.compile(r"\p{NFC_Quick_Check=Maybe}")  # of a version of Unicode that may be later
    assert not joining.union(filter(later.match, characters)) - letters._JOINING


@settings(max_examples=300)
@given(text=st.lists(st.sampled_from(_LETTERS + _MARKS), max_size=10).map("".join))
def test_what_is_let_off_does_not_become_shorter(text: str) -> None:
    if not letters._may_be_decomposed(Document(text)):
        assert len(unicodedata.normalize("NFC", text)) >= len(text)


@given(
    lines=st.lists(st.sampled_from(["a = b;", "x == {y}", "foo(", "{};", "# a", "prose; and (more)", ""]), max_size=12)
)
def test_few_signs_are_no_code(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert spans.shows_code(text) == (sum(map(spans.looks_like_code, lines)) > spans._MOST_STRAY_CODE)


@given(text=texts())
def test_the_unusual_characters_are_those_of_the_text(text: str) -> None:
    usual = unusual_characters(text)
    assert usual == {character for character in text if unusual_characters(character)}
