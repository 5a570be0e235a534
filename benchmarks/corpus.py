"""Documents to measure speed on: the paragraphs of `samples/` in new orders, the same for the same seed."""

from __future__ import annotations

import random
from pathlib import Path

from cleantext.formats import Record, find_sources, read

SAMPLES = Path(__file__).parent.parent / "samples"
DIRTY, MOJIBAKE = 0.1, 0.02  # shares of the documents
ENGLISH = 0.8  # the rest is spread over the other samples
LENGTH = 4000  # characters
_SHORTEST_PARAGRAPH = 60
_LONGEST_SPACED_WORD = 20  # characters that words of a script with spaces have at most, on average


def sample_texts(folder: str) -> list[str]:
    """Return the texts of the samples in a folder."""
    records = [record for source in find_sources([SAMPLES / folder]) for record in read(source)]
    return [record.document.text for record in records if isinstance(record, Record)]


def corpus(megabytes: float, *, seed: int = 1, dirty: float = DIRTY, mojibake: float = MOJIBAKE) -> list[str]:
    """Return documents of about 4,000 characters, mostly clean articles; no two paragraphs are quite the same."""
    chance = random.Random(seed)
    clean, debris = sample_texts("clean"), sample_texts("dirty")
    english = [text for text in clean if text.count(" the ") > 5]
    documents: list[str] = []
    size = 0
    while size < megabytes * 1_000_000:
        text = article(chance.choice(english if chance.random() < ENGLISH else clean), chance)
        fate = chance.random()
        if fate < dirty:
            text = text + "\n" + chance.choice(debris)
        elif fate < dirty + mojibake:
            text = text.encode().decode("cp1252", errors="ignore")
        documents.append(text)
        size += len(text.encode())
    return documents


def article(base: str, chance: random.Random) -> str:
    """Return a new article with the headline of another and its paragraphs in a new order."""
    title, *rest = [paragraph.strip() for paragraph in base.split("\n\n") if paragraph.strip()]
    paragraphs = [paragraph for paragraph in rest if len(paragraph) >= _SHORTEST_PARAGRAPH] or rest
    body: list[str] = []
    while sum(map(len, body)) < LENGTH:
        body.append(varied(chance.choice(paragraphs), chance))
    return "\n\n".join([title, *dict.fromkeys(body)]) + "\n"


def varied(paragraph: str, chance: random.Random) -> str:
    """Return the paragraph with a number in it, so that hardly any paragraph of the corpus stands twice.

    It stands among the words, or between two letters where a script has no spaces: behind the full stop it would make
    what looks like no sentence of most Chinese, Japanese and Thai paragraphs.
    """
    number = str(chance.randrange(10, 99_999))
    words = paragraph.split(" ")
    if len(words) * _LONGEST_SPACED_WORD > len(paragraph) and len(words) > 1:
        place = chance.randrange(1, len(words))
        return " ".join([*words[:place], number, *words[place:]])
    places = [place for place in range(1, len(paragraph)) if paragraph[place - 1 : place + 1].isalpha()] or [1]
    place = chance.choice(places)
    return f"{paragraph[:place]}{number}{paragraph[place:]}"
