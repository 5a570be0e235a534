"""What printing leaves in a text: running heads, page numbers, initials set apart, letters spaced out."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

from cleantext.cleaners.phrases.tongues import spoken
from cleantext.core.alphabet import unusual_characters
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import (
    Layout,
    Line,
    dropped,
    ends_sentence,
    is_prose,
    layout,
    short_lines,
    short_text,
)
from cleantext.core.linelooks import MARKS, TINY, in_any_case, lines_begun, tiny_lines

_WIDE = 50  # characters: a line of prose that a page break cuts, not one of a list or a poem
_FEWEST_PAGES = 3
_FEWEST_CUTS = 2  # sentences that the lines stand in the middle of
_NUMBERS = re.compile(r"\d+")
_ASCII_NUMBERS = re.compile(r"[0-9]+")  # found five times as fast in a text of another script
_MOST_DIGITS = 4
_MOST_WORDS = 50  # characters on either side of a page number
_INITIAL = re.compile(r"(?P<initial>[^\W\d_])(?P<gap> |\n{1,2})(?P<rest>[^\W\d_]{1,14})(?![\w'’.])")
_SPACED = re.compile(r"(?<![\w'’])[^\W\d_](?: [^\W\d_]){3,30}(?![\w'’])")
_SPACED_OUT = re.compile(" [^ ] [^ ] [^ ]")  # in all that is spaced out, and found faster: it begins with a literal
_STANDS_ALONE = re.compile(r"\n[^\W\d_a-z](?=[ \n]|\Z)")  # the first letter of a line
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_LETTERS = 4
# "3 of 12" with its word in front, in the languages where it is usual.
_OF_PAGES = re.compile(
    r"[\W_]*(?:page|pg\.?|seite|página|pág\.?|pagina|pag\.?|strona|str\.?|sida|side|sivu|stránka|oldal|страница|стр\.?|сторінка|стор\.?"
    r"|σελίδα|sayfa|halaman|trang|صفحة|صفحه|पृष्ठ|หน้า|עמוד)\s?(?P<page>\d{1,4})\s?"
    r"(?:/|of|von|sur|de|di|van|z|av|af|ze|из|з|από|dari|من|از|में से|จาก|מתוך)\s?(?P<all>\d{1,4})[\W_]*"
    r"|[\W_]*第\s?(?P<zh>\d{1,4})\s?[页頁]\s?[,，/／]?\s?[共总總]\s?(?P<zh_all>\d{1,4})\s?[页頁][\W_]*",
    re.IGNORECASE,
)
# How such a line begins.
_PAGE = re.compile(
    "\n"
    + MARKS
    + in_any_case(
        *["pag", "pg", "seite", "pág", "str", "sida", "side", "sivu", "oldal", "стр", "сто", "σελ", "sayfa", "halaman"],
        *["trang", "صفح", "पृष्ठ", "หน้า", "עמוד", "第"],
    )
)
# Letters that are a word in some language: such a letter before a word is no initial unless the language tells.
_ONE_LETTER_WORDS = frozenset("aeiouywvszkhàáéèìíòóöõåæøâêîôûвскоуяиазіїєбж")


class _Page(NamedTuple):
    place: int  # among the lines of the layout
    number: int


@cache
def _openers() -> dict[str, frozenset[str]]:
    """Return the words that articles often begin with, each with the languages it is of."""
    source = resources.files(__package__).joinpath("openers.toml").read_text(encoding="utf-8")
    by_language = {code: set(words.split()) for code, words in tomllib.loads(source).items()}
    words = set().union(*by_language.values())
    return {word: frozenset(code for code in by_language if word in by_language[code]) for word in words}


@cache
def _other_digits() -> frozenset[str]:
    return frozenset(filter(str.isdecimal, map(chr, range(0x80, 0x20000))))


def _may_number_pages(document: Document) -> bool:
    """Say whether a tiny line begins like "Page 3 of 12", or the numbers of three of them count up."""
    lines = "\n".join(["", *[line.text for _, line in document.derived(tiny_lines)]])
    if _PAGE.search(lines):
        return True
    ascii_digits = document.shared(unusual_characters).isdisjoint(_other_digits())
    found = (_ASCII_NUMBERS if ascii_digits else _NUMBERS).findall(lines)
    if len(found) < _FEWEST_PAGES:
        return False
    numbers = {int(number) for number in found if len(number) <= _MOST_DIGITS}
    following = numbers.intersection([number + 1 for number in numbers])
    return not following.isdisjoint([number + 1 for number in following])


@document_rule(effect="remove", asks=_may_number_pages)
def running_heads(document: Document) -> Iterator[Edit]:
    r"""Drop page numbers, and the heads and feet that stand on every page of a book or report.

    Why: a dump of printed pages has them in the middle of sentences. "Page 3 of 12" goes wherever it is a line of its
    own. Other numbers go if they count up by one, three times at least, and cut sentences or stand beside a line that
    comes back with each of them; that line goes too.
    Before: "The harbour of the small town opened again on\nPage 3 of 12\nMonday."
    After: "The harbour of the small town opened again on\nMonday."
    Keeps: "Page 3\n\nThe harbour opened again on Monday, and nobody on the quay had thought it possible."
    Keeps: "1\n\nThe harbour opened again.\n\n2\n\nThe ferry came in.\n\n3\n\nNobody was hurt."
    Keeps: "Article 1\nAll boats are equal.\nArticle 2\nAll boats are free.\nArticle 3\nNo boat is an island."
    Loses: the numbers of the pages.
    """
    lines = document.derived(tiny_lines)
    numbers = [len(_NUMBERS.findall(line.text)) for _, line in lines]
    numbered = [found for found, count in zip(lines, numbers, strict=True) if count == 1]
    page = document.shared(layout)
    text = document.text
    gone = {
        index
        for (index, line), count in zip(lines, numbers, strict=True)
        if count == 2 and _is_page_of_pages(line.text)
    }
    for pages in _sequences(numbered):
        places = [found.place for found in pages]
        heads = _heads(page, places)
        if heads or _cuts(page, places) >= _FEWEST_CUTS:
            gone.update(places, heads)
    for index in sorted(gone):
        yield dropped(text, page.lines[index], why="stands on every page")


def _begun_with_a_letter(document: Document) -> list[re.Match[str]]:
    """Return the capitals that stand alone at the beginning of a line, with what may be the rest of their words."""
    text, lines = document.text, document.shared(layout).lines
    found = [_INITIAL.match(text, lines[index].start) for index in lines_begun(document, _STANDS_ALONE)]
    return [match for match in found if match and _may_be_one_word(match)]


@document_rule(effect="repair", asks=_begun_with_a_letter)
def drop_caps(document: Document) -> Iterator[Edit]:
    r"""Join the large first letter of a paragraph to its word.

    Why: set apart by the page's style or by a converter, it makes two words of one. They are joined if the word is
    a usual one to begin with in the text's language, or stands elsewhere in the text and its rest does not.
    Before: "T he mayor closed the harbour on Monday and opened it again on the day that followed."
    After: "The mayor closed the harbour on Monday and opened it again on the day that followed."
    Before: "M ayors closed the harbour on Monday. The mayors of both towns opened it on the day after."
    After: "Mayors closed the harbour on Monday. The mayors of both towns opened it on the day after."
    Keeps: "A mayor closed the harbour of the town on Monday, and I was there with the other mayors."
    Keeps: "C major was the key of the harbour, said the bandmaster, and of all the boats that lay in it."
    Keeps: "I ran for mayor of the town, and Iran was in the news on all of those days, as I well recall."
    """
    text = document.text
    for found in document.derived(_begun_with_a_letter):
        end = text.find("\n", found.end())
        if _is_one_word(document, found) and is_prose(text[found.start("rest") : len(text) if end < 0 else end]):
            yield Edit(found.start("gap"), found["gap"], "", "", "the first letter of the word, set apart")


def _spaced_on_short_lines(document: Document) -> bool:
    return bool(_SPACED_OUT.search(document.derived(short_text)))


@document_rule(effect="repair", asks=_spaced_on_short_lines)
def spaced_letters(document: Document) -> Iterator[Edit]:
    r"""Join words whose letters are spaced out on a short line, where the text has the same word elsewhere.

    Why: typesetters and converters space letters for effect; to a reader that searches they are no words.
    Before: "S E C T I O N\n\nThis section of the report is about the harbour."
    After: "SECTION\n\nThis section of the report is about the harbour."
    Keeps: "G A T T A C A is what the machine printed, and nothing else."
    Keeps: "A B C D E\n\nThe child could say the alphabet as far as that."
    """
    for _, line in document.derived(short_lines):
        for found in _SPACED.finditer(line.text):
            joined = found[0].replace(" ", "")
            if len(joined) >= _FEWEST_LETTERS and document.shared(_words)[joined.casefold()]:
                why = "the same word stands elsewhere in the text"
                yield Edit(line.start + found.start(), found[0], joined, "", why)


def _is_page_of_pages(line: str) -> bool:
    found = _OF_PAGES.fullmatch(line)
    return found is not None and int(found["page"] or found["zh"]) <= int(found["all"] or found["zh_all"])


def _sequences(numbered: list[tuple[int, Line]]) -> Iterator[list[_Page]]:
    """Yield the rows of lines that differ in a number alone, which counts up by one from line to line."""
    by_form: dict[tuple[str, str], list[_Page]] = {}
    for index, line in numbered:
        left, right = _NUMBERS.split(words := line.text.strip())
        page = words[len(left) : len(words) - len(right)]
        if len(page) <= _MOST_DIGITS and len(left) <= _MOST_WORDS and len(right) <= _MOST_WORDS:
            form = (left.strip().casefold(), right.strip().casefold())
            by_form.setdefault(form, []).append(_Page(index, int(page)))
    for pages in by_form.values():
        counts_up = all(
            later.number == earlier.number + 1 and later.place > earlier.place + 1 for earlier, later in pairwise(pages)
        )
        if counts_up and len(pages) >= _FEWEST_PAGES:
            yield pages


def _cuts(page: Layout, places: list[int]) -> int:
    """Return how many of the lines stand in the middle of a sentence."""
    return sum(0 < place < len(page.lines) - 1 and _is_cut(page, place - 1, place + 1) for place in places)


def _is_cut(page: Layout, above: int, below: int) -> bool:
    left, right = page.lines[above].text.rstrip(), page.lines[below].text.lstrip()
    return len(left) >= _WIDE and not ends_sentence(left) and right[:1].islower()


def _heads(page: Layout, places: list[int]) -> list[int]:
    """Return the lines that stand beside nearly all of the page numbers in the same words."""
    beside = {place for number in places for place in (number - 1, number + 1) if 0 <= place < len(page.lines)}
    heads = {
        place: line.text.strip().casefold()
        for place in sorted(beside)
        if len((line := page.lines[place]).text) <= TINY and not ends_sentence(line.text)
    }
    counts = Counter(heads.values())
    return [place for place, words in heads.items() if counts[words] >= max(_FEWEST_PAGES, len(places) - 1)]


def _may_be_one_word(found: re.Match[str]) -> bool:
    """Say whether a capital and the letters behind it are a word that articles begin with, or one that may be."""
    initial, rest = found["initial"], found["rest"]
    if not initial.isupper() or not (rest.islower() or rest.isupper()):
        return False
    word = (initial + rest).casefold()
    return word in _openers() or (len(word) > _FEWEST_LETTERS and word[0] not in _ONE_LETTER_WORDS)


def _is_one_word(document: Document, found: re.Match[str]) -> bool:
    """Say whether the text's language or its other words tell that it is one word."""
    word, rest = (found["initial"] + found["rest"]).casefold(), found["rest"].casefold()
    codes = _openers().get(word)
    if codes and not codes.isdisjoint(document.shared(_languages)):
        return True
    if len(word) <= _FEWEST_LETTERS or word[0] in _ONE_LETTER_WORDS:
        return False
    words = document.shared(_words)
    return words[word] > 0 and words[rest] == 1


def _languages(text: str) -> frozenset[str]:
    """Return the languages the text may be in; Cyrillic ones by their letters."""
    return spoken(text) or (frozenset({"ru"}) if re.search("[ыэ]", text) else frozenset())


def _words(text: str) -> Counter[str]:
    """Return how often each word stands in a text, in one case."""
    return Counter(found[0].casefold() for found in _WORD.finditer(text))
