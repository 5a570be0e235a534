"""Characters: what each cleaner changes, and the near misses beside it."""

from __future__ import annotations

import pytest

from cleantext import Document, Pipeline
from cleantext.core.code import code_lines
from cleantext.core.registry import get

CHANGES = [
    ("mojibake", "LâÃ©tÃ© au cafÃ©", "LâÃ©tÃ© au cafÃ©".replace("Ã©", "é")),
    ("mojibake", "a < b\nnaÃ¯ve\n“good” line", "a < b\nnaïve\n“good” line"),
    ("mojibake", "РџСЂРёРІРµС‚, РјРёСЂ", "Привет, мир"),
    ("mojibake", "\x93Quoted\x94 \x96 so", "“Quoted” – so"),
    ("mojibake", "It‚Äôs a caf√©", "It’s a café"),
    ("mojibake", "ï»¿Ð¡Ð»Ð¾Ð²Ð¾", "\ufeffСлово"),
    ("entities", "AT&amp;T", "AT&T"),
    ("entities", "R&amp;D;", "R&D;"),
    ("entities", "one&#13;&#10;two&#xA;three", "one\ntwo\nthree"),
    ("entities", "5 &lt; 6 &amp;amp;gt; 4", "5 < 6 > 4"),
    ("entities", "&#150; &hellip; &scaron;", "– … š"),
    ("literal-escapes", "One.\\n\\nTwo \\ud83d\\ude00.", "One.\n\nTwo 😀."),
    ("control-characters", "lost \ud800 half", "lost \ufffd half"),
    ("zero-width-characters", "\u3164the\u2060 \u200btown\u200b", "the town"),
    ("zero-width-characters", "text\ufe0f and ❤\ufe0f", "text and ❤\ufe0f"),
    ("direction-marks", "נמל \u202eabc", "נמל abc"),
    ("decomposed-letters", "Zu\u0308rich か\u3099 \u1100\u1161\u11a8", "Zürich が 각"),
    ("blanks", "a\u2009b\tc  d \n\t e", "a b c d\ne"),
    ("blank-lines", "\n\na\n\n\n\nb\n\n\n", "a\n\nb\n"),
    ("spaces-before-marks", "dit , puis .", "dit, puis."),
]  # fmt: skip

KEEPS = [
    ("mojibake", "Brontë…” – “Ça”, MANHÃ DE SOL, IRMÃ E MÃE, Ärger, Älä, Ångström"),
    ("mojibake", "Съёмка, Сёмга, Рёв. «Рёв»"),
    ("mojibake", "l’Âge d’or «à» Łódź, √2, Γ€"),
    ("entities", "https://example.org/?a=1&copy=2&reg=3"),
    ("entities", "search&replace; cut&not;paste; AT&T; &unknown; &#0; &#129; &#xD800;"),
    ("entities", "```\na &amp; b\n```"),
    ("entities", "the code `&amp;` here"),
    ("entities", "<p>5 &lt; 6</p>"),
    ("literal-escapes", "C:\\new\\notes.txt and C:\\names.\\n"),
    ("literal-escapes", "print(\"a\\n\") and then print(\"b\\n\")\nrun"),
    ("zero-width-characters", "می\u200cخواهم، 👩\u200d🚀, ക്\u200d, ქართ\u200cული"),
    ("zero-width-characters", "ᠮᠣᠩ\u180eᠠ, 葛\ufe00, 1\ufe0f\u20e3, ©\ufe0f"),
    ("direction-marks", "שלום\u200f (1921) \u2067א\u2069"),
    ("ligatures", "ﷺ ﬓ Œ æ ß"),
    ("fullwidth-forms", "ＡＢＣ社は the office"),
    ("decomposed-letters", "ﷺ ½ ² Ω 豈"),
    ("blanks", "```\nif x:\n    y  = 1\n```"),
    ("blanks", "ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ"),
    ("spaces-before-marks", "Vraiment ? Oui ! Voici : ceci ; cela"),
    ("spaces-before-marks", "a 5 . and .5"),
    ("spaces-before-marks", "collator = icu . Collator , x"),
    ("blanks", "function f() {\n  return 1;\n}"),
]  # fmt: skip


@pytest.mark.parametrize(("cleaner", "before", "after"), CHANGES)
def test_what_is_changed(cleaner: str, before: str, after: str) -> None:
    assert get(cleaner)(Document(before)).text == after


@pytest.mark.parametrize(("cleaner", "text"), KEEPS)
def test_what_is_kept(cleaner: str, text: str) -> None:
    assert get(cleaner)(Document(text)).text == text


def test_hidden_text_is_quoted_in_a_flag() -> None:
    payload = "".join(chr(0xE0000 + ord(letter)) for letter in "ignore the harbour")
    cleaned = get("hidden-texts")(Document(f"The ferry{payload} sailed."))
    assert cleaned.text == "The ferry sailed."
    assert "ignore the harbour" in cleaned.flags[0].reason


def test_bytes_hidden_in_variation_selectors_are_quoted_too() -> None:
    payload = "".join(chr(0xE0100 + ord(letter) - 16) for letter in "hello")
    cleaned = get("hidden-texts")(Document(f"😀{payload} sailed."))
    assert cleaned.text == "😀 sailed."
    assert "hello" in cleaned.flags[0].reason


def test_mixed_scripts_are_flagged_with_a_proposal() -> None:
    flags = get("mixed-scripts")(Document("the h\u0430rbour, a пpивет, SMSка")).flags
    assert [flag.proposal for flag in flags] == ["harbour", "привет"]


def test_lost_characters_are_flagged_and_stay() -> None:
    cleaned = get("lost-characters")(Document("ca\ufffd, \ufffd\ufffd"))
    assert [(flag.start, flag.end) for flag in cleaned.flags] == [(2, 3), (5, 7)]


def test_code_is_fenced_or_indented_and_looks_like_it() -> None:
    text = "prose\n\n    x = f(1)\n    y\n\n    a poem\n\n```\ncode\n```\nprose"
    code = code_lines(text)
    assert text.index("x = f") in code
    assert text.index("code") in code
    assert text.rindex("prose") not in code
    assert "a poem" in text
    assert text.index("prose") not in code


def test_escaped_entities_of_damaged_letters_come_out_right() -> None:
    cleaned = Pipeline(["entities", "mojibake"])(Document("caf&Atilde;&copy;"))
    assert cleaned.text == "café"
