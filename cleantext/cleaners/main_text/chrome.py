"""The cleaner that finds the main text of a whole page's dump."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit, Flag
from cleantext.core.errors import MissingExtra
from cleantext.core.layout import is_prose, layout

if TYPE_CHECKING:
    from cleantext.cleaners.main_text.model import Opinion

FEWEST_LINES = 8  # fewer lines than these are no page
PROSE_ENOUGH = 0.9  # a document whose lines are prose to this share is an article already
LEAST_EXPECTED = 0.3  # expected F1 below which a page has no main text that we can find


@document_rule(effect="remove")
def page_chrome(
    document: Document, *, keep: Literal["precision", "balanced", "recall"] = "balanced", comments: bool = False
) -> Iterator[Edit | Flag]:
    r"""Keep the main text of a whole page's dump; drop menus, teasers, forms and footers around it.

    Why: where the HTML is gone, a page is one stream of lines.
    """
    if not is_clean(document):
        yield from chosen(document.text, document.shared(opinion_of), keep, comments)


def is_clean(document: Document) -> bool:
    """Say whether a document is too short for a page, or prose from end to end: nothing to ask the model about."""
    lines = document.shared(layout).lines
    return len(lines) < FEWEST_LINES or sum(is_prose(line.text) for line in lines) >= PROSE_ENOUGH * len(lines)


def chosen(text: str, opinion: Opinion, keep: str = "balanced", comments: bool = False) -> Iterator[Edit | Flag]:
    """Yield the removal of each line that is not to be kept, or a flag if there is no main text."""
    from cleantext.cleaners.main_text import decide

    page, chances = opinion.page, opinion.chances
    kept = decide.best_lines(chances, page.weights, decide.BETA[keep])
    if decide.expected_f1(chances, page.weights, kept) < LEAST_EXPECTED:
        yield Flag(0, len(text), "no main text found; left as it was")
        return
    lines = [text[start:end] for start, end in zip(page.starts, page.ends, strict=True)]
    if comments:
        kept[decide.comment_lines(lines, [is_prose(line) for line in lines], kept)] = True
    stops = [*page.starts[1:], len(text)]  # blank lines go with the line they follow
    for start, stop, stays, chance in zip(page.starts, stops, kept.tolist(), chances.tolist(), strict=True):
        if not stays:
            yield Edit(start, text[start:stop], "", why=f"main text with a probability of {chance:.3f}")


def opinion_of(text: str) -> Opinion:
    """Return what the shipped model thinks of a text.

    Errors: `MissingExtra` without numpy.
    """
    try:
        from cleantext.cleaners.main_text.model import shipped_model
    except ImportError as error:
        raise MissingExtra("page-chrome needs numpy: pip install 'cleantext-toolkit[page]'.") from error
    return shipped_model().opinion(text)
