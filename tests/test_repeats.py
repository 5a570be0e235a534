"""Lines that a site repeats: counted, decided, written down, and taken out one document at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document, Pipeline
from cleantext.core.errors import BadOption, BadTable
from cleantext.core.registry import get
from cleantext.core.site_table import Repeat, SiteTable
from cleantext.learning.repeats import RepeatCounts, count, decide, find_texts, learn_repeats, merge
from tests.strategies import awkward_text

TOWNS = (
    "Ardal",
    "Brenn",
    "Corve",
    "Dunmar",
    "Eskel",
    "Farholt",
    "Grenva",
    "Hollin",
    "Ister",
    "Jorvik",
    "Kelby",
    "Lomond",
)
NOTICE = "Sign up for the morning letter of the Gazette and read the news before the bells ring."


def article(town: str) -> str:
    return (
        f"The council of {town} met on Monday to talk about the bridge over the river.\n\n"
        f"After three hours the mayor of {town} said that the work would begin in the spring of next year.\n\n"
        f"Nobody in {town} had expected the vote to be so close, and the benches were full until the end."
    )


def page(town: str, site: str = "gazette") -> Document:
    head = f"The Gazette\nHome | Town | Sport\n\nBridge in {town}"
    text = f"{head}\n\n{article(town)}\n\n{NOTICE}\n\nMore from the Gazette\n"
    return Document(text, id=town, metadata={"site": site} if site else {})


def pages(site: str = "gazette") -> Iterator[Document]:
    return (page(town, site) for town in TOWNS)


def entry(table: SiteTable, line: str) -> Repeat | None:
    return next((repeat for repeat in table.repeats if repeat.line == line), None)


def decision(table: SiteTable, line: str) -> str:
    repeat = entry(table, line)
    return repeat.decision if repeat else ""


def documents() -> st.SearchStrategy[list[Document]]:
    line = st.sampled_from(["Home", "The Gazette", "More news", NOTICE, "A line", *article("Ardal").split("\n\n")])
    text = st.one_of(st.lists(line, max_size=8).map("\n".join), awkward_text())
    site = st.sampled_from([{}, {"site": "a"}, {"site": "b"}, {"site": 3}])
    return st.lists(st.builds(lambda text, site: Document(text, metadata=site), text, site), max_size=6)


@given(parts=st.lists(documents(), min_size=1, max_size=4))
def test_counts_of_parts_add_up_to_the_count_of_the_whole(parts: list[list[Document]]) -> None:
    whole = count(document for part in parts for document in part)
    counted = [count(part) for part in parts]
    assert merge(counted) == whole
    assert merge(reversed(counted)) == whole
    assert merge([merge(counted[:2]), merge(counted[2:])]) == whole
    assert merge([counted[0], RepeatCounts()]) == counted[0]


@given(parts=st.lists(documents(), min_size=1, max_size=4))
def test_the_table_is_the_same_for_any_cut_of_the_corpus(parts: list[list[Document]]) -> None:
    everything = [document for part in parts for document in part]
    merged = merge(count(part) for part in parts)
    find_texts(merged, everything)
    assert decide(merged).dump() == decide(count(everything)).dump()


@given(texts=documents())
def test_a_table_read_back_is_the_same(texts: list[Document]) -> None:
    table = decide(count(texts * 4))
    assert SiteTable.parsed(table.dump(), "t").repeats == tuple(
        sorted(table.repeats, key=lambda repeat: (repeat.site, repeat.line.casefold(), repeat.line))
    )


@given(texts=documents(), text=awkward_text())
def test_applying_a_table_settles_and_can_be_undone(texts: list[Document], text: str) -> None:
    cleaner = get("site-repeats").with_options(table=decide(count(texts * 4)))
    for document in [*texts, Document(text, metadata={"site": "a"})]:
        cleaned = cleaner(document)
        assert not any(step.failure for step in cleaned.trail)
        assert cleaned.original == document.text
        assert cleaner(Document(cleaned.text, metadata=document.metadata)).text == cleaned.text
        assert bool(cleaned.text.strip()) == bool(document.text.strip())


def test_what_a_site_repeats_is_found_and_taken_out() -> None:
    table = decide(count(pages()))
    for line in ("The Gazette", "Home | Town | Sport", "More from the Gazette", NOTICE):
        assert decision(table, line) == "auto", line
        assert entry(table, line).documents == (12, 12)
    assert {repeat.decision for repeat in table.repeats} == {"auto"}
    cleaned = get("site-repeats").with_options(table=table)(page("Ardal"))
    assert [line for line in cleaned.text.split("\n") if line] == [
        "Bridge in Ardal",
        *article("Ardal").split("\n\n"),
    ]
    assert get("site-repeats").with_options(table=table)(page("Ardal", "courier")).text == page("Ardal").text


def test_documents_without_a_site_are_one_group() -> None:
    table = decide(count(pages("")))
    assert decision(table, "The Gazette") == "auto"
    assert "The Gazette" not in get("site-repeats").with_options(table=table)(page("Ardal", "")).text


def test_copies_of_an_article_are_not_debris() -> None:
    corpus = [*pages(), *([page("Ardal")] * 4)]
    table = decide(count(corpus))
    assert not [repeat for repeat in table.repeats if "Ardal" in repeat.line]


def test_a_sentence_needs_strong_evidence() -> None:
    some = [Document(f"{article(town)}\n\n{NOTICE if town < 'F' else ''}", metadata={"site": "s"}) for town in TOWNS]
    assert decision(decide(count(some)), NOTICE) == "review"


def test_the_only_prose_of_a_document_is_never_taken() -> None:
    corpus = [*pages(), Document(f"The Gazette\n\n{NOTICE}", metadata={"site": "gazette"})]
    assert decision(decide(count(corpus)), NOTICE) == "review"
    table = SiteTable((Repeat(NOTICE, "gazette"),), "t")
    cleaned = get("site-repeats").with_options(table=table)(corpus[-1])
    assert NOTICE in cleaned.text
    assert cleaned.flags


def test_the_writers_name_waits_for_review() -> None:
    corpus = [Document(f"By Ada Example\n\n{article(town)}", metadata={"site": "s"}) for town in TOWNS]
    assert decision(decide(count(corpus)), "By Ada Example") == "review"


def test_a_label_between_paragraphs_of_interviews_waits_for_review() -> None:
    talk = [Document(f"{article(town)}\n\nANSWER:\n\n{article(town)}\n\nANSWER:\n\n{article(town)}") for town in TOWNS]
    assert decision(decide(count(talk)), "ANSWER:") == "review"


def test_lines_that_always_stand_together_are_a_block() -> None:
    box = "Weather\nNorth wind\nSunset at nine"
    corpus = [Document(f"{article(town)}\n\n{box}\n\n{article(town[::-1])}", metadata={"site": "s"}) for town in TOWNS]
    corpus += [Document(f"{article(town)}\n\nWeather\n\n{article('x')}\n\nWeather\n\n{article('y')}") for town in TOWNS]
    table = decide(count(corpus))
    cleaned = get("site-repeats").with_options(table=table)(corpus[0])
    assert "wind" not in cleaned.text
    hand = SiteTable((Repeat(box, "*"),), "t")
    assert "Weather" not in get("site-repeats").with_options(table=hand)(corpus[1]).text
    assert "Weather" in get("site-repeats").with_options(table=hand)(corpus[-1]).text


def test_what_people_decided_stands() -> None:
    counts = count(pages())
    old = SiteTable(
        (
            Repeat("The Gazette", "gazette", "reject", note="the name of the paper"),
            Repeat("A line by hand", "gazette"),
            Repeat("Not found any more", "gazette", "review"),
        )
    )
    table = decide(counts, old=old)
    assert entry(table, "The Gazette") == Repeat(
        "The Gazette", "gazette", "reject", documents=(12, 12), note="the name of the paper"
    )
    assert decision(table, "A line by hand") == "auto"
    assert decision(table, "Not found any more") == ""
    assert decide(counts, old=table).dump() == table.dump()
    assert "The Gazette\n" in get("site-repeats").with_options(table=table)(page("Ardal")).text


def test_a_line_for_review_is_flagged() -> None:
    table = SiteTable((Repeat("The Gazette", "gazette", "review", documents=(9, 12)),), "site.table")
    document = get("site-repeats").with_options(table=table)(page("Ardal"))
    assert document.text == page("Ardal").text
    assert "9 of 12" in document.flags[0].reason


def test_learning_writes_a_table_and_says_what_it_found(tmp_path: Path) -> None:
    target = tmp_path / "site.table"
    told: list[int] = []
    message = learn_repeats(pages(), target, progress=told.append)
    assert "4 lines to remove" in message
    assert "12 documents" in message
    assert told == list(range(1, 13))
    edited = target.read_text().replace('decision = "auto"', 'decision = "reject"')
    target.write_text(edited)
    assert "4 rejected" in learn_repeats(pages(), target, old=target)
    pipeline = Pipeline([{"use": "site-repeats", "table": str(target)}])
    assert pipeline(page("Ardal")).text == page("Ardal").text


def test_learning_from_little_gives_a_sensible_message(tmp_path: Path) -> None:
    target = tmp_path / "site.table"
    assert "nothing to learn" in learn_repeats([], target)
    assert SiteTable.load(target).repeats == ()
    assert "too few" in learn_repeats([page("Ardal")], target)
    assert "name no site" in learn_repeats(pages(""), target)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[repeat]]\nlin = 'x'", "Did you mean 'line'"),
        ("[[repeat]]\nline = ''", "no 'line'"),
        ("[[repeat]]\nline = 'x'\ndecision = 'rejct'", "Did you mean 'reject'"),
        ("[[repeats]]\nline = 'x'", "unknown heading"),
        ("repeat = 3", r"\[\[repeat\]\]"),
        ("line: x", "not TOML"),
        ("[[repeat]]\nline = 'x'\ndocuments = 3", "list of numbers"),
    ],
)
def test_a_bad_table_is_refused(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(BadTable, match=told):
        SiteTable.parsed(text, "site.table")
    path = tmp_path / "site.table"
    path.write_text(text)
    with pytest.raises(BadOption, match="site-repeats"):
        get("site-repeats").with_options(table=str(path))


def test_one_huge_document_takes_no_more_memory_than_its_edges() -> None:
    text = "\n".join(f"Line number {number} of the log" for number in range(50_000))
    counts = count([Document(text)])
    assert len(counts.sites[""].lines) <= 2001
    assert not count([Document("word " * 100_000)]).sites[""].lines
