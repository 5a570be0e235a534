"""Pipelines: how they are built, what they refuse, and what keeps them from eating a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleantext import Document, Edit, Pipeline, clean
from cleantext.core.cleaner import DocumentRule, LineRule, PlainFunction
from cleantext.core.errors import BadOption, BadPipeline, CleantextError, UnknownCleaner, UnknownPreset

HEADLINE = "Ferry hits old pier in the fog"
LEAD = "A ferry ran into the old pier of the town on Sunday, in thick fog and without a pilot on board."


def remover(word: str, sure: bool = True) -> DocumentRule:
    def rule(document: Document) -> Iterator[Edit]:
        for match in re.finditer(re.escape(word), document.text):
            yield Edit(match.start(), match.group(), "")

    return DocumentRule(rule, name=f"no-{word}", effect="remove", sure=sure)


def test_a_pipeline_is_built_from_names_tables_cleaners_functions_and_pipelines() -> None:
    def shout(text: str) -> str:
        return text.upper()

    pipeline = Pipeline(["soft-hyphens", {"use": "soft-hyphens"}, remover("x"), shout, Pipeline(["soft-hyphens"])])
    names = [cleaner.name for cleaner in pipeline.cleaners]
    assert names == ["soft-hyphens", "soft-hyphens", "no-x", "shout", "soft-hyphens"]
    cleaned = pipeline(Document("inter\u00adnational x"))
    assert cleaned.text == "INTERNATIONAL "
    assert cleaned.original == "inter\u00adnational x"


def test_without_and_then_leave_the_pipeline_they_start_from_alone() -> None:
    pipeline = Pipeline(["soft-hyphens"])
    assert pipeline.without("soft-hyphens").cleaners == ()
    assert len(pipeline.then("soft-hyphens").cleaners) == 2
    assert len(pipeline.cleaners) == 1
    with pytest.raises(UnknownCleaner, match="Did you mean 'soft-hyphens'"):
        pipeline.without("soft-hyphen")


def test_clean_is_the_default_preset() -> None:
    text = "inter\u00adnational"
    assert clean(text) == Pipeline.preset("news")(Document(text)).text == "international"
    assert clean(f"{HEADLINE}\n\n{LEAD}\n") == f"{HEADLINE}\n\n{LEAD}\n", "a bare string keeps its headline"
    page = f"{HEADLINE}\n\n{LEAD}\n\nShare this:\nFacebook\n"
    assert clean(page) == f"{HEADLINE}\n\n{LEAD}\n"
    assert Pipeline.preset("news")(Document(page)).text == f"{LEAD}\n"
    edited = f"{HEADLINE}\n\n{LEAD}\n"
    assert Pipeline.preset("news")(Document(edited)).text == edited, "nothing shows that it comes from a page"
    with pytest.raises(UnknownPreset, match="there are: news, "):
        clean(text, preset="newz")


@pytest.mark.parametrize(
    ("source", "error", "message"),
    [
        ("steps = [", BadPipeline, "mine.toml: not TOML: "),
        ("title = 'x'", BadPipeline, "mine.toml: no steps."),
        (
            "stepz = []",
            BadPipeline,
            "mine.toml: unknown key 'stepz'; known: title, budget, steps. Did you",
        ),
        ("steps = ['soft-hyphen']", UnknownCleaner, "mine.toml, step 1: there is no cleaner named 'soft-hyphen'. Did"),
        (
            "steps = ['soft-hyphens', {use = 'soft-hyphens', x = 1}]",
            BadOption,
            "mine.toml, step 2: soft-hyphens",
        ),
        ("steps = [{x = 1}]", BadPipeline, "mine.toml, step 1: a step with options names its cleaner"),
        ("steps = [1]", BadPipeline, "mine.toml, step 1: a step is a name"),
        ("steps = []\nbudget = 'all'", BadPipeline, "mine.toml: budget: expected a share"),
        ("steps = []\nbudget = 2", BadPipeline, "budget: expected a share"),
    ],
)
def test_a_bad_file_says_where_and_what(tmp_path: Path, source: str, error: type[CleantextError], message: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(error) as caught:
        Pipeline.from_file(path)
    assert str(caught.value).startswith(message)


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadPipeline, match="No such file"):
        Pipeline.from_file(tmp_path / "none.toml")


def with_option(line: str, *, most: int = 2, share: float = 0.5, words: tuple[str, ...] = ()) -> str:
    return line[:most] if words else line


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"most": "2"}, "expected int, got '2'"),
        ({"most": True}, "expected int, got True"),
        ({"share": "x"}, "expected float"),
        ({"words": [1]}, "expected tuple"),
        ({"mist": 1}, "Did you mean 'most'"),
    ],
)
def test_an_option_is_checked_when_it_is_given(options: dict[str, object], message: str) -> None:
    rule = LineRule(with_option, name="with-option", effect="repair")
    with pytest.raises(BadOption, match=message):
        rule.with_options(**options)


def test_options_reach_the_rule_and_are_written_down() -> None:
    rule = LineRule(with_option, name="with-option", effect="repair").with_options(most=1, words=["x"], share=1)
    assert rule(Document("abc")).text == "a"
    assert rule.step == {"use": "with-option", "most": 1, "words": ["x"], "share": 1}


def test_guesses_that_take_too_much_are_undone_and_flagged() -> None:
    document = Document("xxxxx yy zz")
    cleaned = Pipeline([remover("x", sure=False), remover("y")])(document)
    assert cleaned.text == "xxxxx  zz"
    assert [flag.reason for flag in cleaned.flags] == [
        "over budget: no-x would have removed 5 of 11 characters; left as it was"
    ]
    assert Pipeline([remover("x"), remover("y")])(document).text == "  zz"
    assert Pipeline([remover("x", sure=False)], budget=0.5)(document).text == " yy zz"


def test_a_document_that_would_be_emptied_stays_and_is_flagged() -> None:
    cleaned = Pipeline([remover("x"), "soft-hyphens"])(Document("xx\u00ad!"))
    assert cleaned.text == "xx!"
    assert [flag.reason for flag in cleaned.flags] == ["nothing would stay; left as it was"]


def test_a_function_that_empties_a_document_does_not_run_for_ever() -> None:
    emptied = PlainFunction(lambda text: "", name="nothing", effect="repair")
    assert Pipeline([emptied])(Document("abc")).text == "abc"


def test_a_cleaner_that_fails_leaves_the_document_and_says_why() -> None:
    def broken(text: str) -> str:
        raise LookupError("no such table")

    cleaned = Pipeline([broken, "soft-hyphens"])(Document("a\u00adb"))
    assert cleaned.text == "ab"
    assert [(step.cleaner, step.failure) for step in cleaned.trail if step.failure] == [
        ("broken", "LookupError: no such table")
    ]


def test_a_cleaner_that_never_settles_is_left_out() -> None:
    def flip(text: str) -> str:
        return text[::-1]

    cleaned = PlainFunction(flip, name="flip", effect="repair")(Document("ab"))
    assert cleaned.text == "ab"
    assert cleaned.trail[-1].failure.startswith("did not settle")


def test_a_cleaner_that_never_settles_does_not_keep_the_others_from_their_work() -> None:
    def flip(text: str) -> str:
        return text[::-1]

    cleaned = Pipeline([flip, "soft-hyphens"])(Document("a\u00adb"))
    assert cleaned.text == "ab"
    assert [step.cleaner for step in cleaned.trail if step.failure] == ["flip"]


def test_a_line_rule_may_not_return_two_lines() -> None:
    rule = LineRule(lambda line: line.replace(" ", "\n"), name="two", effect="repair")
    assert rule(Document("a b")).trail[-1].failure == "ValueError: a line rule returned more than one line"
