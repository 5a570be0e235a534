"""Where the text was taken from: "Original url:" and its kin, at an end of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleantext.core.cleaner import document_rule
from cleantext.core.document import Document, Edit
from cleantext.core.layout import Line, dropped, layout, moved

_NEAR_AN_END = 6  # lines of the tail, or of the head, in which such a label is looked for

# Labels that hold a URL and nothing else; with the URL there is no doubt, so that none needs a language of its own.
_LABELS = (
    "original url", "original link", "original source", "original article", "original post", "originally published at",
    "originally published on", "originally published by", "originally posted at", "source url", "source link", "source",
    "sources", "url source", "url", "link", "article link", "permalink", "canonical url", "read on", "read at",
    "read the original article", "read the original", "read original", "view original", "retrieved from", "via", "from",
    "quelle", "originalartikel", "originalquelle", "link zum artikel", "zum original", "source originale",
    "article original", "lien", "fuente", "fuente original", "enlace", "leer en", "enlace original", "fonte",
    "link originale", "fonte original", "leia no original", "bron", "originele url", "källa", "kilde", "lähde",
    "źródło", "zdroj", "forrás", "sursa", "sursă", "izvor", "извор", "източник", "источник", "оригинал",
    "ссылка на источник", "читать на сайте", "джерело", "πηγή", "kaynak", "المصدر", "رابط", "رابط المصدر", "منبع",
    "لینک", "מקור", "स्रोत", "मूल लेख", "সূত্র", "উৎস", "ماخذ", "sumber", "sumber asli", "nguồn", "liên kết gốc",
    "ที่มา", "chanzo", "来源", "來源", "原文链接", "原文連結", "原文地址", "原文", "转载自", "出典", "元記事", "引用元",
    "출처", "원문", "원문 링크",
)  # fmt: skip
_LABEL = re.compile(
    rf"[\s*_>•-]*(?P<label>{'|'.join(re.escape(label) for label in sorted(_LABELS, key=len, reverse=True))})"
    r"(?P<colon>\s*[:：]|(?=\s*$)|\s+(?=[<\[(]*https?://))[\s*_]*",
    re.IGNORECASE,
)
_URL = re.compile(r"[<\[(\s]*(?P<url>https?://[^\s<>\[\]()]*(?:\([^\s<>()]*\)[^\s<>\[\]()]*)?)[>\])\s.]*")


@document_rule(effect="remove", triggers=("http://", "https://"))
def source_urls(document: Document) -> Iterator[Edit]:
    r"""Move the labelled address of the original, at an end of the document, to the metadata.

    Why: collectors and syndicating sites write it below the text, or above it. The address goes to `source_url`, its
    label goes; an address without a label stays.
    Before: "The pier is open again.\n\nOriginal url:\n\n<https://news.example.org/pier>"
    After: "The pier is open again.\n\n\n"
    Before: "The pier is open again.\nSource: https://news.example.org/pier"
    After: "The pier is open again.\n"
    Keeps: "https://example.org was painted on the tank in letters a metre high."
    Keeps: "The harbour office has a new page:\nhttps://example.org/harbour"
    """
    plan = document.shared(layout)
    lines = plan.lines
    count = len(lines)
    near = sorted({*range(min(_NEAR_AN_END, count)), *range(max(0, count - _NEAR_AN_END), count)})
    text = document.text
    taken = -1
    for index in near:
        line = lines[index]
        if index <= taken or len(line.text) > 600 or not any("http" in near.text for near in lines[index : index + 2]):
            continue
        label = _LABEL.match(line.text)
        if label is None:
            continue
        rest = line.text[label.end() :]
        if rest.strip():
            yield from _address(text, line, label.end())
        elif index + 1 < count and _URL.fullmatch(lines[index + 1].text):
            yield dropped(text, line)
            yield from _address(text, lines[index + 1], 0)
            taken = index + 1


def _address(text: str, line: Line, offset: int) -> Iterator[Edit]:
    """Yield the edits that move a line whose words from `offset` on are a URL."""
    found = _URL.fullmatch(line.text, offset)
    if found and len(found["url"]) > len("https://a.b"):
        url = found["url"].rstrip(".,;")
        start = line.start + found.start("url")
        yield from moved(text, line, start, start + len(url), field="source_url")
