"""What the layout takes for a sentence, script by script."""

from __future__ import annotations

import pytest

from cleantext.core.layout import ends_sentence, is_prose


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry ran into the old pier of the town on Sunday.",
        "渡轮周日在大雾中撞上了旧码头，港口管理处随即将其关闭。",
        "फ़ेरी रविवार को पुराने घाट से टकरा गई और बंदरगाह कार्यालय ने उसे बंद कर दिया।",
        "Լաստանավը կիրակի օրը բախվեց քաղաքի հին նավամատույցին։",
        "فیری اتوار کو پرانے گھاٹ سے ٹکرا گئی اور بندرگاہ کے دفتر نے اسے بند کر دیا۔",
    ],
)
def test_sentences_end_with_the_marks_of_their_script(sentence: str) -> None:
    assert ends_sentence(sentence)
    assert is_prose(sentence)
    assert not ends_sentence(sentence[:-1])
