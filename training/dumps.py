"""Whole-page dumps of the training pages, as the usual tools make them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Dumper = Callable[[str], str]


def dumpers() -> dict[str, Dumper]:
    """Return the tools by name: several, so that the model does not learn the habits of one."""
    import html_text
    import inscriptis
    from bs4 import BeautifulSoup
    from lxml import html as lxml_html
    from resiliparse.extract.html2text import extract_plain_text
    from trafilatura import html2txt

    def soup(html: str, between: str = "\n") -> str:
        page = BeautifulSoup(html, "lxml")
        for tag in page(["script", "style", "noscript", "template"]):
            tag.decompose()
        return str(page.get_text(between))

    def text_content(html: str) -> str:
        tree = lxml_html.fromstring(html.encode())
        for tag in tree.xpath("//script|//style|//noscript|//template"):
            tag.drop_tree()
        return str(tree.text_content())

    return {
        "html-text": html_text.extract_text,
        "inscriptis": inscriptis.get_text,
        "resiliparse": lambda html: extract_plain_text(html, preserve_formatting=True, main_content=False),
        "soup": soup,
        # These join blocks of the page: with nothing between them, with a space, and the whole page in one line.
        "text-content": text_content,
        "spaced": lambda html: soup(html, " "),
        "html2txt": html2txt,
    }


def read_pages(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the pages of a JSON lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def write_dumps(pages: Path, target: Path) -> None:
    """Write one JSON line a page with the texts of all dumpers; a tool that fails on a page gives an empty text."""
    tools = dumpers()
    keys = ("id", "url", "type", "title", "main_content", "with", "without")
    partial = target.with_suffix(".partial")
    with partial.open("w", encoding="utf-8") as out:
        for page in read_pages(pages):
            row = {key: page[key] for key in keys}
            row["dumps"] = {}
            for name, dump in tools.items():
                try:
                    row["dumps"][name] = dump(page["html"]).replace("\r\n", "\n").replace("\r", "\n")
                except Exception as error:  # a page that one tool cannot read is still good for the others
                    print(f"{page['id']}: {name}: {error}", file=sys.stderr)
                    row["dumps"][name] = ""
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    partial.rename(target)
