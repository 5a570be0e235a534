"""The labels that stand before the names of authors, such as "By". Holds no cleaner."""

from __future__ import annotations

import re

from cleantext.core.alphabet import one_of

# A label that is an everyday word counts only where the text is in its language: one of the small words stands in it.
EVERYDAY = {
    "by": "the and of to",
    "von": "und der die das",
    "par": "et les des une",
    "por": "que los las del para uma não do",
    "di": "che il del della yang dan",
    "door": "het een van",
    "av": "och og som",
    "af": "og til som",
    "od": "i se je na",
    "oleh": "yang dan",
    "da": "che il del",
    "de": "et les des une și din pentru",
    "szerző": "",
}
# Labels that say what they are. The field other than `byline` is for those who did not write the text.
_PLAIN = (
    "written by", "posted by", "words by", "story by", "text by", "article by", "published by", "submitted by",
    "created by", "author", "authors", "reporter", "geschrieben von", "verfasst von", "autor", "autorin",
    "écrit par", "publié par", "rédigé par", "auteur", "escrito por", "publicado por", "redacción", "scritto da",
    "autore", "a cura di", "geschreven door", "skrevet av", "skriven av", "tekst", "kirjoittaja", "napisał",
    "napisała", "автор", "авторы", "текст", "συντάκτης", "yazar", "yazan", "hazırlayan", "الكاتب", "كتب", "بقلم",
    "نویسنده", "מאת", "लेखक", "लेखिका", "লেখক", "penulis", "tác giả", "ผู้เขียน", "mwandishi", "作者", "记者", "記者",
    "文", "文・写真", "写真・文", "取材・文", "撰文", "撰稿", "著者", "執筆", "글", "기자",
)  # fmt: skip
OTHERS = (
    "edited by", "reviewed by", "medically reviewed by", "fact checked by", "fact-checked by", "curated by",
    "compiled by", "updated by", "photos by", "translated by", "editor", "penyunting", "редактор", "编辑", "責任編集",
    "责任编辑", "責任編輯",
)  # fmt: skip

_SEPARATOR = r"(?:\s*[:：/／丨|]\s*|\s+[-–—]\s+)"


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word).replace("\\ ", r"\s") for word in sorted(words, key=len, reverse=True))


# "By" and "Written by" need no colon; a noun ("Author") does.
_VERBAL = tuple(
    word for word in (*_PLAIN, *OTHERS) if word.endswith((" by", " von", " par", " por", " da", " door", " av", " di"))
)
LABEL = re.compile(
    rf"(?P<verbal>{_alternatives(_VERBAL)})(?:{_SEPARATOR}|\s+)"
    rf"|(?P<noun>{_alternatives(_PLAIN + OTHERS)}){_SEPARATOR}"
    rf"|(?P<everyday>{_alternatives(tuple(word.rstrip(':') for word in EVERYDAY))})(?:{_SEPARATOR}|\s+)",
    re.IGNORECASE,
)
# How lines that begin with a label begin; regular expressions know more ways to write what is not ASCII.
BEGINNINGS = frozenset(word[:2] for word in (*_PLAIN, *OTHERS, *EVERYDAY) if word[:2].isascii())
INITIAL = re.compile(one_of(frozenset(word[0] for word in (*_PLAIN, *OTHERS, *EVERYDAY))), re.IGNORECASE)
ALONE = frozenset({*EVERYDAY, *_VERBAL, "author", "authors", "autor", "autore", "auteur", "автор", "yazar"})
