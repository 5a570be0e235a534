"""Gates, short lines and shared searches: they spare work and never change what comes out."""

from __future__ import annotations

import subprocess
import sys
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document, Pipeline
from cleantext.core.alphabet import unusual_characters, unusual_in
from cleantext.core.cleaner import LineRule, settled
from cleantext.core.document import Edit
from cleantext.core.gates import Gate, Keys, Literals
from cleantext.core.layout import SHORT, layout, line_beginnings, short_lines, short_text
from cleantext.core.linelooks import number_looked_for, pieces_there
from cleantext.core.pipeline import preset_names
from cleantext.core.profile import Profile
from tests.strategies import awkward_text

LITERALS = ["a", "the", "{", "{{", "](", " .", "\u200b", "\u00e9t\u00e9", "\n", "Photo:", "\ud800"]


@given(text=awkward_text(), literals=st.lists(st.sampled_from(LITERALS)))
def test_a_gate_opens_just_where_a_literal_stands(text: str, literals: list[str]) -> None:
    held = not literals or any(literal in text for literal in literals)
    assert Gate(literals).opens(Document(text)) == held
    assert Gate(literals, search=False).opens(Document(text)) or not held


@given(texts=st.lists(awkward_text(), min_size=2, max_size=6), gates=st.lists(st.lists(st.sampled_from(LITERALS))))
def test_texts_that_turn_the_same_keys_have_the_same_to_search(texts: list[str], gates: list[list[str]]) -> None:
    some = [Gate(literals, search=len(literals) != 2) for literals in gates]
    keys = Keys(some)
    searches: dict[int, object] = {}
    for text in texts:
        present = unusual_characters(text)
        found = [gate.searches(present) for gate in some]
        assert searches.setdefault(keys.turned_by(present), found) == found


@given(text=awkward_text(), literal=st.sampled_from(LITERALS))
def test_a_text_has_the_unusual_characters_of_what_it_holds(text: str, literal: str) -> None:
    assert unusual_in(literal) <= unusual_characters(text + literal)
    for some in (text, literal, f"{literal} {text}\n{literal} " * 3):
        assert unusual_characters(some) == unusual_in(some)
    assert Literals(Document(text))[literal] == (literal in text)


def test_literals_that_are_new_are_searched_for_in_texts_that_are_not() -> None:
    document = Document("Nobody said abracadabra before.")
    assert not Document(document.text).derived(Literals)["hocus pocus"]
    document.derived(pieces_there)
    rule = LineRule(lambda line: None, name="new", effect="remove", triggers=("abracadabra",))
    assert rule.once(document).text == ""
    assert Pipeline([rule, str.strip]).once(document).text == ""


@pytest.mark.parametrize("preset", preset_names())
@given(text=awkward_text())
def test_a_pipeline_gives_what_its_cleaners_give_one_by_one_without_gates(preset: str, text: str) -> None:
    pipeline = Pipeline.preset(preset)

    def plain(document: Document) -> Document:
        # Each cleaner gets a document that nothing has been worked out about.
        return reduce(lambda given, cleaner: cleaner.run(_fresh(given)), pipeline.cleaners, document)

    assert pipeline.once(Document(text)) == plain(Document(text))
    assert pipeline._settled(Document(text)) == settled(plain, Document(text))
    assert Profile(pipeline)(Document(text)) == pipeline(Document(text))


def _fresh(document: Document) -> Document:
    return Document(document.text, document.id, document.metadata, document.flags, document.trail)


def test_a_second_round_asks_only_those_that_saw_another_text() -> None:
    asked: list[str] = []

    def first(text: str) -> str:
        asked.append("first")
        return text.replace("aa", "a")

    def second(text: str) -> str:
        asked.append("second")
        return text

    assert Pipeline([first, second])(Document("baab")).text == "bab"
    assert asked == ["first", "second", "first"]


def test_rules_by_the_thousand_are_not_all_looked_for_in_every_text() -> None:
    rules = [LineRule(str.upper, name=f"rule-{n}", effect="repair", triggers=(f"word {n} ",)) for n in range(1500)]
    assert number_looked_for() < 1100
    assert Pipeline(rules)(Document("a word 7 here\nno more")).text == "A WORD 7 HERE\nno more"
    assert Pipeline(rules[1400:])(Document("a word 1499 there\nno more")).text == "A WORD 1499 THERE\nno more"
    assert rules[7](Document("a word 7 here")).text == "A WORD 7 HERE"


def test_a_pipeline_runs_where_no_rule_has_anything_looked_for() -> None:
    code = """
from cleantext.core.document import Document
from cleantext.core.pipeline import Pipeline
def sweep(text):
    return text.replace("dirty", "clean")
print(Pipeline([sweep])(Document("A dirty floor.")).text)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "A clean floor.\n"


def test_what_was_worked_out_survives_an_edit_that_changes_no_word() -> None:
    document = Document("Ferry hits pier\n\nIt sank.")
    page = document.shared(layout)
    noted = document.edited("headlines", [Edit(0, "Ferry hits pier", "Ferry hits pier", "title")])
    assert noted.shared(layout) is page
    assert document.edited("marks", [Edit(24, ".", "!")]).shared(layout) is not page


def test_short_lines_are_judged_without_the_blanks_around_them() -> None:
    document = Document("one\n\n" + "x" * (SHORT + 1) + "\n   \n" + " " * SHORT + "two")
    assert [(index, line.text.strip()) for index, line in document.derived(short_lines)] == [(0, "one"), (2, "two")]
    assert document.derived(short_text).split() == ["one", "two"]
    assert document.derived(line_beginnings) == ("one", "xxx", "two")


def _drops_bare_dashes(line: str) -> str | None:
    return None if set(line.strip()) <= {"-"} else line


SHORT_RULES = [
    LineRule(_drops_bare_dashes, name="dashes", effect="remove", triggers=("-",), longest=10),
    LineRule(str.upper, name="shouts", effect="normalise", triggers=("ferry", "\u00e9"), longest=20),
    LineRule(str.strip, name="strips", effect="repair"),
    LineRule(str.lower, name="whispers", effect="normalise", longest=8),
]


@given(
    text=st.lists(
        st.sampled_from(["---", "-" * 11, " -- ", "the ferry", "the ferry sails at noon on", "", "  ", "FOG", "é"])
    ).map("\n".join),
    rules=st.lists(st.sampled_from(SHORT_RULES), min_size=2, max_size=4),
)
def test_rules_for_short_lines_give_the_same_in_a_pipeline(text: str, rules: list[LineRule]) -> None:
    plain = reduce(lambda document, rule: rule.run(_fresh(document)), rules, Document(text))
    assert Pipeline(rules).once(Document(text)) == plain


def test_a_rule_for_short_lines_leaves_others_alone() -> None:
    rule = SHORT_RULES[0]
    assert rule(Document("---\nferry\n" + "-" * 11)).text == "ferry\n" + "-" * 11
    with pytest.raises(ValueError, match="a short line has"):
        LineRule(str.strip, name="long", effect="repair", longest=SHORT + 1)
