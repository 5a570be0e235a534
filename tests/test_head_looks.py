"""What spares the rules for the head of a page their work must be exact: each look against what the rule goes by."""

from __future__ import annotations

import re

import regex
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document
from cleantext.cleaners import bylines, dates, head_rows, headlines, titles
from cleantext.cleaners.credit_words import AGENCIES, whole_credit
from cleantext.cleaners.datewords import behind_date, may_hold_date, read_date_line, vocabulary
from cleantext.cleaners.heads import _EDGE, _INNER_END, _is_paragraph, core, folded, head
from cleantext.cleaners.people import is_writer
from cleantext.cleaners.phrases.matcher import index
from cleantext.core.layout import Line, ends_sentence, is_prose, layout, weight
from cleantext.core.registry import get
from tests.strategies import AWKWARD, awkward_text

TITLES = (
    "Ferry hits pier in fog",
    "Ferry \u0338hits > old pier",
    "山あいの小さな駅の改修工事が終わり",
    "Who Hit The Old Pier?",
)
GAPS = (" | ", " · ", " - ", "—", ", ", " ", "  ", "\u3000", "丨", " (", ">", ": ", "_", "\t", "｜", "：")
FACTS = (
    "By Ada Example", "ByAda Example", "by", "Written by", "Ada Example", "Ada Example, Staff Writer", "記者 見本あや",
    "김보기 기자", "Автор: Ада Пример", "Photo: Bob Sample/AP", "© Reuters", "(Foto AP)", "Photo AFP", "写真", "Local",
    "3 May 2021", "2021年10月3日 12:30", "٢٢ أكتوبر ٢٠٢٠", "4小时前", "5 min read", "Updated at 18:40", "18:43",
    "3", "2021", "May", "Published:", "907", "12 comments", "👁 1,9K", "The pier of 1921", "３ 月", "3 ſept 2021",
    "- Ada Example", "- Jan 23", "**", "…", "...", ".", "#", "✍ ", "News",
)  # fmt: skip
PROSE = (
    "A ferry ran into the old pier on Sunday, in thick fog, and the harbour office closed it.",
    "木造の旧駅舎は大正時代に建てられたもので、屋根の雨漏りが長年の悩みだったという。工事では柱の半分を残した。",
)


def lines() -> st.SearchStrategy[str]:
    """Lines as they stand above an article, and others made of the same pieces."""
    piece = st.one_of(
        st.sampled_from(FACTS), st.sampled_from(TITLES), st.sampled_from(AWKWARD), st.sampled_from(sorted(vocabulary()))
    )
    pieces = st.lists(st.one_of(piece, st.sampled_from(GAPS), st.text(max_size=2)), min_size=1, max_size=9)
    return pieces.map("".join).map(lambda line: line.replace("\n", " "))


def pages() -> st.SearchStrategy[str]:
    """Texts with a few lines above prose, and sometimes below it."""
    some = st.lists(st.one_of(lines(), st.sampled_from(TITLES)), max_size=4)
    prose = st.lists(st.sampled_from(PROSE), max_size=3)
    return st.builds(lambda *parts: "\n".join([line for part in parts for line in part]), some, prose, some)


def parts(line: str) -> list[str]:
    """Return what stands between two gaps of a line, or between one and an end of the line."""
    places = [0, len(line)]
    for gap in re.finditer(r"\s*[|·•]\s*|\s[-–—/]\s|—|丨|[\s,;(（]+|\s{2,}", line):
        places += gap.span()
    return [line[start:end].strip(" ,;()（）") for start in places for end in places if start < end]


@given(line=lines())
def test_a_part_that_is_a_date_is_never_missed(line: str) -> None:
    start, end = core(Line(0, 0, line))
    if not may_hold_date(line):
        assert not any(map(read_date_line, [line, line[start:end], *parts(line[start:end])]))
        assert dates._read(line, index()) is None


@given(line=lines())
def test_a_label_behind_a_date_is_never_missed(line: str) -> None:
    place = behind_date(line)
    for inner in bylines._INNER_LABEL.finditer(line):
        if inner.start() and read_date_line(line[: inner.start()]):
            assert place >= 0
            assert bylines._INNER_WORD.match(line, place)


@given(line=lines(), agency=st.sampled_from(sorted(AGENCIES)), label=st.sampled_from(["Photo", "图源", "via", ""]))
def test_a_credit_among_others_is_never_missed(line: str, agency: str, label: str) -> None:
    line = f"{line} {label} {agency.title()}"
    if not head_rows._may_hold_credit(line):
        assert not any(map(whole_credit, parts(line)))


@given(line=st.lists(st.sampled_from([*"0123 .:/-hab時:＝|•·—\u3000\t丨"]), max_size=14).map("".join))
def test_a_row_has_figures_and_bars(line: str) -> None:
    figures = r"(?<!\d)\d{4}(?!\d)|\d[./-]\d{1,2}[./-]\d\d|\d\s?[:hH時时点시]\s?\d\d|[:：＝=].{3,60}[:：＝=]"
    assert bool(re.search(figures, line)) == bool(head_rows._MAY_BE_ROW.search(line))
    assert bool(head_rows._BARS.search(line)) == bool(head_rows._BAR.search(line))


@given(text=pages())
def test_what_is_no_row_has_no_facts_of_one(text: str) -> None:
    document = Document(text)
    for line in document.derived(head).lines:
        if head_rows._MAY_BE_ROW.search(line.text) and not head_rows._may_be_row(line.text):
            facts = head_rows._row(document, line)
            assert not facts or line.text.count(" ") > head_rows._MOST_WORDS or is_prose(line.text)


@given(text=st.one_of(pages(), awkward_text()), data=st.data())
def test_rules_have_nothing_to_do_where_their_look_shows_nothing(text: str, data: st.DataObject) -> None:
    metadata = {"title": data.draw(st.sampled_from(["", *text.split("\n")]))}
    document = Document(text, metadata=metadata)
    top = document.derived(head)
    title = titles._repeated_title(document, top.lines)
    if title and top.in_prose and not document.derived(titles._may_have_copies):
        below = [line for _, line in titles._at_the_end(document, title) if line.start > top.lines[-1].start]
        assert sum(titles._as_copy(line, folded(line.text), title, 0) is not None for line in [*top.lines, *below]) < 2
    if top.in_prose and not document.derived(bylines._may_name_writers):
        assert not [line for line in top.lines[1:] if len(line.text) <= 90 and is_writer(line.text)]
        assert not any(read_date_line(line.text) for line in top.lines[1:])
    if not document.derived(bylines._may_name_authors):
        assert not top.in_prose or not list(get("bylines").function(Document(text)))
    if top.in_prose and not document.derived(dates._may_be_dates):
        assert not list(get("dates").function(document))


@given(
    title=st.one_of(st.sampled_from(TITLES), lines()), around=st.lists(lines(), max_size=2), gap=st.sampled_from(GAPS)
)
def test_a_line_that_folds_otherwise_is_no_copy(title: str, around: list[str], gap: str) -> None:
    words = gap.join([*around[:1], title, *around[1:]])
    key, wanted = folded(words), folded(title)
    if not wanted or not titles._may_be_copy(key, wanted):
        return
    if any(folded(words[: found.start()]) == wanted for found in titles._SITE.finditer(words)):
        assert key.startswith(wanted)
    if any(folded(words[found.end() :]) == wanted for found in titles._CRUMB.finditer(words)):
        assert key.endswith(wanted) or titles._GROWS in wanted


@given(text=st.one_of(pages(), awkward_text()))
def test_the_first_line_is_judged_without_its_words_where_it_is_a_sentence(text: str) -> None:
    document = Document(text)
    lines = document.shared(layout).lines
    wanted = headlines._headline(document, 0) if len(lines) > 1 else ""
    assert document.derived(headlines._first) == wanted
    if wanted or not lines:
        return
    start, end = core(lines[0])
    words = text[start:end]
    no_title = regex.search(r"^(?:https?|www)\b|[:：,，、;；…]$|\.\.$|\p{L}{3}\.$", words, regex.IGNORECASE)
    assert len(lines) < 2 or not words or no_title or (is_prose(lines[0].text) and not headlines._is_cry(words))


@given(headline=lines(), text=pages())
def test_stems_are_found_as_words_are(headline: str, text: str) -> None:
    known = {word[: headlines._STEM] for word in headlines._WORD.findall(text.casefold())}
    for word in headlines._WORD.findall(headline.casefold()):
        stem = word[: headlines._STEM]
        assert headlines._stands_in(text.casefold(), stem) == (stem in known)


@given(line=lines())
def test_a_paragraph_and_the_core_of_a_line(line: str) -> None:
    if not line.strip():
        return
    asked = line.rstrip()[-1] in "?!？！؟…" and not _INNER_END.search(line)
    assert _is_paragraph(line) == (weight(line) > 160 or (weight(line) >= 40 and ends_sentence(line) and not asked))
    found = _EDGE.match(line)
    start, end = found.end() if found else 0, len(line.rstrip("*_ \t\r\u00a0"))
    assert core(Line(0, 7, line)) == (7 + start, 7 + max(start, end))
