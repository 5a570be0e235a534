"""Lines made of several phrases: buttons, counters and names of networks that stood side by side, and breadcrumbs.

One of the words alone may be any word; together they speak for each other.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from itertools import chain
from typing import NamedTuple

from cleantext.cleaners.phrases import networks
from cleantext.cleaners.phrases.loader import Phrase
from cleantext.cleaners.phrases.stock import Shelf, Stock, itself

LONGEST = 120  # characters of a line that is looked at
_MOST_PARTS = 24  # words and separators
_LONGEST_TILE = 8  # words
_LONGEST_STRANGER = 4  # words of a tile that is not known, between others that are
_FEWEST_SIGNS = 2  # between tiles of which some are not known
_MOST_PIECES = 8  # of a breadcrumb
_LONGEST_PIECE = 60

# "12:30" and "a/b" are one word; a colon, a comma or a full stop ends one. Arrows, geometric signs and emoji part more.
SIGNS = "|•·►▶»›«‹❯⟩\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u27f0-\u27ff\u2b00-\u2bff\U0001f000-\U0001faff"
_BAR = re.compile(
    rf" ?([{SIGNS}]|(?<=\s)[-/&+](?=\s)|[、，;；()\[\]（）]|[:,.!?。！？।](?=\s|$)|:(?=[\u3040-\u9fff])) ?"
)
_MAY_BAR = re.compile(rf"[{SIGNS}\-/&+、，;；()\[\]（）:,.!?。！？।]")
_SIGN = re.compile(f"[{SIGNS}/]")
_CRUMBS = re.compile(r" ?[›»>→] ?| [/|\\•] ")
_CRUMB_SIGN = re.compile(r"[›»>→/|\\•]")
_ANY_SIGN = re.compile(rf"[{SIGNS}/>\\]")
_ARROW = re.compile(r"[›»>→]")
_LETTERS = frozenset(
    {"a", "aa", "aaa", "a-", "a+", "a--", "a++", "t", "大", "中", "小", "標準", "标准", "가", "ก", "а"}
)
_PLATFORM_ENDS = frozenset(name.rpartition(" ")[2] for name in networks.PLATFORMS)
_NUMBER = "{n}"
_TIME = "{n}:{n}"
_COUNT = re.compile(r"\{n\}[x×+]?")  # "1.5x": a speed
_COUNTED = frozenset({"counters", "reading-time", "share", "comments"})
_BUTTONS = frozenset({"share", "follow", "controls", "comments"})
_SECTIONS = frozenset({"navigation", "advertisement", "related", "cookies", "tags"})
_ON_PLATFORMS = frozenset({"app", "player", "follow", "newsletter", "controls"})
_BREADCRUMB = Phrase(("... > ... > ...",), "navigation", "lines", "head", "")


Known = Callable[[str], list[Phrase]]


class _Tile(NamedTuple):
    phrases: tuple[Phrase, ...]  # of all languages that have the words; empty for a network, a number, a letter
    words: str


class Tiles:
    """Finds lines that are nothing but phrases, whole, from one end to the other."""

    def __init__(self, stock: Stock, lines: Shelf[Phrase], labels: Shelf[Phrase]) -> None:
        self._lines = lines
        self._labels = labels
        self._before_network = Shelf(stock, itself)
        self._first_words: frozenset[str] = frozenset()
        self.last_words: frozenset[str] = frozenset()

    def made_ready(self) -> None:
        """Take note of all that was added: how the first tile of a line may begin, and how its last may end."""
        phrases = chain.from_iterable(shelf.keys() for shelf in (self._lines, self._labels, self._before_network))
        cores = [*phrases, *networks.NAMES, *_LETTERS, _NUMBER]
        self._first_words = frozenset(sys.intern(core.split(" ", 1)[0]) for core in cores)
        self.last_words = frozenset(sys.intern(core.rsplit(" ", 1)[-1]) for core in cores)

    def add_open(self, core: str, phrase: Phrase, number: int) -> None:
        """Note a pattern such as "Share on {words}": what it is followed by may be a network."""
        if phrase.family in ("share", "follow") and core.endswith(" {words}") and core.count("{") == 1:
            self._before_network.add(core.removesuffix(" {words}"), number)

    def row(self, core: str, numbered: str, known: Known) -> Phrase | None:
        """Return what a folded line is made of, a breadcrumb, or a row of tiles with strangers among them."""
        if not may_hold_signs(core):
            return self.phrase(numbered, known, signed=False)
        arrow = _ARROW.search(core) is not None
        row = self.phrase(numbered, known, strangers=not arrow) or self.crumbs(core)
        return self.phrase(numbered, known, strangers=True) if arrow and not row else row

    def phrase(self, numbered: str, known: Known, *, strangers: bool = False, signed: bool = True) -> Phrase | None:
        """Return what a folded line, its numbers taken out, is made of, as a phrase; or None.

        `known`: says what a part between two signs is that is no row of tiles itself: a prompt, a pattern.
        `strangers`: some parts may be nothing that is known; `signed`: there may be signs between the parts.
        """
        first, last = numbered.partition(" ")[0], numbered.rpartition(" ")[2]
        strange = (first not in self._first_words and first.isalnum()) or (
            last not in self.last_words and last.isalnum()
        )
        if strange and not (signed and may_hold_signs(numbered)):  # nearly all sentences end here
            return None
        signs = len(_SIGN.findall(numbered)) if signed else 0
        if strange and not signs:
            return None
        timed = _TIME in numbered
        if timed:
            numbered = numbered.replace(f"{_TIME}:{_NUMBER}", _NUMBER).replace(_TIME, _NUMBER)
        parts = _BAR.split(numbered) if _MAY_BAR.search(numbered) else [numbered]
        parts = [part for part in parts if part and not part.isspace()]
        if sum(part.count(" ") + 1 for part in parts) > _MOST_PARTS:
            return None
        tiles: list[_Tile] = []
        unknown = 0
        for part in parts:
            if len(part) == 1 and not part.isalnum():
                continue
            cut = self._cut(part.split(" "), 0, {})
            if cut is None and (signs or len(parts) > 1) and (phrases := known(part)):
                cut = [_Tile(tuple(phrases), part)]
            if cut is None:
                unknown += 1
                if not strangers or signs < _FEWEST_SIGNS or part.count(" ") >= _LONGEST_STRANGER:
                    return None
            tiles += cut or []
        if unknown:
            return self._with_strangers(tiles, unknown, signs)
        return self._said(tiles, signs, timed=timed)

    def _with_strangers(self, tiles: list[_Tile], unknown: int, signs: int) -> Phrase | None:
        """Return what a row of buttons is of which some are not known: the others must be more, with bars between."""
        named = {tile.words for tile in tiles if tile.phrases}
        if len(named) < 2 or signs < _FEWEST_SIGNS or unknown >= len(named):
            return None
        found = self._said(tiles, signs, timed=False)
        sure = found and (len(named) > 3 or found.family in _BUTTONS)
        return found._replace(needs="edge") if found and not sure else found

    def crumbs(self, core: str) -> Phrase | None:
        """Return a breadcrumb, "Home > News > Harbour", as a phrase; or None."""
        if not _CRUMB_SIGN.search(core):
            return None
        pieces = _CRUMBS.split(core)
        if not 2 <= len(pieces) <= _MOST_PIECES or any(not piece or len(piece) > _LONGEST_PIECE for piece in pieces):
            return None
        if any(piece[-1] in ".!?,;:。！？" or piece.count(" ") > 7 for piece in pieces[:-1]):
            return None
        home = any(phrase.family == "navigation" for phrase in self._lines.get(pieces[0]))
        arrows = len(pieces) >= 3 and len(_ARROW.findall(core)) >= 2
        short = all(piece.count(" ") < 4 for piece in pieces[:-1])
        return _BREADCRUMB if home or (arrows and short) else None

    def _cut(self, words: list[str], start: int, failed: dict[int, None]) -> list[_Tile] | None:
        if start == len(words):
            return []
        if start in failed or words[start] not in self._first_words:
            return None
        for end in range(min(len(words), start + _LONGEST_TILE), start, -1):
            last = words[end - 1]
            if not (last in self.last_words or last in _PLATFORM_ENDS or last.startswith(_NUMBER)):
                continue
            tile = self._tile(" ".join(words[start:end]), single=end - start == 1)
            rest = self._cut(words, end, failed) if tile else None
            if tile and rest is not None:
                return [tile, *rest]
        failed[start] = None
        return None

    def _tile(self, words: str, *, single: bool) -> _Tile | None:
        found = self._lines.get(words)
        if not found and words in self._labels:
            found = [phrase for phrase in self._labels.get(words) if phrase.needs != "separator"]
        if found:
            return _Tile(tuple(found), words)
        if single and (words in networks.NAMES or words in _LETTERS or _COUNT.fullmatch(words)):
            return _Tile((), words)
        if words in networks.PLATFORMS:
            return _Tile((), words)
        label, _, name = words.rpartition(" ")
        if label in self._before_network and (name in networks.NAMES or name in networks.PLATFORMS):
            return _Tile(tuple(self._before_network.get(label)), words)
        return None

    def _said(self, tiles: list[_Tile], strong: int, *, timed: bool) -> Phrase | None:
        named = {tile.words: tile.phrases for tile in tiles if tile.phrases}
        if not named:
            return None
        nets = {tile.words for tile in tiles if tile.words in networks.SURE}
        nets |= {words.rpartition(" ")[2] for words in named if words.rpartition(" ")[0] in self._before_network}
        letters = sum(tile.words in _LETTERS for tile in tiles)
        chosen = _of_one_language(list(named.values()))
        if chosen is None:
            return None
        families = {phrase.family for phrase in chosen}
        first = min(chosen, key=lambda phrase: phrase.family not in _BUTTONS)
        certain = any(not phrase.needs for phrase in chosen)
        if len(named) == 1:
            if nets and (first.family in _BUTTONS):
                return _joined(chosen, first, "")
            if first.family in _ON_PLATFORMS and any(
                tile.words in networks.PLATFORMS and not tile.phrases for tile in tiles
            ):
                return _joined(chosen, first, "")
            if letters > 1 and first.family == "controls":
                return _joined(chosen, first, "")
            if timed and first.family in ("player", "controls"):  # "Listen to this article 02:31"
                return _joined(chosen, first, "")
            if any(tile.words == _NUMBER for tile in tiles) and first.family in _COUNTED:
                return _joined(chosen, first, "edge")
            return None
        if families == {"navigation"} and not certain:
            menu = strong >= 2 and len(named) >= 3
            return _joined(chosen, first, "" if menu else "edge" if strong or len(named) > 3 else "witness")
        sections = sum(bool(phrase.needs) and phrase.family in _SECTIONS for phrase in chosen)
        if not strong and 3 * sections >= len(chosen):
            return _joined(chosen, first, "witness")  # "Social Media Marketing Services" is what somebody sells
        counted = any(_NUMBER in tile.words for tile in tiles) and not families.isdisjoint(_COUNTED)
        if nets or certain or strong or counted or len(named) > 2:
            return _joined(chosen, first, "")
        return _joined(chosen, first, "witness")


def may_hold_signs(core: str) -> bool:
    """Say whether a folded line may hold what `_SIGN` and `_CRUMB_SIGN` look for."""
    if core.isascii():
        return "|" in core or "/" in core or ">" in core or "\\" in core
    return _ANY_SIGN.search(core) is not None


def _of_one_language(choices: list[tuple[Phrase, ...]]) -> list[Phrase] | None:
    """Return a phrase for each tile, all of one language, if that can be; English mixes with all others."""
    languages = {phrase.language for phrases in choices for phrase in phrases}
    english = all(any(phrase.language == "en" for phrase in phrases) for phrases in choices)
    for language in ["en"] if english else sorted(languages - {"en"}):
        chosen = []
        for phrases in choices:
            own = [phrase for phrase in phrases if phrase.language in (language, "en")]
            if not own:
                break
            chosen.append(min(own, key=lambda phrase: (phrase.language != language, bool(phrase.needs))))
        else:
            return chosen
    return None


def _joined(chosen: list[Phrase], first: Phrase, needs: str) -> Phrase:
    words = " + ".join(phrase.words[0] for phrase in chosen)
    return first._replace(words=(words,), kind="lines", needs=needs)  # type: ignore[arg-type]
