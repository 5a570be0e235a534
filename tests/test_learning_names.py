"""Learning names: counts that add up, pairs that hold, decisions that stand."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document
from cleantext.cleaners.names import name_variants
from cleantext.core.errors import BadTable
from cleantext.core.table import Name, Pair, Table
from cleantext.learning.names import NameCounts, count, decide, learn_names, merge
from cleantext.learning.names.compare import compare
from cleantext.learning.names.count import PIECE, SAMPLED_DOCUMENTS, SNIPPETS
from cleantext.learning.names.score import score
from tests.strategies import awkward_text

RIGHT = "Torvalden"


def corpus(wrong: str, right: str = RIGHT, reports: int = 8) -> list[Document]:
    """Return reports that name a lake, the last of them once in another spelling."""
    texts = [
        f"The ice on Lake {right} held. The mayor of {right} was glad, said a friend of {right}."
        for _ in range(reports)
    ]
    texts.append(f"The ice on Lake {wrong} broke. The mayor of {right} was not glad, said a friend of the town.")
    return [Document(text, id=str(number)) for number, text in enumerate(texts)]


def zipf(word: str) -> float:
    """Return made-up frequencies: a few words are known, the rest are not."""
    return {"torvalden": 3.0, "smith": 4.5, "smyth": 2.9, "lake": 4.5, "mayor": 4.4, "rina": 3.4, "rena": 3.4}.get(
        word, 0.0
    )


@given(texts=st.lists(awkward_text(), max_size=6), cut=st.integers(0, 6))
def test_counts_of_parts_add_up_to_the_count_of_the_whole(texts: list[str], cut: int) -> None:
    documents = [Document(text, id=str(number)) for number, text in enumerate(texts)]
    whole = count(documents)
    assert merge([count(documents[:cut]), count(documents[cut:])]) == whole
    assert merge([count(documents[cut:]), NameCounts(), count(documents[:cut])]) == whole
    assert decide(whole, zipf=zipf).dump() == decide(merge([whole]), zipf=zipf).dump()


def test_counts_add_up_past_the_sample_and_memory_does_not_grow_with_it() -> None:
    documents = [
        Document(f"In the town of Torvalden the boat number {n} is at the pier.", id=str(n)) for n in range(200)
    ]
    whole = count(documents)
    random.Random(5).shuffle(documents)
    assert merge(count(documents[start : start + 7]) for start in range(0, 200, 7)) == whole
    name = whole.names["Torvalden"]
    assert (name.count, name.documents, len(name.places), len(name.snippets)) == (200, 200, SAMPLED_DOCUMENTS, SNIPPETS)


def test_a_slip_is_learned_and_repaired() -> None:
    documents = corpus("Torvadlen")
    table = decide(count(documents), zipf=zipf)
    (pair,) = table.pairs
    assert (pair.wrong, pair.right, pair.decision, pair.counts) == ("Torvadlen", "Torvalden", "auto", (1, 25))
    assert "same neighbour Lake" in pair.evidence
    assert "Torvadlen" in pair.snippets[0]
    cleaned = name_variants.with_options(table=table, shipped=False)(documents[-1])
    assert "Lake Torvalden broke" in cleaned.text
    assert "25 ×" in cleaned.trail[0].edits[0].why


def test_without_word_frequencies_more_is_asked() -> None:
    counts = count(corpus("Torvadlen"))
    with_them, without = (score(compare("Torvadlen", RIGHT, counts, frequencies)) for frequencies in (zipf, None))
    assert without < with_them


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("Smyth", "Smith"), ("Torvaldens", RIGHT), ("Norvalden", RIGHT), ("Rina", "Rena"), ("Tam", "Tom")],
)
def test_near_misses_are_not_applied(wrong: str, right: str) -> None:
    table = decide(count(corpus(wrong, right)), zipf=zipf)
    assert [pair for pair in table.pairs if pair.decision == "auto" and pair.scope == "word"] == []


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The poet Mia Torvelden Brekh sang of Torvalden.", "the company of another name"),
        ("On the shelf stood a Torvaldena beside Torvalden.", "one is the other with an ending"),
        ("They sailed past Torvéldan, not to Torvalden.", "nobody adds accents by a slip"),
    ],
)
def test_what_is_in_doubt_waits_for_a_person(sentence: str, reason: str) -> None:
    documents = [*corpus(RIGHT), Document(sentence, id="last")]
    pairs = [pair for pair in decide(count(documents), zipf=zipf).pairs if pair.wrong != RIGHT]
    assert [pair.decision for pair in pairs] == ["review"]
    assert reason in pairs[0].evidence


def test_months_and_titles_are_no_company() -> None:
    counts = count(
        [Document(f"It is said that in June {name} spoke, and Mr {name} left.") for name in ("Brekh", "Breks")]
    )
    evidence = compare("Brekh", "Breks", counts, None)
    assert (evidence.neighbours, evidence.conflict) == ((), False)


def test_two_names_that_one_document_uses_often_are_two() -> None:
    documents = [
        *corpus("Torvolden"),
        Document("At Torvolden, by Torvolden: Torvalden and Torvalden are in the news.", id="x"),
    ]
    assert decide(count(documents), zipf=zipf).pairs == ()


def test_decisions_and_handwritten_entries_stand() -> None:
    counts = count(corpus("Torvadlen"))
    (pair,) = decide(counts, zipf=zipf).pairs
    old = Table(
        (Name("Anna Torvalden", context=("ice",)),),
        (
            Pair(pair.wrong, pair.right, "reject", stage=pair.stage, note="it is a farm"),
            Pair("Osslo", "Oslo"),
            Pair("Bregen", "Bergen", stage="consensus"),
        ),
    )
    table = decide(counts, old=old, zipf=zipf)
    assert table.names == old.names
    kept = {(entry.wrong, entry.decision, entry.note) for entry in table.pairs}
    assert kept == {("Torvadlen", "reject", "it is a farm"), ("Osslo", "auto", "")}
    gone = decide(count([]), old=table, zipf=zipf)
    assert ("Torvadlen", "reject") in {(entry.wrong, entry.decision) for entry in gone.pairs}


def test_names_marked_never_are_left_alone() -> None:
    old = Table((Name("Torvalden", never=("Torvadlen",)),))
    assert decide(count(corpus("Torvadlen")), old=old, zipf=zipf).pairs == ()


def test_learning_says_what_it_did(tmp_path: Path) -> None:
    target = tmp_path / "names.table"
    seen: list[int] = []
    said = learn_names(corpus("Torvadlen"), target, progress=seen.append)
    assert "spellings to replace: 1" in said
    assert "documents read: 9" in said
    assert seen == list(range(1, 10))
    assert Table.load(target).pairs[0].wrong == "Torvadlen"
    assert learn_names(corpus("Torvadlen"), target, old=target).startswith(str(target))


def test_learning_from_little_or_nothing(tmp_path: Path) -> None:
    target = tmp_path / "names.table"
    assert "nothing to learn" in learn_names([], target)
    assert Table.load(target).pairs == ()
    assert "So few documents" in learn_names([Document("One report, and a short one at that.")], target)
    foreign = [
        Document("Судно вышло из гавани утром, и его увидел мальчик, который стоял на причале.", id=str(n))
        for n in range(9)
    ]
    said = learn_names(foreign, target)
    assert "9 of the documents do not read as English" in said
    with pytest.raises(BadTable):
        learn_names([], target, old=tmp_path / "none.table")


def test_a_huge_document_is_read_in_pieces() -> None:
    line = "The mayor of Torvalden was in the town, and it was late in the evening. "
    counts = count([Document(line * (3 * PIECE // len(line)), id="huge")])
    assert counts.names["Torvalden"].documents == 1
    assert counts.names["Torvalden"].count == 3 * PIECE // len(line)
