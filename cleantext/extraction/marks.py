"""The dump of an HTML page with what the HTML says of each of its lines: links, lists, headings, names of its boxes.

html-text makes the dump. A second dump of the same tree, in which each character has become the number of the node it
comes from, tells where each line of the first stood.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

from cleantext.cleaners.main_text.shape import Array

_FIRST = 0xF0000  # the private planes number the nodes
_MOST = 0x1FFFD
_SOLID = re.compile(r"\S")
_SPLIT = re.compile(r"[^a-z0-9]+")
_MOST_NAMES = 40  # of the boxes around a line, the nearest

_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
     "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
     "wbr")
)  # fmt: skip
# What a tag, or a word of an element's class, id or role, says of all the text below it.
_TAGS = (
    ("a",), ("button", "form", "select", "option", "label", "textarea", "fieldset"), ("nav", "menu"), ("header",),
    ("footer",), ("aside", "dialog"), ("main", "article"), ("h1", "h2", "h3", "h4", "h5", "h6"), ("h1",), ("li",),
    ("td", "th"), ("p",), ("blockquote", "pre", "code"), ("figure", "figcaption"), ("dt", "dd"), ("title",), ("time",),
)  # fmt: skip
_NAMES = (
    r"nav|navbar|navigation|menu|menubar|breadcrumbs?|pagination|pager|tabs?|toc|topbar|skip",
    r"header|masthead|banner|hero|logo",
    r"footer|copyright|legal|colophon|credits?",
    r"sidebar|aside|widget|rail|complementary|secondary",
    r"related|recommend\w*|more|popular|trending|similar|latest|teasers?|cards?|carousel|slider|upsells?",
    r"share|sharing|social|addtoany|follow|sns",
    r"cookies?|consent|gdpr|modal|popup|overlay|dialog|newsletter|subscribe|signup|login|optin|paywall|toast",
    r"ads?|advert\w*|sponsor\w*|promo\w*|cta",
    r"comments?|disqus|respond|replies|reply|discussion",
    r"article|articlebody|story|post|entry|blog",
    r"content|main|body|text|prose|richtext|markdown",
    r"meta|byline|author|date|tags?|category|categories",
    r"products?|price|cart|shop|variants?|reviews?|ratings?",
    r"description|summary|details?|specs?|faq|accordion",
    r"messages?|thread|topic|posts|forum|bbcode",
    r"hidden|sr|visually|screenreader|offscreen|invisible",
    r"search|filters?|sort|facets?",
)
_NAME = [re.compile(pattern) for pattern in _NAMES]
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")

FLAGS = len(_TAGS) + len(_NAMES) + 1
FIGURES = FLAGS + 18


class Marks(NamedTuple):
    """What the HTML says of the lines of a dump that hold something."""

    dense: Array  # lines x FIGURES
    names: Array  # hashes of the names of the boxes around each line, all lines in a row
    name_lines: Array  # the line of each of them

    def of_pieces(self, rows: Array) -> Marks:
        """Return the marks of pieces of the lines, each of which has those of its line."""
        if len(rows) == len(self.dense):
            return self
        counts = np.bincount(self.name_lines, minlength=len(self.dense))
        starts = np.cumsum(counts) - counts
        owners = np.repeat(np.arange(len(rows)), counts[rows])
        first = np.cumsum(counts[rows]) - counts[rows]
        places = np.arange(len(owners)) - first[owners] + starts[rows[owners]]
        return Marks(self.dense[rows], self.names[places], owners)


class _Place(NamedTuple):
    """Where an element stands."""

    flags: int
    block: int
    depth: int
    names: tuple[int, ...]
    near: tuple[int, ...]


def marked_dump(html: str) -> tuple[str, Marks | None]:
    """Return the text of a whole page, and what its HTML says of each line; None where that cannot be told.

    Errors: `ImportError` without html-text.
    """
    from html_text import cleaner, etree_to_text, parse_html

    tree = parse_html(html)
    with suppress(AssertionError):  # as html-text does: https://bugs.launchpad.net/lxml/+bug/1838497
        tree = cleaner.clean_html(tree)
    dump = etree_to_text(tree).replace("\r\n", "\n").replace("\r", "\n")
    page = _Numbered(tree)
    if page.count > _MOST or not page.count:
        return dump, None
    numbered = etree_to_text(tree)
    if _shape(dump) != _shape(numbered):
        return dump, None
    return dump, page.marks(numbered)


def _shape(text: str) -> list[bool]:
    return [not line.strip() for line in text.split("\n")]


class _Numbered:
    """The text nodes of a tree, each of whose characters is replaced by the node's number."""

    def __init__(self, tree: Any) -> None:
        self.count = 0
        self.flags: list[int] = []  # of each node
        self.blocks: list[int] = []  # the block it stands in
        self.depths: list[int] = []
        self.sizes: list[int] = []
        self.names: list[tuple[int, ...]] = []
        self.parents: list[int] = [0]  # of each block
        self.signs: list[int] = [0]  # hash of what a block looks like
        places: dict[Any, _Place] = {}
        root = _Place(0, 0, 0, (), ())
        for element in tree.iter():
            if not isinstance(element.tag, str):
                continue
            above = places.get(element.getparent(), root)
            place = places[element] = self._place(element, above)
            if element.text and not element.text.isspace():
                element.text = self._numbered(element.text, place)
            if element is not tree and element.tail and not element.tail.isspace():
                element.tail = self._numbered(element.tail, above)

    def _place(self, element: Any, above: _Place) -> _Place:
        tag = element.tag
        said = " ".join(filter(None, map(element.get, ("class", "id", "role", "itemprop"))))
        flags, hashes, near = _said(tag, said.lower()[:200])
        style = element.get("style") or ""
        if element.get("hidden") is not None or element.get("aria-hidden") == "true" or _HIDDEN.search(style):
            flags |= 1 << (FLAGS - 1)
        block = above.block
        if tag not in _INLINE:
            self.parents.append(block)
            self.signs.append(crc32(f"{self.signs[block] & 0xFFFF} {tag} {said}".encode()))
            block = len(self.parents) - 1
            near_names = near
        else:
            near_names = above.near + near
        names = (hashes + above.names)[:_MOST_NAMES]
        return _Place(above.flags | flags, block, above.depth + 1, names, near_names)

    def _numbered(self, text: str, place: _Place) -> str:
        self.flags.append(place.flags)
        self.blocks.append(place.block)
        self.depths.append(place.depth)
        self.names.append(place.near + place.names)
        number = self.count
        self.count += 1
        new, size = _SOLID.subn(chr(_FIRST + min(number, _MOST)), text)
        self.sizes.append(size)
        return new

    def marks(self, numbered: str) -> Marks:
        """Return the marks of each line of the numbered dump that holds something."""
        lines = [line for line in numbered.split("\n") if line.strip()]
        codes = np.frombuffer("\n".join(lines).encode("utf-32-le"), np.uint32).astype(np.int64)
        rows = np.cumsum(codes == 10)
        solid = codes >= _FIRST
        pairs, sizes = np.unique(rows[solid] * self.count + codes[solid] - _FIRST, return_counts=True)
        owners, nodes = pairs // self.count, pairs % self.count
        figures = self._figures()
        total = np.bincount(owners, sizes, minlength=len(lines))
        dense = np.zeros((len(lines), FIGURES))
        for column in range(FIGURES):
            dense[:, column] = np.bincount(owners, sizes * figures[nodes, column], minlength=len(lines))
        dense /= np.maximum(total, 1)[:, None]
        # The node that most of a line comes from names its boxes.
        order = np.lexsort((sizes, owners))
        last = np.flatnonzero(np.diff(owners[order], append=len(lines)))
        names = [self.names[node] for node in nodes[order][last].tolist()]
        lengths = [len(row) for row in names]
        return Marks(
            dense,
            np.array([name for row in names for name in row], np.int64),
            np.repeat(owners[order][last], lengths),
        )

    def _figures(self) -> Array:
        count, blocks = len(self.parents), np.array(self.blocks)
        parents = np.array(self.parents)
        flags = np.array([[mask >> k & 1 for k in range(FLAGS)] for mask in self.flags], float)
        sizes = np.array(self.sizes, float)
        linked = sizes * flags[:, 0]
        plain = sizes - linked
        own_plain, own_linked = np.bincount(blocks, plain, count), np.bincount(blocks, linked, count)
        below_plain, below_linked = own_plain.copy(), own_linked.copy()
        for block in range(count - 1, 0, -1):
            below_plain[parents[block]] += below_plain[block]
            below_linked[parents[block]] += below_linked[block]
        siblings = np.bincount(parents[1:], minlength=count)
        inside = np.bincount(parents, own_plain, count)  # text of a block's own children, as readability looks at it
        _, signs = np.unique(self.signs, return_inverse=True)
        signs = signs.reshape(-1)
        sign_plain = np.bincount(signs, own_plain)[signs]
        sign_linked = np.bincount(signs, own_linked)[signs]
        sign_blocks = np.bincount(signs)[signs]
        page = max(plain.sum(), 1.0)
        parent = parents[blocks]
        grand = parents[parent]
        most = max(inside.max(), 1.0)
        columns = [
            np.array(self.depths) / 20,
            np.log1p(own_plain[blocks]), _share(own_linked, own_plain)[blocks],
            np.log1p(inside[parent]), inside[parent] / most, inside[parent] / page,
            np.log1p(inside[grand]), inside[grand] / most,
            _share(below_linked, below_plain)[parent], _share(below_linked, below_plain)[grand],
            below_plain[parent] / page, below_plain[grand] / page,
            np.log1p(siblings[parent]), np.log1p(siblings[grand]),
            np.log1p(sign_plain[blocks]), sign_plain[blocks] / page, _share(sign_linked, sign_plain)[blocks],
            np.log1p(sign_blocks[blocks]),
        ]  # fmt: skip
        return np.concatenate([flags, np.stack(columns, axis=1)], axis=1)


def _share(part: Array, rest: Array) -> Array:
    share: Array = part / np.maximum(part + rest, 1.0)
    return share


@lru_cache(4096)
def _said(tag: str, said: str) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    """Return the flags, and the hashes of the names, of an element by its tag and its class, id and role."""
    flags = 0
    for place, tags in enumerate(_TAGS):
        if tag in tags:
            flags |= 1 << place
    words = dict.fromkeys(word for word in _SPLIT.split(said) if 2 <= len(word) <= 20)
    for place, name in enumerate(_NAME, start=len(_TAGS)):
        if any(map(name.fullmatch, words)):
            flags |= 1 << place
    wholes = dict.fromkeys(whole for whole in said.split() if 2 <= len(whole) <= 30)
    own = [f"<{tag}", *(f".{whole}" for whole in wholes), *(f" {word}" for word in words if word not in wholes)]
    hashes = tuple(crc32(name.encode("utf-8", "surrogatepass")) for name in own)
    near = tuple(crc32(f"!{name}".encode("utf-8", "surrogatepass")) for name in own)
    return flags, hashes, near
