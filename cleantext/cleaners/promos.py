"""Ways out of the article: promos between its paragraphs, lists of other stories, advertisement labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.cleaners.phrases.debris import Debris, debris
from cleantext.cleaners.phrases.drops import drops, drops_where_cut, removal
from cleantext.cleaners.phrases.folding import DENSE
from cleantext.cleaners.phrases.marks import Mark
from cleantext.core.alphabet import begins_small
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit, Fact, Flag
from cleantext.core.layout import dropped

_DATUM = re.compile(r"(?:[-*•] )?[^\W\d_][^:.!?]{1,24}:\s+\S.{0,80}$")
_FEWEST_HEADLINES = 3
_DENSE_LABEL = 4  # characters of Chinese, Japanese or Thai that are more than one word
_LONG_ENOUGH = 16  # characters: a headline, not a word in a list; a third of it in Chinese
_LONG = 28  # between paragraphs


@document_rule(effect="remove", families=("read-also", "related"), asks=debris)
def read_also_promos(document: Document) -> Iterator[Edit | Fact]:
    """Drop lines that send the reader to another story: a label and its headline.

    Why: sites put them between paragraphs, where they cut the story in two.
    Before: "The ferry came late.\\nRead also: Harbour reopens after storm\\nNobody minded."
    After: "The ferry came late.\\nNobody minded."
    Keeps: "Related: that was how the clerk marked every cousin in the register."
    Keeps: "Also read into the record was a poem by the accused."
    Keeps: "- Sensor: 24 megapixels\\n- Video: 4K, or less in the dark\\n- Weight: 600 g"
    """
    page = document.derived(debris)
    for index, mark in sorted(page.marks.items()):
        if mark.family in ("read-also", "related") and _leads_on(mark) and not _is_data(page, index, mark):
            yield from removal(document.text, page.line(index), mark)


@document_rule(effect="remove", sure=False, families=("read-also",), asks=debris)
def read_also_pairs(document: Document) -> Iterator[Edit | Fact]:
    """Drop a label such as "Read also" alone on its line, with the headline on the line below it.

    Why: the same promo as on one line; the page's layout broke it in two.
    Before: "He left the town that very night and went north.\\nRead also\\nHarbour reopens after storm\\nIt rained."
    After: "He left the town that very night and went north.\\nIt rained."
    Keeps: "Read also\\nThe wind had turned by then, and the ferry lay on its side in the mud."
    Loses: a subheading that stands right below such a label.
    """
    page = document.derived(debris)
    for index, mark in sorted(page.marks.items()):
        if mark.family != "read-also" or mark.fact[0] < mark.fact[1] or page.zone(index) not in ("body", "tail"):
            continue
        below = _headlines(page, index)
        if below and (len(below) < _FEWEST_HEADLINES or page.zone(index) == "body"):
            yield dropped(document.text, page.line(index), why=f"{mark.family}: {mark.phrase}")
            yield dropped(document.text, page.line(below[0]), why="headline below the label")


@document_rule(effect="remove", sure=False, families=("related", "read-also"), asks=debris)
def related_lists(document: Document) -> Iterator[Edit | Fact]:
    """Drop the list of other stories below the text, with its heading.

    Why: templates end with what else the site has; its headlines are not about this story.
    Before: "The pier is open again after nine long days of rain.\\nRelated stories\\nFerry sinks in the harbour\\nNew mayor for the old town\\nWhy the lighthouse went dark"
    After: "The pier is open again after nine long days of rain.\\n"
    Keeps: "He kept a list of all that was lost in the night of the storm.\\nRelated\\nBoats\\nNets\\nTwo dogs"
    Loses: a real list of headlines under such a heading.
    """  # noqa: E501
    page = document.derived(debris)
    done = -1
    for index, mark in sorted({**page.doubtful, **page.marks}.items()):
        if index <= done or mark.family not in ("related", "read-also") or _leads_on(mark):
            continue
        certain = index in page.marks
        zone = page.zone(index)
        below = _headlines(page, index)
        if mark.fact[0] < mark.fact[1] and not below and not (certain and _ends_the_page(document.text, page, index)):
            continue  # "News from home" may be a heading of the text's own
        long = [row for row in below if _weight(page.line(row).text) >= (_LONG if zone == "body" else _LONG_ENOUGH)]
        listed = len(below) >= _FEWEST_HEADLINES and 2 * len(long) >= len(below)
        at_the_end = zone == "tail" and not mark.foreign and (listed or (certain and len(long) == len(below)))
        in_between = zone == "body" and certain and not mark.needs and mark.family == "related" and " " in mark.phrase
        if at_the_end or (in_between and listed and len(long) == len(below)):
            yield dropped(document.text, page.line(index), why=f"{mark.family}: {mark.phrase}")
            for row in below:
                yield dropped(document.text, page.line(row), why="headline below the label")
            done = below[-1] if below else index
        elif certain and not below and _is_heading(mark, zone):
            yield dropped(document.text, page.line(index), why=f"{mark.family}: {mark.phrase}")


@document_rule(effect="remove", families=("continue-reading",), asks=debris)
def continue_reading_links(document: Document) -> Iterator[Edit | Flag | Fact]:
    """Drop the links that lead on to the rest of the text, and flag a text that ends at one.

    Why: a teaser page shows the beginning alone; the link is no part of it.
    Before: "The pier is open again after nine long days of rain.\\n\\nRead the full story"
    After: "The pier is open again after nine long days of rain.\\n\\n"
    Keeps: "Continue reading the letter, the judge told the clerk."
    """
    yield from drops_where_cut(document, "continue-reading")


@document_rule(effect="remove", families=("advertisement",), asks=debris)
def advertisement_labels(document: Document) -> Iterator[Edit | Fact]:
    """Drop the labels that announce an advertisement.

    Why: the advertisement itself is a picture and gone; its label stays in the text.
    Before: "The ferry came late.\\nAdvertisement\\nNobody minded.\\nStory continues below"
    After: "The ferry came late.\\nNobody minded.\\n"
    Keeps: "Advertisement feature or not, the pages were true, the editor said."
    """
    yield from drops(document, "advertisement")


@document_rule(effect="remove", sure=False, families=("affiliate",), asks=debris)
def affiliate_notes(document: Document) -> Iterator[Edit | Fact]:
    """Drop the notes that the site earns a commission on what the reader buys.

    Why: the law asks for them on every page with such links; they are not the author's words.
    Before: "We may earn a commission when you buy through links on our site.\\n\\nThe boat is light."
    After: "\\nThe boat is light."
    Keeps: "The broker earned a commission on every boat that he sold to the island."
    """
    yield from drops(document, "affiliate")


def _is_data(page: Debris, index: int, mark: Mark) -> bool:
    """Say whether a line such as "Video: 4K" stands among other data of that kind."""
    if " " in mark.phrase:
        return False
    lines = page.layout.lines
    near = [other for other in (index - 1, index + 1) if 0 <= other < len(lines) and other not in page.marks]
    return any(_DATUM.match(lines[other].text) for other in near)


def _leads_on(mark: Mark) -> bool:
    """Say whether a label has its headline behind it; "More from the Harbour Gazette" is a heading all the same."""
    return mark.fact[0] < mark.fact[1] and (mark.kind == "labels" or mark.family == "read-also")


def _is_heading(mark: Mark, zone: str) -> bool:
    """Say whether a label heads a list that is gone: no article has "Read also" above a paragraph."""
    if mark.family == "related":
        return zone in ("head", "body")
    several = " " in mark.phrase or (len(mark.phrase) >= _DENSE_LABEL and DENSE.search(mark.phrase) is not None)
    return zone == "body" and not mark.needs and several


def _ends_the_page(text: str, page: Debris, index: int) -> bool:
    """Say whether a line such as "More from the Harbour Gazette" heads nothing: all that stands below it is debris."""
    name = text[slice(*page.marks[index].fact)].removeprefix("the ")
    below = range(index + 1, len(page.layout.lines))
    return page.zone(index) == "tail" and not begins_small(name) and all(row in page.marks for row in below)


def _headlines(page: Debris, index: int) -> list[int]:
    """Return the lines right below a label that may be headlines, up to the first that is not."""
    below = []
    for row in range(index + 1, len(page.layout.lines)):
        if not page.is_headline(row):
            break
        below.append(row)
    return below


def _weight(line: str) -> int:
    return len(line) + 2 * sum(letter >= "\u2e80" for letter in line)
