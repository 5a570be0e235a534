"""Which texts an extractor wrote, by the way their lines are set. Holds no cleaner.

Extractors write paragraphs below each other without a blank line. People who type or edit a text set them apart, or,
if they file reports, date them: what is undated and reads as a report of the day is a page's.
"""

from __future__ import annotations

import re
from functools import cache

from cleantext.cleaners.datewords import read_date_line, vocabulary
from cleantext.core.document import Document
from cleantext.core.layout import ends_sentence, layout, weight

_LONG, _FEWEST_LONG = 200, 4  # Latin letters of a paragraph, not of a verse, a step or an item; and how many of them
_SHORT, _FEWEST_SHORT = 100, 5  # the same in a report, whose paragraphs are shorter
_FEWEST_ITEMS = 3
_FEWEST_ATTRIBUTIONS = 2  # lines
_FEWEST_FIGURES = 3  # lines
_DENSE_DAY = re.compile("[\u0900-\u0e7f\u3040-\u9fff\uac00-\ud7af]{3,}")
_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_DAY_OF_MONTH = re.compile(r"([^\W\d_]+)\.? \d{1,2}\b|\b\d{1,2}\.? (?:de )?([^\W\d_]+)")
_NUMBERED_DAY = re.compile(r"\d[月월] ?\d{1,2}[日일]")
_SHORTEST_DAY = 5  # letters: "Sun", "mar", "sat" are words of their own

# How reports name their sources, in languages whose words are letters with blanks between them ...
_WORDS_OF_SAYING = """
said says told announced reported confirmed according
explained explains added adds noted argued argues stated claimed warned warns insisted revealed stressed
sagte sagten teilte erklärte erklärten laut zufolge betonte erläuterte ergänzte warnte
déclaré indiqué affirmé annoncé selon précisé expliqué ajouté souligné
dijo dijeron afirmó aseguró según declaró explicó informó señaló añadió agregó advirtió
disse disseram afirmou segundo informou declarou explicou acrescentou alertou
detto dichiarato spiegato secondo riferito annunciato aggiunto sottolineato
zei zegt volgens vertelde meldde meldt laat
säger sade enligt uppger sagde siger ifølge oplyser sier opplyser sanoi kertoi mukaan
powiedział powiedziała poinformował poinformowała według przekazał
řekl řekla uvedl uvedla podle povedal povedala uviedol
spus declarat potrivit anunțat mondta közölte szerint
rekao rekla izjavio izjavila kazao kazala навео изјавио рекао каза заяви съобщи според
сказал сказала заявил заявила сообщил сообщила сообщили словам сказав сказала заявив повідомив повідомила словами
είπε δήλωσε ανέφερε σύμφωνα dedi söyledi açıkladı belirtti göre
قال قالت أعلن أعلنت أكد وقال وأضاف گفت افزود اعلام אמר אמרה מסר לדברי
کہا بتایا
kata katanya ujar mengatakan menurut nói biết alisema amesema
"""
_SAID = frozenset(_WORDS_OF_SAYING.split())
# ... and in others, where a word is found anywhere.
_DENSE_SAID = (
    "表示", "指出", "据报道", "據報導", "稱，", "说：", "說：", "と述べ", "によると", "と話し", "と発表",
    "말했다", "밝혔다", "전했다", "กล่าวว่า", "เปิดเผยว่า", "कहा", "बताया", "अनुसार", "বলেন", "বলেছেন", "জানান",
    "জানিয়েছেন",
)  # fmt: skip

# How pages speak of themselves. Of books and papers only a preface does, and that without a site to show or a click.
_OWN_PAGE = re.compile(
    r"\b(?:(?:this|our|my) (?:[a-z]+ )?(?:blog|blog ?post|post|web ?site|web ?page|newsletter|guide|tutorial|round-?up"
    r"|listicle|article)|click here|keep reading|contact us|in diese[mr] (?:artikel|beitrag|blogpost|ratgeber)"
    r"|dans cet article|sur notre site|en este artículo|en esta entrada|nuestro sitio|neste (?:artigo|post)"
    r"|in questo articolo|in dit artikel|op onze site|w tym (?:artykule|wpisie)|v tomto článku|bu yazı(?:da|mızda)"
    r"|в этой статье|у цій статті|i den här artikeln|i denne artikkelen|i denne artikel)\b",
)


def is_extract(document: Document) -> bool:
    """Say whether an extractor wrote the text, and it is a report or has lists: ask `document.derived(is_extract)`."""
    if not _is_set_solid(document):
        return False
    paragraphs = _paragraphs(document, _LONG) >= _FEWEST_LONG
    return (paragraphs and _has_items(document)) or (
        (paragraphs or _paragraphs(document, _SHORT) >= _FEWEST_SHORT) and _is_report(document)
    )


def is_solid_text(document: Document) -> bool:
    """Say whether long paragraphs stand below each other without a blank line, and without a date above them."""
    return _is_set_solid(document) and _paragraphs(document, _LONG) >= _FEWEST_LONG


def speaks_of_its_page(document: Document) -> bool:
    """Say whether the text speaks of itself as a page does: "in this post", "click here"."""
    return _OWN_PAGE.search(document.text.lower()) is not None


def _is_set_solid(document: Document) -> bool:
    lines = document.shared(layout).lines
    if len(lines) <= _FEWEST_LONG or lines[-1].number - lines[0].number >= len(lines):
        return False
    return not any(_opens_with_date(line.text) for line in lines[:3])


def _paragraphs(document: Document, least: int) -> int:
    return sum(weight(line.text) >= least and ends_sentence(line.text) for line in document.shared(layout).lines)


def _opens_with_date(line: str) -> bool:
    words = line.split(" ", 7)
    if not _FIGURE.search(" ".join(words[:6])):
        return False
    return any(read_date_line(" ".join(words[:count])) for count in range(2, min(len(words), 7)))


def _has_items(document: Document) -> bool:
    """Say whether lines of a list stand right below the text, each with the hyphen that extractors give it."""
    return sum(line.text.startswith("- ") for line in document.shared(layout).lines) >= _FEWEST_ITEMS


def _is_report(document: Document) -> bool:
    """Say whether lines below the first name sources, and one a day; or if more do, whether several give figures."""
    said = figures = 0
    dated = False
    for line in document.shared(layout).lines[1:]:
        folded = line.text.casefold()
        words = frozenset(_WORD.findall(folded))
        said += not _SAID.isdisjoint(words) or (not folded.isascii() and any(map(folded.__contains__, _DENSE_SAID)))
        figures += _FIGURE.search(folded) is not None
        dated = dated or _names_day(folded, words)
        if said >= _FEWEST_ATTRIBUTIONS and (dated or (said > _FEWEST_ATTRIBUTIONS and figures >= _FEWEST_FIGURES)):
            return True
    return False


def _names_day(line: str, words: frozenset[str]) -> bool:
    """Say whether a line names a weekday, or a day of a month."""
    weekdays, months, dense = _calendar()
    if not weekdays.isdisjoint(words):
        return True
    if not months.isdisjoint(words) and any(not months.isdisjoint(near) for near in _DAY_OF_MONTH.findall(line)):
        return True
    return not line.isascii() and (any(map(line.__contains__, dense)) or _NUMBERED_DAY.search(line) is not None)


@cache
def _calendar() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """Return the names of weekdays and of months, and the weekdays of languages without blanks between words."""
    words = vocabulary()
    days = [word for word, kinds in words.items() if "weekdays" in kinds]
    return (
        frozenset(day for day in days if len(day) >= _SHORTEST_DAY or (not day.isascii() and len(day) > 3)),
        frozenset(word for word, kinds in words.items() if kinds == {"months"} and len(word) > 2),
        tuple(day for day in days if _DENSE_DAY.fullmatch(day)),
    )
