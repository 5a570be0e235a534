"""Articles of our own invention, as rows: dirty ones, with names to learn and lines that their sites repeat."""

from __future__ import annotations

from typing import Any

from cleantext import Document
from tests.test_repeats import TOWNS, page


def articles(count: int = 240) -> list[dict[str, Any]]:
    """Return rows with the fields id, text, site, n."""
    rows = []
    for number in range(count):
        town, site = TOWNS[number % len(TOWNS)], ("gazette", "herald", "bugle")[number % 3]
        name = "Torvaldne" if number == 17 else "Torvalden"
        text = (
            f"{page(town).text}\nShare this article!\n\nThe ice on Lake {name} held in the inter\u00adnational race of "
            f"{number}. The mayor of Torvalden was glad, said a friend of Torvalden.\n\nLeave a Reply\n"
        )
        rows.append({"id": f"a{number}", "text": text, "site": site, "n": number})
    return rows


def documents() -> list[Document]:
    """Return the articles as documents."""
    return [Document(row["text"], id=row["id"], metadata={"site": row["site"]}) for row in articles()]
