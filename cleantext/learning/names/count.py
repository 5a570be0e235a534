"""Counting the names of a corpus, one document at a time; counts of parts add up to the count of the whole.

The memory grows with the distinct names and words: of a name's places and documents only a fixed sample is kept,
chosen by hash, so that it is the same however the corpus is cut into parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from heapq import nsmallest

from cleantext.core.document import Document
from cleantext.core.words import TOKEN, bare_name, numbered, seems_english, sentences_around

# A name's documents are known one by one up to this many; names in more documents say little about any of them.
SAMPLED_DOCUMENTS = 48
SNIPPETS = 2
PIECE = 1 << 17  # code points read at a time, so that one huge document costs no more memory than many small ones

LONGEST_NAME = 40  # letters; what is longer is no name

_JOINED_BY = {"-", "."}  # Nagorno-Karabakh, J. Smith: marks that neighbours may have between them
_STARTS = frozenset('.!?\n:"“”‘`•')


@dataclass(slots=True)
class Name:
    """What is known of one capitalised word."""

    count: int = 0
    inside: int = 0  # times it stood inside a sentence, where a capital means something
    documents: int = 0
    places: dict[int, int] = field(default_factory=dict)  # sampled document -> times there
    before: Counter[str] = field(default_factory=Counter)  # the word before it, with its case
    after: Counter[str] = field(default_factory=Counter)
    snippets: tuple[tuple[int, str], ...] = ()  # (hash, words around it)

    def add(self, other: Name) -> None:
        """Take in what another part of the corpus knows of the same word."""
        self.count += other.count
        self.inside += other.inside
        self.documents += other.documents
        for place, times in other.places.items():
            self.places[place] = self.places.get(place, 0) + times
        self._keep_sample()
        self.before.update(other.before)
        self.after.update(other.after)
        self.snippets = tuple(sorted({*self.snippets, *other.snippets})[:SNIPPETS])

    def show(self, rank: int, token: str, text: str) -> None:
        """Keep the words around the first `token` in a text, if the text has not been asked before."""
        if all(rank != known for known, _ in self.snippets):
            place = text.find(token)
            while place > 0 and text[place - 1].isalnum() and (later := text.find(token, place + 1)) > 0:
                place = later
            snippet = sentences_around(text, place, place + len(token))
            self.snippets = tuple(sorted([*self.snippets, (rank, snippet)])[:SNIPPETS])

    def _keep_sample(self) -> None:
        if len(self.places) > SAMPLED_DOCUMENTS:
            self.places = {place: self.places[place] for place in nsmallest(SAMPLED_DOCUMENTS, self.places)}


@dataclass
class NameCounts:
    """What is known of a corpus, or a part of one."""

    documents: int = 0
    words: int = 0
    left_out: int = 0  # documents that are not in English
    names: dict[str, Name] = field(default_factory=dict)
    lower: Counter[str] = field(default_factory=Counter)  # words in lower case

    def add(self, document: Document) -> None:
        """Count one document."""
        self.documents += 1
        key = _key(document)
        seen: Counter[str] = Counter()
        pieces = 0
        for start, piece in numbered(document.text, PIECE):
            tokens = TOKEN.findall(piece)
            lower = list(filter(str.islower, tokens))
            if seems_english(lower) and (lower or piece != piece.lower()):  # some scripts have no capitals
                self.lower.update(lower)
                self.words += len(lower)
                self._add_names(tokens, piece, key ^ start, seen)
                pieces += 1
        self.left_out += not pieces and not document.text.isspace() and bool(document.text)
        for word, times in seen.items():
            name = self.names[word]
            name.documents += 1
            places = name.places
            if len(places) < SAMPLED_DOCUMENTS or key < max(places):
                places[key] = places.get(key, 0) + times
                name._keep_sample()

    def _add_names(self, tokens: list[str], piece: str, rank: int, seen: Counter[str]) -> None:
        """Count the capitalised words of a piece of text; `rank` says how early it comes in the sample of snippets."""
        names = self.names
        # Most words begin with a small letter of ASCII: one comparison is enough for these.
        capitals = [
            index for index, token in enumerate(tokens) if (token < "a" or token > "\x7f") and token[0].isupper()
        ]
        self.words += len(capitals)
        tokens.append("\n")
        for index in capitals:
            token = tokens[index]
            if len(token) < 2 or token.isupper() or len(token) > LONGEST_NAME:
                continue
            word = bare_name(token)
            name = names.get(word)
            if name is None:
                name = names[word] = Name()
            name.count += 1
            seen[word] += 1
            before = tokens[index - 1] if index else "\n"
            if before in _JOINED_BY and index > 1:
                before = tokens[index - 2]
            if before[0].isalnum():
                name.before[before] += 1
                name.inside += 1
            elif before not in _STARTS:
                name.inside += 1
            if len(token) == len(word):  # after a possessive comes what it owns
                after = tokens[index + 1]
                if after == "-" and index + 2 < len(tokens):
                    after = tokens[index + 2]
                if after[0].isalnum():
                    name.after[bare_name(after)] += 1
            if len(name.snippets) < SNIPPETS or rank < name.snippets[-1][0]:
                name.show(rank, token, piece)


def _key(document: Document) -> int:
    """Return a number for the document that is the same in whatever part of a corpus it is counted."""
    told = f"{document.id}\0{len(document.text)}\0{document.text[:4096]}\0{document.text[-4096:]}"
    return int.from_bytes(blake2b(told.encode("utf-8", "replace"), digest_size=6).digest())


def count(documents: Iterable[Document], progress: Callable[[int], object] | None = None) -> NameCounts:
    """Return the counts of some documents; `progress` is told the number of documents so far, after each.

    The texts are read once and not kept.
    """
    counts = NameCounts()
    for document in documents:
        counts.add(document)
        if progress is not None:
            progress(counts.documents)
    return counts


def merge(parts: Iterable[NameCounts]) -> NameCounts:
    """Return the counts of all parts together: what counting their documents in one go gives."""
    whole = NameCounts()
    for part in parts:
        whole.documents += part.documents
        whole.words += part.words
        whole.left_out += part.left_out
        whole.lower.update(part.lower)
        for word, name in part.names.items():
            whole.names.setdefault(word, Name()).add(name)
    return whole
