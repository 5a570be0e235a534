"""The scanner: many triggers are found as few are, and a scan of many rules is the rules one by one."""

from __future__ import annotations

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document
from cleantext.core.cleaner import LineRule
from cleantext.core.linescan import LineScan
from cleantext.core.scanner import Scanner
from tests.strategies import awkward_text

PIECES = ["share", "this", "ar", "s p", "the page", "\u00e9", " ", "\t", "ſ", ".", "a\u2028b", "İ", "x" * 50]
MANY = [*PIECES, *(f"no such words {number}" for number in range(60))]


def plain(text: str, triggers: list[list[str]]) -> list[tuple[str, set[int]]]:
    lines = [
        (
            line,
            {index for index, literals in enumerate(triggers) if not literals or any(map(line.__contains__, literals))},
        )
        for line in text.split("\n")
    ]
    return [(line, rules) for line, rules in lines if rules]


@given(
    text=st.one_of(awkward_text(), st.lists(st.sampled_from([*PIECES, "\n", "sh", "are"])).map("".join)),
    triggers=st.lists(st.lists(st.sampled_from(PIECES), max_size=3), max_size=6),
)
def test_many_triggers_are_found_as_a_plain_search_finds_them(text: str, triggers: list[list[str]]) -> None:
    triggers = [*triggers, MANY[len(PIECES) :]]
    scanner = Scanner(triggers)
    for _ in range(2):  # the second time its words are known
        assert [(line, set(rules)) for _, line, rules in scanner.candidates(text)] == plain(text, triggers)


def _doubles(letter: str, name: str) -> LineRule:
    return LineRule(lambda line: line.replace(letter, letter * 2, 1), name=name, effect="repair", triggers=(letter,))


@given(text=st.lists(st.sampled_from(["ab", "b", "rule 7", "rule 70 a", "", "x"])).map("\n".join))
def test_a_scan_of_many_rules_is_the_rules_one_by_one(text: str) -> None:
    rules = [_doubles("a", "a"), _doubles("b", "b")]
    for number in range(80):
        drop = f"rule {number}"
        rules.append(
            LineRule(
                lambda line, drop=drop: None if line == drop else line,
                name=f"drop-{number}",
                effect="remove",
                triggers=(drop,),
            )
        )
    rules.append(_doubles("bb", "more"))
    one_by_one = reduce(lambda document, rule: rule.once(document), rules, Document(text))
    assert LineScan(rules).once(Document(text)) == one_by_one
