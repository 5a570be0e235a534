"""The page's table of contents: its label without the list, and the list whose entries come back as headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.cleaners.extracts import is_extract
from cleantext.cleaners.heads import folded, shows_page
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import Line, dropped, is_prose, layout, short_lines

# What announces a list, wherever it stands ...
_TABLES = frozenset({
    "table of contents", "table of content", "content map", "toc", "inhaltsverzeichnis", "table des matières",
    "tabla de contenidos", "tabla de contenido", "índice de contenidos", "índice de conteúdo", "índice do artigo",
    "tabela de conteúdos", "indice dei contenuti", "indice dell'articolo", "inhoudsopgave", "innehållsförteckning",
    "indholdsfortegnelse", "innholdsfortegnelse", "sisällysluettelo", "spis treści", "tartalomjegyzék",
    "содержание статьи", "оглавление статьи", "зміст статті", "πίνακας περιεχομένων", "içindekiler", "daftar isi",
    "mục lục", "جدول المحتويات", "فهرس المحتويات", "فهرست مطالب", "תוכן עניינים", "विषय सूची", "সূচিপত্র", "目次",
    "文章目录", "文章目錄", "목차", "สารบัญ",
})  # fmt: skip
# ... and what may be a heading of the text's own.
_OTHERS = frozenset({
    "contents", "content", "page contents", "article contents", "on this page", "in this article", "in this post",
    "in this guide", "in this story", "in this blog", "in this review", "topics covered", "what's inside",
    "inhalt", "auf dieser seite", "in diesem artikel", "in diesem beitrag", "sommaire", "dans cet article", "contenido",
    "contenidos", "en este artículo", "sumário", "neste artigo", "sommario", "indice", "in questo articolo",
    "in dit artikel", "w tym artykule", "v tomto článku", "содержание", "в этой статье", "目录", "目錄",
})  # fmt: skip
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.):]?|[ivx]{1,5}[.)])\s+")
_LONGEST_LABEL = 26  # characters
_FEWEST_ENTRIES = 3
_LONGEST_ENTRY = 160  # characters
_DEEPEST = 12  # lines with words: below these "Contents" heads a section


def contents_labels(document: Document) -> tuple[tuple[int, Line, bool], ...]:
    """Return the lines that announce a table of contents, and whether none of them can be a heading of the text's own.

    Ask `document.derived(contents_labels)`.
    """
    found = []
    for index, line in document.derived(short_lines):
        if len(line.text) <= _LONGEST_LABEL + 8 and len(words := folded(line.text)) <= _LONGEST_LABEL:
            words = words.replace("’", "'").rstrip(":： ↓▼")
            if words in _TABLES or (words in _OTHERS and index < _DEEPEST):
                found.append((index, line, words in _TABLES))
    return tuple(found)


@document_rule(effect="remove", asks=contents_labels)
def contents_lists(document: Document) -> Iterator[Edit]:
    r"""Drop the page's table of contents, and its label where the list is gone.

    Why: extractors leave "Table of contents" above the first paragraph and the list away, or keep both, though each
    entry comes back as a heading. A label goes if a paragraph follows, or a heading and its paragraph; one that may be
    a heading ("Contents") only in a text that comes from a page. The list goes only there, with its label, if it has
    three entries or more.
    Before: "Nine days of rain\n\nTable of Contents\n\nThe ferry lay on its side in the mud until the spring of that year."
    After: "Nine days of rain\n\n\nThe ferry lay on its side in the mud until the spring of that year."
    Keeps: "Table of Contents\n\nThe Pier\nThe Fog\nThe Ferry\n\nThe ferry lay on its side in the mud until spring."
    Keeps: "Nine days of rain\n\nContents\n\nThe box on the pier held three lamps, a rope and the keys of the ferry."
    Keeps: "The table of contents was missing."
    """  # noqa: E501
    text = document.text
    lines = document.shared(layout).lines
    for index, line, sure in document.derived(contents_labels):
        from_page = shows_page(document) or document.derived(is_extract)
        entries = _entries(lines, index) if from_page else []
        if len(entries) >= _FEWEST_ENTRIES:
            yield dropped(text, line, why="heads a list of the headings below")
            for entry in entries:
                yield dropped(text, entry, why="a heading below")
        elif (sure or from_page) and not entries and _leads_nowhere(lines, index, sure):
            yield dropped(text, line, why="the list that it announced is gone")


def _entries(lines: tuple[Line, ...], index: int) -> list[Line]:
    """Return the lines right below a label that come back, each as a line of its own, below the last of them."""
    below = [_entry(line) for line in lines[index + 1 :]]
    places = {key: place for place, key in enumerate(below) if key}  # the last of each
    count = 0
    while count < len(below) and below[count] and places[below[count]] > count:
        count += 1
    entries = list(lines[index + 1 : index + 1 + count])
    return entries if all(places[key] >= count for key in below[:count]) else []


def _entry(line: Line) -> str:
    if len(line.text) > _LONGEST_ENTRY or (is_prose(line.text) and line.text.rstrip()[-1] not in "?!？！؟"):
        return ""
    return _NUMBERED.sub("", folded(line.text))


def _leads_nowhere(lines: tuple[Line, ...], index: int, sure: bool) -> bool:
    """Say whether a paragraph follows, or a heading with its paragraph: no list."""
    below = lines[index + 1 : index + 3]
    if not below or below[0].text.lstrip()[:1] in "-*•|":
        return False
    return is_prose(below[0].text) or (sure and len(below) > 1 and is_prose(below[1].text))
