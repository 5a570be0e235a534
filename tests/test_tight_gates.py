"""What closes before a cleaner is called: it never keeps one from its work."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Document
from cleantext.cleaners.paragraphs import _evidence, _may_be_cut
from cleantext.cleaners.punctuation import _ATTRIBUTION, _GATES, _OPENERS
from cleantext.cleaners.wraps import _FEWEST, _breaks
from cleantext.core.layout import layout
from cleantext.core.registry import get

# Parts of what the cleaners look for, to be put together in any order.
PARTS = {
    "front-matter": ["---", " ", "\n", "\r", "\x85", "title: Ferry", "-"],
    "crawl-stamps": [
        "Published", "UPDATED", " At", ": ", "_at:", "2020-10-03", "unknown", "date ", "DATE ",
        "\u0662\u0660\u0662\u0660-\u0661\u0660",
        "crawl", "_id", "-date", "warc", "WARC/1.0", "s3", "file", "://", "x", "\n", " ", "Markdown Content:", "ſcrape",
        "Page content transcription",
    ],
    "code-leaks": [
        "window", ".", "dataLayer", ".push", " = ", "x", ";", "(", ")", "{", "}", "function ", "$", "[", "'", "]",
        "var ", "document.", "write", "<?php", "?>", "//", "<![CDATA[", "]]>", "/html/body", "//div[@", ":", "#a ",
        "!function", "\n", "gtag(", "OBR.", "@media", "color", "_gaq", "jQuery(", "addEventListener(",
        "@import a",
    ],
    "code-snippets": [
        "(adsbygoogle = window.adsbygoogle || [])", ".push({", "})", ";", "window.dataLayer = window.dataLayer || []",
        "function gtag() { dataLayer.push(arguments) }", "gtag(", "ga(", "__gaTracker(", "x", ")", "googletag.display(",
        "googletag.cmd.push(function () {", ".quay {", "color: red", "}", "\n", " ",
    ],
    "empty-values": ["undefined", "NaN", "[object Object]", "Invalid Date", "%s", " ", "\n", "Date: ", "x" * 90, "nan"],
    "markdown-rules": ["*", "-", "_", " ", "\n", "# Ferry", "**", "\u00a0"],
    "doubled-marks": ["She sailed", ".", ",", " ", "\n", "，", "、", "港", "5"],
    "link-gaps": ["at", "from", " ", ".", ",", "\n", "the"],
}  # fmt: skip
LINE_PARTS = {
    "theme-words": [
        "spot_img", "author", "-image", "-avatar", "icon-", "abc", "wp-image-7", "div-gpt-ad-", " ", "noscript",
    ],
    "page-marks": [
        "-", "--", "==", "**", "Page ", "page", "3", " of ", "<page", ">", "[Page 3]", "\x0c", "第 3 页",
        "<!-- Page 3 -->",
    ],
    "player-readings": [
        "0 seconds of ", "1 minute", "Volume 90%", "0:00", " / ", "Current Time", "Remaining Time", " -", "Duration ",
        "Loaded: 7%", "Progress: 7%", "Stream Type LIVE", " ",
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", PARTS)
@given(data=st.data())
def test_a_gate_that_is_shut_keeps_no_rule_from_its_work(name: str, data: st.DataObject) -> None:
    text = data.draw(st.lists(st.sampled_from(PARTS[name]), max_size=14).map("".join))
    cleaner, document = get(name), Document(text)
    opens = cleaner.gate.opens(document) and (cleaner.asks is None or document.derived(cleaner.asks))
    assert opens or not list(cleaner.function(Document(text)))


@pytest.mark.parametrize("name", LINE_PARTS)
@given(data=st.data())
def test_a_line_that_a_rule_drops_opens_its_gate(name: str, data: st.DataObject) -> None:
    line = data.draw(st.lists(st.sampled_from(LINE_PARTS[name]), max_size=5).map("".join))
    cleaner, document = get(name), Document(f"A ferry.\n{line}\n")
    opens = cleaner.gate.opens(document) and cleaner.asks and document.derived(cleaner.asks)
    assert opens or not 0 < len(line.strip()) <= 80 or cleaner.function(line) == line


@given(
    left=st.text(max_size=9).map("The harbour board said on Monday that the storm had reached ".__add__),
    right=st.text(min_size=1, max_size=9).map(lambda begin: f"{begin.lstrip()} crowns for every boat of the town."),
)
def test_a_paragraph_that_goes_on_may_be_cut(left: str, right: str) -> None:
    left, right = left.replace("\n", ",").rstrip(), right.replace("\n", "1")
    if _evidence(left, right):
        assert _may_be_cut(left, right[:3])


@given(st.lists(st.sampled_from(["", " ", "a", "# b", "c\td", "é é", "\r"]), max_size=14).map("\n".join))
def test_breaks_between_lines_that_hold_something(text: str) -> None:
    found = [found for found in _breaks(text) if found]
    assert layout(text).solid_breaks >= len(found)
    assert layout(text).count == text.count("\n") + 1
    assert _FEWEST > 0


SAYING = [". ", "he said", "They ", "ſhe said", "added.", "said.", "it told.", "İt", "\u212a"]
GLUED = ["minutes", ".", "!", "?", '"', "”", "»", "T", "É", "Éa", "the ", " "]


@given(st.lists(st.sampled_from(SAYING), max_size=9).map("".join))
def test_attributions_are_found_by_their_beginnings(text: str) -> None:
    look = get("detached-attributions").asks
    assert look is not None
    assert bool(Document(text).derived(look)) == bool(_ATTRIBUTION.search(text))


@given(st.lists(st.sampled_from(GLUED), max_size=9).map("".join))
def test_stops_before_capitals_are_found(text: str) -> None:
    look = get("glued-sentences").asks
    assert look is not None
    stops = sorted(match.start() for _, gate in _GATES for match in gate.finditer(text))
    found = Document(text).derived(look)
    assert found in ([], stops)
    for stop in stops if not found else []:  # a letter by itself opens no sentence, unless it is an "A" or the like
        word = re.match(r"[”\"»]?([^\W\d_]*)", text[stop + 1 :])
        assert word
        assert len(word[1]) == 1
        assert word[1] not in _OPENERS
