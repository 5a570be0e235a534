"""Our way through the steps of ftfy leads where ftfy leads, and our differences are those of difflib."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import ftfy
from ftfy.badness import BADNESS_RE, is_bad
from hypothesis import example, given
from hypothesis import strategies as st

from cleantext.core import decoding
from cleantext.core.diff import _blocks, replacements

_CONFIG = ftfy.TextFixerConfig(replace_lossy_sequences=False, explain=False)
_WRONG = ["cp1252", "latin-1", "cp1251", "macroman", "cp437", "cp1250", "sloppy-windows-1252", "sloppy-windows-1253"]
_PIECES = ["Ã", "Ã ", "Â", " ", "à", "°", "Ø§", "ГўВЂВ", "вЂ", "\x81", "\x9d", "\ufffd", "\x1a", "\ud83d", "\xa0", "œ"]


@st.composite
def damaged_texts(draw: st.DrawFn) -> str:
    """Texts of which some parts were decoded wrongly, once or twice, and some characters lost."""
    text = ""
    for part in draw(st.lists(st.text(alphabet="abÀéüœß’“—…жиРשלم港日क 😀\xa0", max_size=8), max_size=4)):
        for encoding in draw(st.lists(st.sampled_from(_WRONG), max_size=2)):
            part = part.encode().decode(encoding, draw(st.sampled_from(["ignore", "replace"])))
        text += draw(st.sampled_from(["", " ", "a plain English word in between "])) + part
        text += draw(st.sampled_from(["", *_PIECES]))
    return text


@given(text=st.one_of(damaged_texts(), st.text(max_size=40)))
@example("He said ГўВЂВ™s" + " it" * 20 + " Ã " + "word " * 9 + "œ.")
def test_it_is_read_again_as_ftfy_would(text: str) -> None:
    assert decoding.looks_wrong(text) == is_bad(text)
    assert decoding.decoded_again(text) == ftfy.fix_encoding(text, _CONFIG)
    assert decoding.decoded_again(text, lossy=True) == ftfy.fix_encoding(text)


def test_no_sign_of_a_wrong_decoding_reaches_further_than_we_look() -> None:
    parser = re._parser  # type: ignore[attr-defined]
    assert parser.parse(BADNESS_RE.pattern, BADNESS_RE.flags).getwidth()[1] <= decoding._REACH


_TOKENS = st.lists(st.sampled_from("abcd.. "), max_size=24)


@given(old=_TOKENS, new=_TOKENS)
def test_the_same_stretches_as_difflib_finds(old: list[str], new: list[str]) -> None:
    found = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    whole: list[tuple[int, int, int]] = []
    for start, other, size in _blocks(old, new):  # difflib puts those together that touch each other
        if whole and whole[-1][0] + whole[-1][2] == start and whole[-1][1] + whole[-1][2] == other:
            start, other, size = whole[-1][0], whole[-1][1], whole.pop()[2] + size
        whole.append((start, other, size))
    assert [*whole, (len(old), len(new), 0)] == [tuple(block) for block in found]


@given(words=st.lists(st.tuples(st.sampled_from(["a", "b", "sea"]), st.sampled_from(["a", "b", "sea", "", "a,"]))))
def test_replacements_lead_from_one_text_to_the_other(words: list[tuple[str, str]]) -> None:
    before, after = (" ".join(side) for side in (zip(*words, strict=True) if words else ("", "")))
    text, shift = before, 0
    for start, removed, inserted in replacements(before, after):
        assert text.startswith(removed, start + shift)
        text = text[: start + shift] + inserted + text[start + shift + len(removed) :]
        shift += len(inserted) - len(removed)
    assert text == after
