"""The cleaner that finds the main text of a whole page's dump."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from cleantext.cleaners.main_text.long_lines import joins_blocks
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit, Flag
from cleantext.core.errors import MissingExtra
from cleantext.core.layout import ends_sentence, is_prose

if TYPE_CHECKING:
    from cleantext.cleaners.main_text.model import Opinion

FEWEST_LINES = 15  # fewer lines than these are no page
SHORTEST_PROSE = 14  # characters of a line; the densest script needs so many for what may be prose
PROSE_ENOUGH = 0.6  # a document whose lines are prose to this share is an article already
SENTENCES_ENOUGH = 0.99  # or one whose blocks are joined, if its characters stand in whole sentences to this share
# A document that would lose a smaller share both of its words and of its lines is clean already: no page is so bare.
LEAST_WORDS, LEAST_LINES = 0.08, 0.4
LEAST_EXPECTED = 0.25  # expected F1 below which a page has no main text that we can find
LEAST_CHANCE = 0.4  # so likely must be one line of a few without any prose
NONE_FOUND = "no main text found; left as it was"


@document_rule(effect="remove")
def page_chrome(
    document: Document, *, keep: Literal["precision", "balanced", "recall"] = "balanced", comments: bool = False
) -> Iterator[Edit | Flag]:
    r"""Keep the main text of a whole page's dump; drop the menus, teasers, forms and footers around it.

    A small network reads the lines in their order and gives each a probability; the lines with the highest expected F1
    stay. `keep`: "precision" keeps less in doubt, "recall" more. `comments`: keep the readers' comments under an article.
    An article that is clean already is left alone; a page in which no main text is found is flagged and left alone.
    A page that a tool has joined in a few endless lines is judged in pieces: its sentences, and its joined blocks.

    Why: where the HTML is gone, menus and text come in one stream of lines. Only for whole pages, not for extracted text.
    Before: "Island Post\nHome\nNews\nSport\nLog in\nSearch\n\nFerry returns to the northern islands\n\nThe first ferry in nine years reached the northern islands on Tuesday, with forty passengers and a crate of oranges.\n\nPeople had waited on the pier since dawn. Some of the children had never seen a ship of that size, their teacher said.\n\nIt will sail three times a week until October. In winter, the captain said, the weather decides, as it always has.\n\nShare this:\nFacebook\nTwitter\nRelated stories\nStorm closes the harbour\nSchool wins a prize\nLeave a comment\nPrivacy policy\n© Island Post"
    After: "The first ferry in nine years reached the northern islands on Tuesday, with forty passengers and a crate of oranges.\n\nPeople had waited on the pier since dawn. Some of the children had never seen a ship of that size, their teacher said.\n\nIt will sail three times a week until October. In winter, the captain said, the weather decides, as it always has.\n\n"
    Keeps: "The line was closed in spring.\n\nRelated: that was how the clerk marked every cousin in the register."
    Loses: the headline, as the training data has it; what stands out of the main text's way: notes in margins, captions far from it, the last lines of listings.
    Source: MODEL.md beside the code: training data (WCXB, CC BY 4.0), figures, and where the model fails.
    """
    if not is_clean(document):
        yield from chosen(document.text, document.shared(opinion_of), keep, comments)
    elif is_bare(document):
        yield Flag(0, len(document.text), NONE_FOUND)


def is_clean(document: Document) -> bool:
    """Say whether a document is too short for a page, or prose from end to end: nothing to ask the model about."""
    lines = [line for line in document.text.split("\n") if line.strip()]
    if not _are_clean(lines):
        return False
    if not joins_blocks(list(map(len, lines))):
        return True
    page = document.shared(opinion_of).page
    pieces = [document.text[start:end].strip() for start, end in zip(page.starts, page.ends, strict=True)]
    if len(pieces) < FEWEST_LINES:
        return True
    sentences = sum(len(piece) for piece in pieces if is_prose(piece) and ends_sentence(piece))
    return sentences >= SENTENCES_ENOUGH * sum(map(len, pieces))


def _are_clean(lines: list[str]) -> bool:
    if len(lines) < FEWEST_LINES:
        return True
    wanted = PROSE_ENOUGH * len(lines)
    long_enough = [line for line in lines if len(line) >= SHORTEST_PROSE]
    return len(long_enough) >= wanted and sum(map(is_prose, long_enough)) >= wanted


def is_bare(document: Document) -> bool:
    """Say whether a short document is what is left of a page that shows nothing without its scripts."""
    lines = [line for line in document.text.split("\n") if line.strip()]
    if not lines or any(map(is_prose, lines)):
        return False
    return bool(document.shared(opinion_of).chances.max() < LEAST_CHANCE)


def chosen(text: str, opinion: Opinion, keep: str = "balanced", comments: bool = False) -> Iterator[Edit | Flag]:
    """Yield the removal of each line that is not to be kept, or a flag if there is no main text."""
    from cleantext.cleaners.main_text import decide

    page, chances = opinion.page, opinion.chances
    kept = decide.best_lines(chances, page.weights, decide.BETA[keep])
    if decide.expected_f1(chances, page.weights, kept) < LEAST_EXPECTED:
        yield Flag(0, len(text), NONE_FOUND)
        return
    if comments:
        lines = [text[start:end] for start, end in zip(page.starts, page.ends, strict=True)]
        kept[decide.comment_lines(lines, [is_prose(line) for line in lines], kept)] = True
    few_words = page.weights[~kept].sum() < LEAST_WORDS * page.weights.sum()
    if few_words and (~kept).sum() < LEAST_LINES * len(kept):
        return
    likely = chances.tolist()
    for number, start, stop in decide.removals(page, kept, len(text)):
        yield Edit(start, text[start:stop], "", why=f"main text with a probability of {likely[number]:.3f}")


def opinion_of(text: str) -> Opinion:
    """Return what the shipped model thinks of a text.

    Errors: `MissingExtra` without numpy.
    """
    try:
        from cleantext.cleaners.main_text.model import shipped_model
    except ImportError as error:
        raise MissingExtra("page-chrome needs numpy: pip install 'cleantext-toolkit[page]'.") from error
    return shipped_model().opinion(text)
