"""What holds for every cleaner and every preset, whatever the text."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Cleaner, Document, Pipeline
from cleantext.core.cleaner import LineRule
from cleantext.core.linescan import LineScan
from cleantext.core.pipeline import preset_names
from cleantext.core.registry import all_cleaners
from tests.strategies import awkward_text

PRESETS = preset_names()


@pytest.mark.parametrize("cleaner", all_cleaners(), ids=str)
@given(text=awkward_text())
def test_cleaning_can_be_undone_and_needs_doing_once(cleaner: Cleaner, text: str) -> None:
    cleaned = cleaner(Document(text))
    assert not any(step.failure for step in cleaned.trail), cleaned.trail
    assert cleaned.original == text
    assert cleaner(Document(cleaned.text)).text == cleaned.text


@pytest.mark.parametrize("preset", PRESETS)
@given(text=awkward_text())
def test_a_preset_can_be_undone_and_needs_doing_once(preset: str, text: str) -> None:
    pipeline = Pipeline.preset(preset)
    cleaned = pipeline(Document(text))
    assert not any(step.failure for step in cleaned.trail), cleaned.trail
    assert cleaned.original == text
    assert pipeline(Document(cleaned.text)).text == cleaned.text


@pytest.mark.parametrize("cleaner", [c for c in all_cleaners() if c.triggers], ids=str)
@given(text=awkward_text())
def test_a_text_without_a_trigger_comes_back_unchanged(cleaner: Cleaner, text: str) -> None:
    for trigger in cleaner.triggers:
        text = text.replace(trigger, "")
    if not any(trigger in text for trigger in cleaner.triggers):  # removing one may have made another
        rule = cleaner.function
        outcome = rule(text.replace("\n", " ")) if isinstance(cleaner, LineRule) else list(rule(Document(text)))
        assert outcome == (text.replace("\n", " ") if isinstance(cleaner, LineRule) else [])


@pytest.mark.parametrize("cleaner", [c for c in all_cleaners() if c.asks], ids=str)
@given(text=awkward_text())
def test_a_text_that_shows_nothing_of_what_a_rule_asks_for_comes_back_unchanged(cleaner: Cleaner, text: str) -> None:
    document = Document(text)
    assert cleaner.asks is not None
    if isinstance(cleaner, LineRule):
        # Such a rule does not meet blank lines, whatever their blanks are.
        lines = [line for line in text.split("\n") if 0 < len(line.strip()) <= (cleaner.longest or 0)]
        assert document.derived(cleaner.asks) or lines == list(map(cleaner.function, lines))
    else:
        shown = document.derived(cleaner.asks)
        met = getattr(shown, "families", None)
        if not shown or (met is not None and met.isdisjoint(cleaner.families)):
            assert not list(cleaner.function(document))


@given(text=awkward_text(), data=st.data())
def test_one_scan_gives_the_same_steps_as_one_rule_at_a_time(text: str, data: st.DataObject) -> None:
    ours = [cleaner for cleaner in all_cleaners() if isinstance(cleaner, LineRule) and cleaner.longest is None]
    rules = data.draw(st.lists(st.sampled_from(ours + TEST_RULES), min_size=2, max_size=6))
    plain = Document(text)
    for rule in rules:
        plain = rule.once(plain)
    assert LineScan(rules).once(Document(text)) == plain


@pytest.mark.parametrize("preset", PRESETS)
@given(text=awkward_text())
def test_spans_lead_back_to_the_words_they_came_from(preset: str, text: str) -> None:
    cleaned = Pipeline.preset(preset)(Document(text))
    whole = cleaned.original_span(0, len(cleaned.text))
    assert 0 <= whole[0] <= whole[1] <= len(text)
    if not cleaned.trail:
        assert whole == (0, len(text))
    for flag in cleaned.flags:
        assert 0 <= flag.start <= flag.end <= len(cleaned.text)


@pytest.mark.parametrize("cleaner", [c for c in all_cleaners() if c.effect == "remove"], ids=str)
@given(text=awkward_text())
def test_no_removal_cuts_a_word_in_two(cleaner: Cleaner, text: str) -> None:
    document = Document(text)
    for edit in cleaner.once(document).trail[0].edits if cleaner.once(document).trail else ():
        if edit.after:
            continue
        stop = edit.start + len(edit.before)
        for cut in (edit.start, stop):
            assert not (text[cut - 1 : cut].isalpha() and text[cut : cut + 1].isalpha()) or "\n" in edit.before, edit


@pytest.mark.parametrize("preset", PRESETS)
def test_a_pipeline_pickles(preset: str) -> None:
    pipeline = Pipeline.preset(preset)
    assert pickle.loads(pickle.dumps(pipeline)) == pipeline


def _test_rules() -> list[LineRule]:
    def drop_short(line: str) -> str | None:
        return None if 0 < len(line) < 3 else line

    def double_a(line: str) -> str:
        return line.replace("a", "aa")

    def shout(line: str) -> str:
        return line.upper()

    return [
        LineRule(drop_short, name="drop-short", effect="remove"),
        LineRule(double_a, name="double-a", effect="repair", triggers=("a",)),
        LineRule(shout, name="shout", effect="normalise", triggers=("b", "Sh")),
    ]


TEST_RULES = _test_rules()
