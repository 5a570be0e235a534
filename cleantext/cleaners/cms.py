"""Tokens of content systems other than bracketed shortcodes: Joomla, Drupal, Hugo, wikis."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.cleaners.spans import Gap, code_spans, inside, taken_out
from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import layout, removed

_JOOMLA = (
    r"\{(?:loadposition|loadmodule|loadmoduleid|jcomments|mosimage|mospagebreak|modal|tip|slider|tab|gallery|"
    r"phocagallery)"
    r"(?: [^{}\n]{0,200}+)?\}"
)
_JOOMLA_PAIR = (
    r"\{(?P<pair>youtube|vimeo|mp3|mp4|flv|audio|video|gallery|dailymotion|rokbox|"
    r"source)\}[^{}\n]{1,300}+\{/(?P=pair)\}"
)
_HUGO = r"\{\{\\?[<%](?: |\\_|[^{}\n<>%])[^{}\n]{0,500}+\}\}"
_DRUPAL = r"\[\[(?:nid|fid|view|block|node):[\w:|=/ -]{1,200}+\]\]|\[\[\{\"(?:fid|type)\"(?:[^\[\]\n]++|\[\])*+\]\]"
_BREAK = r"<!--\s?(?:break|more|nextpage|pagebreak|readmore)(?: [^<>\n]{0,80}+)?\s?-->"
_TOKEN = re.compile(rf"{_JOOMLA}|{_JOOMLA_PAIR}|{_HUGO}|{_DRUPAL}|{_BREAK}")


@document_rule(effect="remove", triggers=("{", "[[", "<!--"))
def cms_tokens(document: Document) -> Iterator[Edit]:
    r"""Remove tokens that Joomla, Drupal and Hugo replace when they show a page.

    Why: they name a module, a node or a film to be put in, and say nothing to a reader.
    Before: "{loadposition banner}\nThe ferry is back.\n{youtube}a1B2c3{/youtube}"
    After: "The ferry is back.\n"
    Before: "The ferry is back.<!--break--> It sails at noon. [[nid:12]]"
    After: "The ferry is back. It sails at noon."
    Before: "{{< youtube a1B2c3 >}}\nThe ferry is back."
    After: "The ferry is back."
    Keeps: "The set {a, b} has two members, {video} none."
    """
    code = document.shared(code_spans)
    found = (match.span() for match in _TOKEN.finditer(document.text))
    yield from taken_out(document.text, (Gap(*span) for span in found if not inside(code, span[0])))


# The namespaces for pictures and categories in the larger wikis.
_FILE_SPACES = (
    "File|Image|Media|Datei|Bild|Fichier|Archivo|Imagen|Ficheiro|Imagem|Bestand|Afbeelding|Plik|Grafika|Fil|"
    "Tiedosto|Soubor|"
    "Fișier|Dosya|Berkas|Tập tin|Файл|Изображение|Зображення|Датотека|Слика|ملف|صورة|پرونده|קובץ|चित्र|চিত্র|ファイル|"
    "画像|파일|文件|檔案"
)
_CATEGORY_SPACES = (
    "Category|Kategorie|Catégorie|Categoría|Categoria|Categorie|Kategoria|Kategori|Kategória|Luokka|Категория|"
    "Категорія|"
    "تصنيف|رده|קטגוריה|श्रेणी|বিষয়শ্রেণী|カテゴリ|분류|分类|分類"
)
_WIKI_FILE = rf"\[\[(?:{_FILE_SPACES}):(?:[^\[\]\n]|\[\[[^\[\]\n]*+\]\]|\[[^\[\]\n]*+\])*+\]\]"
_WIKI_CATEGORY = rf"\[\[(?:{_CATEGORY_SPACES}):(?P<category>[^\[\]|\n]++)(?:\|[^\[\]\n]*+)?\]\]"
_WIKI_TEMPLATE = (
    r"\{\{(?:cite|citation|refn?|sfn|efn|reflist|clear|main|see also|short description|use \w+ dates|infobox|"
    r"coord|stub|dead link|citation needed|cn|fact|better source needed|authority control)"
    r"(?:[ |_-][^{}]{0,3000}+)?\}\}"
)
_WIKI_REFERENCE = r"<ref(?: [^<>]{0,200}+)?(?:/>|>[^<>]{0,2000}+</ref>)"
_WIKI_LINK = r"\[\[(?P<target>[^\W\d_][^\[\]|{}<>\n]{0,200}+)(?:\|(?P<shown>[^\[\]|\n]{1,300}+))?\]\]"
_WIKI = re.compile(
    rf"(?P<file>{_WIKI_FILE})|{_WIKI_CATEGORY}|(?P<gone>{_WIKI_TEMPLATE}|{_WIKI_REFERENCE})|{_WIKI_LINK}", re.IGNORECASE
)
_WIKI_PICTURE_WORDS = re.compile(r"\|(?P<caption>[^|\[\]\n]*[^\W\d_][^|\[\]\n]* [^|\[\]\n]*)\]\]$")


@document_rule(effect="remove", triggers=("[[", "{{", "<ref"))
def wiki_markup(document: Document) -> Iterator[Edit]:
    r"""Unwrap wiki links and remove wiki pictures, categories, references and citation templates.

    Why: dumps of wikis are read without the program that turns their marks into a page.
    Before: "The [[ferry|ferries]] of [[Harbour Town]] are old.<ref>Gazette, 3 May</ref>"
    After: "The ferries of Harbour Town are old."
    Before: "[[File:Quay.jpg|thumb|The quay at dawn]]\nThe ferry is back.\n[[Category:Ferries]]"
    After: "The ferry is back.\n"
    Keeps: "The matrix [[1, 2], [3, 4]] is square; if [[ -f quay ]] then."
    Loses: references, and templates for citations, boxes and coordinates.
    """
    text = document.text
    code = document.shared(code_spans)

    def gaps() -> Iterator[Gap]:
        for match in _WIKI.finditer(text):
            start, end = match.span()
            if inside(code, start):
                continue
            if match["target"]:
                name = "shown" if match["shown"] else "target"
                if ":" not in match["target"] or match["shown"]:
                    yield Gap(start, match.start(name))
                    yield Gap(match.end(name), end)
            elif match["category"]:
                yield Gap(start, match.start("category"))
                yield Gap(*match.span("category"), "tags")
                yield Gap(match.end("category"), end)
            elif match["file"] and (words := _WIKI_PICTURE_WORDS.search(match["file"])):
                yield Gap(start, start + words.start("caption"))
                yield Gap(start + words.start("caption"), start + words.end("caption"), "captions")
                yield Gap(start + words.end("caption"), end)
            else:
                yield Gap(start, end)

    yield from _unwrapped(text, gaps())


def _unwrapped(text: str, gaps: Iterator[Gap]) -> Iterator[Edit]:
    # A link's brackets touch its words: there is no blank to close up, and no word to part.
    yield from taken_out(text, gaps, glued=True)


_EDIT_WORDS = (
    "edit|edit source|edit ?\\| ?edit source|Bearbeiten|Bearbeiten ?\\| ?Quelltext bearbeiten|Quelltext bearbeiten|"
    "modifier|"
    "modifier ?\\| ?modifier le code|modifier le code|editar|editar ?\\| ?editar (?:código|fonte|a fonte)|modifica|"
    "modifica ?\\| ?modifica wikitesto|bewerken|bewerken ?\\| ?brontekst bewerken|edytuj|edytuj ?\\| ?edytuj kod|"
    "redigera|"
    "redigera ?\\| ?redigera wikitext|rediger|muokkaa|upravit|upraviť|szerkesztés|modificare|править|править ?\\|"
    " ?править код|"
    "редагувати|редакция|уреди|edit sumber|sunting|sửa|sửa ?\\| ?sửa mã nguồn|değiştir|değiştir ?\\| ?kaynağı değiştir|"
    "تعديل|ویرایش|עריכה|编辑|編輯|編集|편집|ソースを編集"
)
_EDIT_LINK = re.compile(rf"\s*\\?\[ ?(?:{_EDIT_WORDS}) ?\\?\]\s*$")
_LONGEST_HEADING = 120


@document_rule(effect="remove", triggers=("]",))
def edit_links(document: Document) -> Iterator[Edit]:
    r"""Remove the “[edit]” that a wiki puts after its headings.

    Why: it is a button; the heading before it stays.
    Before: "History[edit]\nThe harbour is old."
    After: "History\nThe harbour is old."
    Before: "Geschichte [Bearbeiten | Quelltext bearbeiten]"
    After: "Geschichte"
    Keeps: "He wrote that the clerk should change it [edit]."
    """
    text = document.text
    for line in document.shared(layout).lines:
        if "]" not in line.text or len(line.text) > _LONGEST_HEADING:
            continue
        link = _EDIT_LINK.search(line.text)
        if link and link.start() == 0:
            yield removed(text, line.start, line.end)
        elif link and line.text[link.start() - 1] not in ".。":
            yield Edit(line.start + link.start(), link[0], "")
