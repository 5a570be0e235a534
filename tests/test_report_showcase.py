"""What a report shows: the same whoever counted what, and never more than so much."""

from __future__ import annotations

import json
import random

from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document, Edit, Flag
from cleantext.report import showcase as module
from cleantext.report.showcase import Lowest, Showcase


def documents(count: int) -> list[tuple[Document, Document]]:
    chance = random.Random(3)
    pairs = []
    for number in range(count):
        lines = [f"Line {chance.randrange(40)} of the {chance.choice(['sea', 'hill', 'road'])}" for _ in range(12)]
        before = Document("\n".join(lines), id=f"d{number}")
        after = before
        if number % 3:
            after = after.edited("first-lines", [Edit(0, lines[0] + "\n", "", why="it is the first")])
            after = after.edited("name-variants", [Edit(0, lines[1], lines[1].upper())])
        if number % 5 == 0:
            after = after.edited("doubts", flags=[Flag(0, 4, f"doubt {number % 7}")])
        pairs.append((before, after))
    return pairs


def sampled(pairs: list[tuple[Document, Document]], bars: dict[str, str] | None = None) -> Showcase:
    showcase = Showcase(bars)
    for before, after in pairs:
        showcase.add(before, after)
    return showcase


def test_any_dealing_out_gives_the_same() -> None:
    pairs = documents(700)
    whole = sampled(pairs).as_dict()
    chance = random.Random(4)
    chance.shuffle(pairs)
    merged = Showcase()
    for start in range(0, 700, 50):
        merged.merge(sampled(pairs[start : start + 50], merged.bars()))
    assert merged.as_dict() == whole
    assert len(whole["documents"]) == module.DOCUMENTS
    assert len(whole["losers"]) == module.LOSERS
    assert len(whole["example first-lines"]) == module.EXAMPLES
    assert not merged.is_whole("documents")


def test_it_goes_through_json_and_on() -> None:
    pairs = documents(300)
    parts, whole = [], Showcase()
    for start in range(0, 300, 60):
        part = sampled(pairs[start : start + 60])
        whole.merge(part)
        parts.append(json.loads(json.dumps(part.within(whole).as_dict())))
    again = Showcase()
    for part in reversed(parts):
        again.merge(Showcase.from_dict(part))
    assert again.as_dict() == whole.as_dict() == sampled(pairs).as_dict()


def test_counts_of_what_is_kept_are_exact() -> None:
    pairs = documents(900)
    seen: dict[str, int] = {}
    for _, after in pairs:
        for step in after.trail:
            if step.cleaner == "first-lines":
                seen[step.edits[0].before] = seen.get(step.edits[0].before, 0) + 1
    shown = sampled(pairs).values("example first-lines")
    assert len(seen) > len(shown) == module.EXAMPLES
    assert {value[1]: times for times, value in shown}.items() <= seen.items()


def test_all_documents_are_there_if_they_are_few_and_changed_ones_first() -> None:
    few = sampled(documents(40))
    assert sorted(value["id"] for _, value in few.values("documents")) == sorted(f"d{n}" for n in range(40))
    assert few.is_whole("documents")
    many = sampled(documents(200)).values("documents")
    assert all(len(value["parts"]) > 1 or value["flags"] for _, value in many)


def test_those_that_lost_most_come_first() -> None:
    pairs = []
    for number in range(1, 60):
        text = "word " * 400
        pairs.append((before := Document(text, id=str(number)), before.edited("x", [Edit(0, text[: number * 30], "")])))
    small = Document("a tiny text", id="small")
    pairs.append((small, small.edited("x", [Edit(0, "a tiny tex", "")])))
    lost = sampled(pairs).values("losers")
    assert [value["id"] for _, value in lost] == [str(number) for number in range(59, 39, -1)]


def test_what_is_shown_of_anything_is_bounded() -> None:
    words = "".join(f"{n} <b>&\u2028\udc80 " for n in range(6_000))
    before = Document(words, id="x" * 10_000, metadata={})
    edits = [Edit(place, words[place : place + 3], "y" * 9, why="w" * 5000) for place in range(0, len(words) - 9, 9)]
    after = before.edited("many", edits).edited("all", [Edit(0, "y" * 9, "z" * 100_000, field="notes")])
    after = after.edited("doubts", flags=[Flag(n, n + 9000, "r" * 9000, "", "p" * 9000) for n in range(500)])
    showcase = sampled([(before, after)])
    showcase.fail("i" * 9999, "p" * 9999, "r" * 9999)
    assert len(json.dumps(showcase.as_dict())) < 2_000_000


@given(st.lists(st.text("abcdef", min_size=1, max_size=3)), st.integers(1, 5), st.integers(0, 9))
def test_the_lowest_keys_are_kept_with_their_counts(keys: list[str], most: int, cut: int) -> None:
    whole, one, other = Lowest(most), Lowest(most), Lowest(most)
    for index, key in enumerate(keys):
        for lowest in (whole, one if index < cut else other):
            lowest.add(key, 1, str(index), lambda: None)
    one.merge(other)
    kept = sorted(set(keys))[:most]
    for lowest in (whole, one):
        assert {key: item[0] for key, item in lowest.settled().items()} == {key: keys.count(key) for key in kept}
