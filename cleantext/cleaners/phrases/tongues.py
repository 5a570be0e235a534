"""A cheap guess at the languages a text is written in, by its commonest small words."""

from __future__ import annotations

from collections import Counter

from cleantext.core.document import Document
from cleantext.core.layout import layout

# A few of the commonest words of each language in Latin script, chosen to set neighbours apart.
_SMALL_WORDS = {
    "en": "the of and to was that with for is his are from",
    "de": "der die und das nicht mit ist den von auf dem ein",
    "nl": "het een van en dat niet zijn voor met ook aan wordt",
    "sv": "och att det som är inte för av på till har ett",
    "da": "og at det som er ikke af på til har blev efter",
    "nb": "og å det som er ikke av på til har ble etter",
    "is": "og að er sem ekki það við hann eru fyrir",
    "fr": "le la les des et est une que dans pour du pas",
    "es": "el la los de que y en las una por con del",
    "pt": "o os de que não uma em do da para com ao",
    "it": "il di che la per non una sono del con della è",
    "ca": "el els de que i la amb les per una del és",
    "gl": "o os de que non unha en do da para com ao",
    "ro": "și de în la cu nu este pe din care sunt au",
    "sq": "dhe të në me për nga një që është e i",
    "pl": "i w na się nie z że do jest to jak od",
    "cs": "a v na se že je do pro ale byl který s",
    "sk": "a v na sa že je do pre ale bol ktorý s",
    "sl": "in v na se da je za so ki ni tudi bi",
    "hr": "i u na se da je za su nije što od koji",
    "bs": "i u na se da je za su nije što od koji",
    "sr-Latn": "i u na se da je za su nije što od koji",
    "lt": "ir į kad su iš yra ne bet buvo tai",
    "lv": "un ir ar no uz par ka kas bija lai",
    "et": "ja on ei et see oli kui ka oma mis",
    "fi": "ja on ei että se oli hän mutta kun myös",
    "hu": "a az és hogy nem egy is volt meg csak",
    "tr": "ve bir bu için ile da de olarak olan çok",
    "az": "və bir bu üçün ilə da də olan edib ki",
    "uz": "va bilan uchun bu bir ham edi deb shu",
    "id": "yang dan di untuk dengan dari pada ini itu tidak",
    "ms": "yang dan di untuk dengan dari pada ini itu tidak",
    "vi": "và của là có được cho không trong những một",
    "tl": "ang ng sa na mga at ay ni para hindi",
    "sw": "ya wa na kwa ni katika za kuwa hiyo cha",
    "af": "die van en het nie is om wat met vir",
    "eu": "eta da ez bat du izan dira zen ere",
}
_LANGUAGES_OF: dict[str, set[str]] = {}
for _code, _words in _SMALL_WORDS.items():
    for _word in _words.split():
        _LANGUAGES_OF.setdefault(_word, set()).add(_code)

_FEW = 4  # small words: with fewer, a text is too short to tell


def spoken(text: str) -> frozenset[str]:
    """Return the Latin-script languages the text may be in, by code; none at all if that cannot be told."""
    return _told_by(_small_words(text))


def languages(document: Document) -> frozenset[str]:
    """Do what `spoken` does for the document's text: ask `document.derived(languages)`."""
    known = document.lines_known(languages)
    small: list[str] = []
    for line in document.shared(layout).lines:
        words = known.get(line.text)
        if words is None:
            words = known[line.text] = _small_words(line.text)
        small += words
    return _told_by(small)


def _small_words(text: str) -> list[str]:
    return list(filter(_LANGUAGES_OF.__contains__, text.lower().split()))


def _told_by(small_words: list[str]) -> frozenset[str]:
    votes: dict[str, int] = {}
    for word, times in Counter(small_words).items():
        for code in _LANGUAGES_OF[word]:
            votes[code] = votes.get(code, 0) + times
    best = max(votes.values(), default=0)
    return frozenset(code for code, count in votes.items() if count * 10 >= best * 6) if best >= _FEW else frozenset()


def told_by_words(code: str) -> bool:
    """Say whether `spoken` can tell this language from others."""
    return code in _SMALL_WORDS
