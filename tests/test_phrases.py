"""The languages' files, the index that finds their phrases, and where a found line counts as debris."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document
from cleantext.cleaners.phrases import BadPhrases, debris, marks
from cleantext.cleaners.phrases.cues import QUOTES
from cleantext.cleaners.phrases.folding import bare, fold, folded_at_once, place
from cleantext.cleaners.phrases.loader import FAMILIES, all_phrases, parsed
from cleantext.cleaners.phrases.matcher import Index, index
from cleantext.cleaners.phrases.tongues import spoken
from cleantext.core.alphabet import unusual_characters
from tests.strategies import awkward_text

FILES = sorted(file.name for file in resources.files("cleantext.cleaners.phrases").iterdir() if ".toml" in file.name)
PHRASES = tuple(all_phrases())
# Some phrases of every kind and language, as lines, labels, and with a count or a bullet beside them.
SOME_LINES = [
    line
    for phrase in PHRASES[::211]
    for words in [phrase.words[0].strip("^$").replace("{n}", "12").replace("{words}", "Ada")]
    for line in (words, f"{words}: Ada", f"• {words.upper()} (3)", f"{words} | {words}.", f"The {words} was old.")
]
HEADER = 'name = "Test"\ncode = "xx"\n'
PROSE = "The ferry lay on its side in the mud until the spring of that year."


def families(text: str) -> list[str]:
    return [mark.family for mark in marks(Document(text)).values()]


@pytest.mark.parametrize("name", FILES)
def test_a_language_file_is_sound(name: str) -> None:
    source = (resources.files("cleantext.cleaners.phrases") / name).read_text(encoding="utf-8")
    phrases = list(parsed(source, name))
    assert phrases
    assert {phrase.language for phrase in phrases} == {name.removesuffix(".toml")}
    assert {phrase.family for phrase in phrases} <= set(FAMILIES)
    Index(phrases)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("name = 3", "no name"),
        ('name = "Test"', "no code"),
        (HEADER + "[shares]\nlines = []", "Did you mean 'share'"),
        (HEADER + '[share]\nphrases = ["Share this"]', "lines, labels, cues, prompts"),
        (HEADER + '[share]\nlines = ["Share this", "share this"]', "stands there twice"),
        (HEADER + '[share]\nlines = ["*** :"]', "holds no words"),
        (HEADER + '[share]\nlines = ["{words}"]', "holds no words"),
        (HEADER + '[share]\nlines = ["Share {where}"]', "placeholders"),
        (HEADER + '[share]\nlines = [{ text = "Share", needs = "luck" }]', "needs 'luck'"),
        (HEADER + '[share]\nlines = [{ text = "Share", needs = "separator" }]', "needs 'separator'"),
        (HEADER + '[share]\nlines = [{ text = "Share", need = "tail" }]', "unknown key 'need'"),
        (HEADER + '[share]\ncues = [["one"]]', "two to four pieces"),
        (HEADER + '[share]\nprompts = [{ begin = ["Share"] }]', "begin or end, and with"),
        (HEADER + "[share]\nlines = [7]", "expected words"),
        (HEADER + "[share", "not TOML"),
    ],
)
def test_a_broken_language_file_says_what_is_wrong(source: str, message: str) -> None:
    with pytest.raises(BadPhrases, match=r"x\.toml") as caught:
        list(parsed(source, "x.toml"))
    assert message in str(caught.value)


@pytest.mark.parametrize("language", sorted({phrase.language for phrase in PHRASES}))
def test_every_phrase_is_found(language: str) -> None:
    for phrase in PHRASES:
        if phrase.language != language:
            continue
        words = fold(" , ".join(phrase.words)) if phrase.kind == "cues" else phrase.words[0]
        if phrase.kind == "prompts":
            call, topic = words.strip("^$"), phrase.words[1]
            words = f"{call} Ada {topic}" if words[0] == "^" else f"{topic} Ada {call}"
        line = words.replace("{n}", "12").replace("{words}", "Ada")
        if phrase.kind == "labels":
            line += ": Ada Example"
        assert dict(index().hits(Document(line))).get(0), phrase


@pytest.mark.parametrize(
    "line",
    [
        "SHARE THIS:", "  * Share this *", "**Share this:**", "» Share this", "[Share this]", "Share\u00a0this…", "－Share this：",  # noqa: E501
        "Paylaş: Facebook ile paylaş", "FACEBOOK'TA PAYLAŞ", "Facebook Twitter WhatsApp", "facebook | twitter | email",
    ],
)  # fmt: skip
def test_decoration_and_case_do_not_matter(line: str) -> None:
    assert "share" in families(line) or line.startswith("Paylaş")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("اقرأ أيضا", "اقرا ايضا"),
        ("می‌شود", "میشود"),
        ("كتاب", "کتاب"),
        ("Xem th\u00eam", "Xem the\u0302m"),
        ("İLGİLİ", "ilgili"),
        ("YAYIN", "yayın"),
        ("ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ", "Διαβάστε επίσης"),
        ("Ещё", "еще"),
        ("Ｐｈｏｔｏ：", "photo:"),
        ("don’t miss", "Don't  miss"),
    ],
)
def test_spellings_of_the_same_words_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(line=awkward_text())
def test_folding_settles(line: str) -> None:
    assert fold(fold(line)) == fold(line)
    left, core = bare(fold(line))
    assert left.startswith(core)
    assert 0 <= place(line, len(core)) <= len(line)


@given(text=awkward_text())
def test_facts_lie_on_their_lines(text: str) -> None:
    lines = [line for line in text.split("\n") if line.strip()]
    for number, mark in marks(Document(text)).items():
        start, end = mark.fact
        assert 0 <= start <= end <= len(text)
        if start < end:
            assert text[start:end] in lines[number]


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("Photo: Ada Example", "Ada Example"),
        ("- PHOTO | Ada Example", "Ada Example"),
        ("Photo credit – Ada Example", "Ada Example"),
        ("“Photo”: Ada", None),
        ("Photo: the word stood on the door, in chalk.", None),
        ("Photo: J. Example.", "J. Example."),
        ("📷 Photo: Ada Example", "Ada Example"),
        ("照片：Ada Example", "Ada Example"),
        ("Foto : Ada Example", "Ada Example"),
    ],
)
def test_what_stands_after_a_label(line: str, fact: str | None) -> None:
    found = marks(Document(line))
    assert [line[slice(*mark.fact)] for mark in found.values()] == ([fact] if fact else [])


@pytest.mark.parametrize(
    "line",
    [
        "Read also how the story of the two brothers went on.",
        "Related: so she filed each of the letters, one by one.",
        "Tags: two blue, one green, all of them torn.",
        "Source: nobody knew, and nobody wanted to ask.",
        "Share the boat with me, he said.",
        "“Leave a Reply”",
        "Follow us, they called from the pier.",
        "We used cookies and milk to bribe the guard.",
        "Comments from the jury were short.",
    ],
)
def test_sentences_are_not_marked(line: str) -> None:
    assert not families(line)


def test_words_of_another_language_count_less() -> None:
    german = f"{'Der Hund und die Katze sind nicht mit dem Mann auf das Feld von Anna gegangen. ' * 2}\n"
    assert marks(Document(german + "Pubblicità"))[1].foreign
    assert not debris(Document(german + "Pubblicità")).marks
    assert debris(Document(german + "Lascia un commento")).marks
    assert "de" in spoken(german)
    assert not spoken("Zwei Worte")


def test_everyday_words_need_a_witness() -> None:
    alone = debris(Document(f"{PROSE}\n\nShare\n\n{PROSE}"))
    assert not alone.marks
    beside = debris(Document(f"{PROSE}\n\nShare\nShare on Facebook\n\n{PROSE}"))
    assert len(beside.marks) == 2


def test_marked_lines_are_no_prose() -> None:
    page = debris(
        Document(f"{PROSE}\n\nYour email address will not be published. Required fields are marked *\n\nShare\n")
    )
    assert page.last_prose == 0
    assert page.zone(1) == page.zone(2) == "tail"
    assert len(page.marks) == 2


def test_a_text_without_prose_has_no_ends() -> None:
    assert not debris(Document("Home\nMenu\nSearch")).marks


@given(n=st.integers(min_value=1, max_value=4))
def test_more_phrases_give_the_same_hits(n: int) -> None:
    few = Index(phrase for phrase in PHRASES if phrase.language == "en")
    line = ["Share this", "Photo: Ada", "5 min read", "Your email address will not be published"][n - 1]
    ours = [hit for hit in dict(index().hits(Document(line)))[0] if hit.phrase.language == "en"]
    assert ours == dict(few.hits(Document(line)))[0]


@given(text=awkward_text(), lines=st.lists(st.sampled_from(SOME_LINES), max_size=4))
def test_every_line_that_holds_a_phrase_is_looked_at(text: str, lines: list[str]) -> None:
    document = Document("\n".join([*lines, text]))
    found = dict(index().hits(document))
    for number, line in enumerate(filter(str.strip, document.text.split("\n"))):
        if fold(line)[:1] not in QUOTES:
            # A breadcrumb may begin with any word; only those that begin like a phrase are looked for.
            hits = [hit for hit in index().of(line) if " > " not in hit.phrase.words[0]]
            assert [hit for hit in hits if hit not in found.get(number, [])] == []


@given(text=awkward_text(), signs=st.text(alphabet="’`“İıЁΆﾊ（ｐ\u0301\u200b\u00a0\t K\u212a", max_size=8))
def test_a_text_folded_at_once_is_its_lines_folded_one_by_one(text: str, signs: str) -> None:
    text = signs + text + signs
    lines, whole = folded_at_once(text, unusual_characters(text + signs))
    assert lines == [fold(line) for line in text.split("\n")]
    assert list(map(str.strip, whole.decode("utf-8", "surrogatepass").split("\n"))) == lines


@pytest.mark.parametrize(
    "line",
    [
        "Share on " + "a " * 190,
        "#a " * 190,
        "Facebook " * 40,
        "- " * 190,
        "Photo: " + ": " * 190,
        "1,2." * 90,
        "Read also " * 39,
    ],
)
def test_a_long_line_is_looked_at_in_a_few_steps(line: str) -> None:
    text = "\n".join([line] * 200)
    assert len(marks(Document(text))) in (0, 200)
