"""What lets rules for captions, endings and printed pages off early: where it shows nothing, they do nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document
from cleantext.cleaners.credit_words import (
    _AGENCY_ENDINGS,
    _LABELS,
    _LAST_LETTERS,
    CREDIT_BEGINNING,
    is_joined,
    may_be_an_agency,
    whole_credit,
)
from cleantext.cleaners.heads import core
from cleantext.cleaners.signoffs import _BLANKS
from cleantext.core.cleaner import Cleaner
from cleantext.core.layout import layout
from cleantext.core.linelooks import in_any_case
from cleantext.core.registry import get

PROSE = "The harbour of the small town was built in the year of the great storm by a woman who"
CUT = "could not swim and had never seen a ship, and it was finished by her grandson with a loan."


def let_off(rule: Cleaner, text: str) -> bool:
    """Say whether a rule that its look keeps from a text has nothing to do there."""
    document = Document(text)
    return bool(rule.asks is None or document.derived(rule.asks)) or not list(rule.changes(document))


def lines_of(*pieces: Iterable[str], most: int = 12) -> st.SearchStrategy[str]:
    """Texts of lines, each of one piece of every kind, with or without blank lines between them."""
    line = st.tuples(*(st.sampled_from(list(kind)) for kind in pieces)).map("".join)
    return st.tuples(st.lists(line, max_size=most), st.sampled_from(["\n", "\n\n"])).map(
        lambda drawn: drawn[1].join(drawn[0])
    )


NUMBERED = [
    "1", "2", "3", "4", "Page 2", "page 3", "Page 4", "77777", "-", "x 3 y", "٣", "٤", "٥", "𝟗 / 𝟗", "৩", PROSE, CUT,
    "Page 3 of 12", "ſtr. 3 ſur 12", "PG2Z3", "第3页 共12页", "第३頁,總१२頁", "पृष्ठ २ में से ३", "עמוד 3 מתוך 4",
    "صفحه ۳ از ۴", "HEAD",
]  # fmt: skip


@given(text=lines_of(NUMBERED, most=24))
def test_numbers_of_pages(text: str) -> None:
    assert let_off(get("running-heads"), text)


@given(
    text=lines_of(
        ["", " ", "I ", "T ", "É ", "ſ ", "J\n", "M ", "A ", "S E C ", "s e\u0301 c t", "ⅷ ½ ² x"],
        ["he ", "HE ", "ayor ", "mayors ", "T I O N", "a a", "\u0301"],
        [PROSE, CUT, "", "The mayors of this section."],
    )
)
@pytest.mark.parametrize("name", ["drop-caps", "spaced-letters"])
def test_letters_that_stand_alone(name: str, text: str) -> None:
    assert let_off(get(name), text)


SIGNED = [
    "(abc/dpa)", "A. E. avec AFP", "red./PAP", "(EPA) abc/ def/", "(Reporting by Ada Example; Editing by Bob Sample)",
    "🖊 editıng by Ada Example", "; .Reſearch by Ada Example", "With agency inputs", "责任编辑：港口", "【编辑 港口】",
    "항구 기자 (a@example.org)", "Email: ada@example.org", "Twitter : @ada", "###", "-30-", "(ends)", "ends",
    "বন্দর/এমআর/এসকে", "* AFP/ *", "#####(AFP) \u3000", "/AFP", "avec AFP", "(\u2003AFP\u2003)*", "(sic)", "The end.",
    "(ab + cd)", "\u2003reporting by Ada Example", "reporters sang by the pier", "A pier + a ferry", PROSE, CUT,
]  # fmt: skip
CARDS = [
    "About the author",
    "Media Contact",
    "Ada Example",
    "Harbour editor",
    "Ada has written about ferries.",
    "a@b.org",
]


@given(text=lines_of(["", "", "", "*", " ", "* " * 30], SIGNED, ["", "", ".", " *", "\u3000", "_ " * 20]))
@pytest.mark.parametrize("name", ["sign-offs", "wire-slugs"])
def test_signatures(name: str, text: str) -> None:
    assert let_off(get(name), text)


@given(text=lines_of(["", "", "* "], [*CARDS, PROSE, CUT]))
@pytest.mark.parametrize("name", ["author-cards", "press-contacts"])
def test_cards(name: str, text: str) -> None:
    assert let_off(get(name), text)


@given(
    text=lines_of(["", " ", "\t"], [PROSE, PROSE[:40] + "…", CUT, CUT[:40] + "...", "It rained."], ["", "  ", "\u3000"])
)
@pytest.mark.parametrize("name", ["repeated-paragraphs", "teaser-copies"])
def test_copies(name: str, text: str) -> None:
    assert let_off(get(name), text)


CREDITS = [
    "Photo: Ada Example", "Foto", "FOTO AP Photo", "ﬁle photo: Ada", "ф\u1c82то: Ада Пример", "ΦΩΤ: AP", "ϕωτ. A / AP",
    "(AP)", "[AFP]", "© Ada Example", "(c) Ada Example", "Getty Images", "The  Associated\u3000Preß.", "Ada via AP",
    "AP Photo *.", "* . Picture: AP", "Ada Example/Harbour Magazine", "Bob Sample/Harbour Magazine", "Legend: a pier",
    "Bob Sample for Harbour Magazine", "EPA / Ada Example", "the point: none", "图：Ada", "Image Caption: the pier",
    "ıMAGE CAPTION: the pier in fog", "图像加注文字，旧码头在雾中的样子", "사진 설명: 안개 속의", "Légende : le quai",
    "Ⓒ AFP", "A picture by Ada Example", "PHOTO BY ADA: AP", "Fot. Ada", PROSE, CUT,
]  # fmt: skip


@given(
    text=lines_of(["", "", "* ", "\u3000", "The pier. ", PROSE + ". "], CREDITS, ["", "", ".", "*", " ", ")"], most=6)
)
@pytest.mark.parametrize("name", ["captions", "photo-credits"])
def test_credits(name: str, text: str) -> None:
    assert let_off(get(name), text)


@given(line=lines_of(["", "* ", "\u3000.", "#_ "], CREDITS, ["", ".", "*", " "], most=1))
def test_a_whole_credit_begins_or_is_joined_or_ends_like_one(line: str) -> None:
    found = layout(line).lines
    if found and whole_credit(line[slice(*core(found[0]))]) is not None:
        assert is_joined(line) or CREDIT_BEGINNING.match(line) or may_be_an_agency(line)


def forms(character: str) -> set[str]:
    return {character, character.lower(), character.upper(), character.casefold()}


CASED = [character for character in map(chr, range(0x20000)) if len(forms(character)) > 1]
LETTERS = "".join([
    *(label[:3] for label in _LABELS), "imaphomedvidcapbillégpiedidlegподalt", "repwriedimaddfurgrapro",
    "pagpgseitepágstrsidasivuoldalстрстоσελsayfahalamantrang", "φωτ",
])  # fmt: skip


@pytest.mark.parametrize("letter", sorted(set(LETTERS)))
def test_whatever_stands_for_a_letter_where_a_word_begins_is_found(letter: str) -> None:
    finds, ignoring_case = re.compile(in_any_case(letter)), re.compile(letter, re.IGNORECASE)
    for character in CASED:
        assert bool(finds.match(character)) == bool(ignoring_case.match(character)), character
        assert finds.match(character) or character.casefold() != letter, character


def test_whatever_an_agency_may_end_with_is_found() -> None:
    last = {ending[-1] for ending in _AGENCY_ENDINGS}
    assert _LAST_LETTERS.issuperset(character for character in CASED if character.casefold()[-1] in last)


def test_all_blanks_may_stand_before_a_sign_off() -> None:
    blanks = [character for character in map(chr, range(0x20000)) if character.isspace() and character != "\n"]
    assert re.fullmatch(f"[{_BLANKS}]*", "".join(blanks))
