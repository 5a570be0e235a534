"""Train the network on the examples of some folds and say what it thinks of the others."""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch.nn import functional

from cleantext.cleaners.main_text.features import NAMES
from cleantext.cleaners.main_text.words import CUES, FAR
from cleantext.extraction.evidence import MARK_COLUMNS
from training.dataset import TYPES, Dump, Example
from training.network import Network

MOST_LINES = 450  # longer pages are cut to a random window of so many lines in training
LINES_OF_A_BATCH = 3600
# A network that knows the HTML learns single sites by heart, unless names of boxes and figures are left out at random.
NAMES_OFF, KNOWN_OFF, DROPOUT = 0.5, 0.1, 0.3
SOFT = 0.5  # how much soft labels count against the labels, where there are any
WORDS_OFF = 0.45  # the share of training pages that are shown without words
SHARES = {
    "html-text": 0.42, "inscriptis": 0.12, "resiliparse": 0.10, "soup": 0.12, "text-content": 0.05, "spaced": 0.04,
    "html2txt": 0.04, "partial": 0.09, "whole": 0.07,
}  # fmt: skip


# Page id and dump -> the probability of each line, in the eyes of others, with words and without.
Softs = dict[tuple[str, str], tuple[np.ndarray, np.ndarray]]


@dataclass
class Vocabulary:
    """The hashes that have an embedding, sorted; number 0 is for none."""

    hashes: np.ndarray

    @classmethod
    def learn(cls, examples: list[Example], words_at: int = 15, phrases_at: int = 6) -> Vocabulary:
        """Return the words and phrases that stand on pages of enough sites."""
        seen: dict[str, tuple[set[int], set[int]]] = {}
        for example in examples:
            words, phrases = seen.setdefault(example.site, (set(), set()))
            for name in ("html-text", "resiliparse"):
                if name in example.dumps:
                    words.update(example.dumps[name].words.tolist())
                    phrases.update(example.dumps[name].phrases.reshape(-1).tolist())
        word_sites = Counter(h for words, _ in seen.values() for h in words)
        phrase_sites = Counter(h for _, phrases in seen.values() for h in phrases)
        kept = {h for h, n in word_sites.items() if n >= words_at}
        kept |= {h for h, n in phrase_sites.items() if n >= phrases_at}
        return cls(np.array(sorted(kept), np.uint32))

    @classmethod
    def of_names(cls, examples: list[Example], sites_at: int = 25) -> Vocabulary:
        """Return the names of boxes that stand on pages of enough sites."""
        seen: dict[str, set[int]] = {}
        for example in examples:
            marked = example.dumps["html-text"].marked
            if marked is not None:
                seen.setdefault(example.site, set()).update(np.unique(marked.names).tolist())
        sites = Counter(name for names in seen.values() for name in names)
        return cls(np.array(sorted(name for name, count in sites.items() if count >= sites_at), np.uint32))

    def numbers(self, hashes: np.ndarray) -> np.ndarray:
        """Return the number of each hash, 0 for those that are not known."""
        place = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[place] == hashes, place + 1, 0)


class Reader:
    """Turns dumps into tensors; those of HTML pages with what is known of their lines, if there are `names`."""

    def __init__(
        self, vocabulary: Vocabulary, mean: np.ndarray, scale: np.ndarray, names: Vocabulary | None = None
    ) -> None:
        self.vocabulary, self.mean, self.scale, self.names = vocabulary, mean, scale, names
        self._numbers: dict[int, tuple[np.ndarray, np.ndarray]] = {}

    def numbers(self, dump: Dump) -> tuple[np.ndarray, np.ndarray]:
        """Return the numbers of the dump's words and phrases."""
        if id(dump) not in self._numbers:
            known = self.vocabulary.numbers(dump.words), self.vocabulary.numbers(dump.phrases)
            self._numbers[id(dump)] = known[0].astype(np.int32), known[1].astype(np.int32)
        return self._numbers[id(dump)]

    def inputs(
        self, network: Network, dumps: list[Dump], spans: list[tuple[int, int]], words_on: list[bool], drop: float
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return figures, word vectors and mask of a batch."""
        longest = max(stop - start for start, stop in spans)
        shape = (len(dumps), longest)
        dense = np.zeros((*shape, len(self.mean) + 1), np.float32)
        mask = np.zeros(shape, np.float32)
        words, phrase_ids, names = _Bags(longest), [], _Bags(longest)
        for row, (dump, (start, stop), on) in enumerate(zip(dumps, spans, words_on, strict=True)):
            count = stop - start
            rows = dump.dense[start:stop]
            if drop and not on:
                rows = disguised(rows)
            if self.names is not None:
                known, name_ids, name_lines = self._marked(dump, start, stop, drop)
                rows = np.concatenate([rows, known], axis=1)
                names.add(name_ids, name_lines)
            dense[row, :count, :-1] = np.clip((rows - self.mean) / self.scale, -8, 8)
            dense[row, :, -1] = on
            mask[row, :count] = 1
            numbers, phrases = self.numbers(dump)
            low, high = np.searchsorted(dump.word_lines, [start, stop])
            ids = numbers[low:high].astype(np.int64)
            owners = dump.word_lines[low:high] - start
            known = ids > 0
            if drop:
                known &= np.random.random(len(ids)) >= drop
            if not on:
                known &= False
            words.add(ids[known], owners[known])
            some = np.zeros((longest, 3), np.int64)
            if on:
                some[:count] = phrases[start:stop]
                if drop:
                    some *= np.random.random(some.shape) >= drop
            phrase_ids.append(some)
        wholes = functional.embedding_bag(
            torch.from_numpy(np.concatenate(phrase_ids)), network.phrases.weight, mode="sum", padding_idx=0
        ).reshape(*shape, -1)
        vectors = [words.vectors(network.words).reshape(*shape, -1), wholes]
        if self.names is not None:
            vectors.append(names.vectors(network.names).reshape(*shape, -1))
        return torch.from_numpy(dense), torch.cat(vectors, 2), torch.from_numpy(mask)

    def _marked(self, dump: Dump, start: int, stop: int, drop: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return what is known of some lines, and the numbers of their names; in training, at times less."""
        assert dump.marked is not None
        assert self.names is not None
        known = dump.marked.known[start:stop]
        low, high = np.searchsorted(dump.marked.name_lines, [start, stop])
        ids = self.names.numbers(dump.marked.names[low:high]).astype(np.int64)
        owners = dump.marked.name_lines[low:high] - start
        some = ids > 0
        if drop:
            some &= np.random.random(len(ids)) >= NAMES_OFF
            known = known * (np.random.random((1, known.shape[1])) >= KNOWN_OFF)
            kind = random.random()
            if kind < 0.15:
                known[:, :MARK_COLUMNS] = 0
                some &= False
            elif kind < 0.3:
                known[:, MARK_COLUMNS:] = 0
        return known, ids[some], owners[some]


class _Bags:
    """Bags of numbers, one a line; each bag's vectors are summed, and divided by the root of their count."""

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self.ids: list[np.ndarray] = []
        self.weights: list[np.ndarray] = []
        self.offsets = [0]

    def add(self, ids: np.ndarray, lines: np.ndarray) -> None:
        """Add a page."""
        counts = np.bincount(lines, minlength=self.longest)
        self.ids.append(ids)
        self.weights.append(1 / np.sqrt(counts[lines]))
        self.offsets.extend((self.offsets[-1] + np.cumsum(counts)).tolist())

    def vectors(self, table: torch.nn.EmbeddingBag) -> torch.Tensor:
        """Return the vector of each bag."""
        return functional.embedding_bag(
            torch.from_numpy(np.concatenate(self.ids)),
            table.weight,
            torch.tensor(self.offsets[:-1]),
            mode="sum",
            per_sample_weights=torch.from_numpy(np.concatenate(self.weights).astype(np.float32)),
        )


def disguised(rows: np.ndarray) -> np.ndarray:
    """Return the figures of a page as those of another language: fewer cues, at times no case, at times no spaces."""
    rows = rows.copy()
    cues = [NAMES.index(f"cue_{name}") for name in CUES]
    rows[:, cues] *= np.random.random((len(rows), len(cues))) >= 0.3
    kind = random.random()
    if kind > 0.5:
        return rows
    letters = rows[:, NAMES.index("letters")] > 0
    rows[:, [NAMES.index(name) for name in ("upper", "capitals", "starts_upper", "starts_lower")]] = 0
    rows[:, NAMES.index("uncased")] = letters
    if kind < 0.25:
        rows[:, NAMES.index("word_length")] = 0.34 * letters
        inside = rows[:, NAMES.index("letters")] + rows[:, NAMES.index("spaces")]
        rows[:, NAMES.index("letters")] = np.minimum(inside, 1)
        titles = ("titled", "title_share", "heading", "has_heading", "after_heading", "since_heading")
        shared = (
            "shared_before",
            "shared_after",
            "shared_prose",
            "shared_deeply",
            "shared",
            "head_copies",
            "tail_copies",
        )
        rows[:, [NAMES.index(name) for name in ("spaces", "topical", *titles, *shared)]] = 0
        rows[:, [NAMES.index(name) for name in ("head_back", "head_forward", "tail_back", "tail_forward")]] = FAR
    return rows


def train(
    examples: list[Example],
    *,
    epochs: int = 8,
    seed: int = 0,
    rate: float = 3e-3,
    width: int = 64,
    views: int = 1,
    softs: Softs | None = None,
    watch: list[Example] | None = None,
    marked: bool = False,
) -> tuple[Network, Reader]:
    """Train a network that sees so many dumps of each page an epoch, and learns from soft labels if there are any.

    `marked`: one that reads html-text's dumps with what the HTML says of their lines.
    """
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    vocabulary = Vocabulary.learn(examples)
    names = Vocabulary.of_names(examples) if marked else None
    if marked:
        examples = [replace(e, dumps={"html-text": e.dumps["html-text"]}) for e in examples if _is_marked(e)]
    sampled = [e.dumps[name] for e in examples[::3] for name in ("html-text", "soup") if name in e.dumps]
    sample = np.concatenate([_rows(dump) if marked else dump.dense for dump in sampled])
    mean, scale = sample.mean(0), np.maximum(sample.std(0), 0.05)
    reader = Reader(vocabulary, mean.astype(np.float32), scale.astype(np.float32), names)
    if names is None:
        network = Network(len(mean), len(vocabulary.hashes) + 1, width)
    else:
        network = Network(len(mean), len(vocabulary.hashes) + 1, width, DROPOUT, len(names.hashes) + 1)
    tables = [network.words.weight, network.phrases.weight, *([network.names.weight] if names else [])]
    others = [p for p in network.parameters() if all(p is not t for t in tables)]
    groups = [{"params": others, "weight_decay": 0.02}, {"params": tables, "weight_decay": 0.05}]
    optimiser = torch.optim.AdamW(groups, lr=rate, fused=True)
    batches = len(batches_of(examples, views))
    steps = int(batches * epochs * 1.15) + 20  # the number of batches differs a little between epochs
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.15)
    for epoch in range(epochs):
        network.train()
        began, losses = time.time(), []
        for batch in batches_of(examples, views):
            loss = loss_of(network, reader, batch, softs or {})
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(float(loss.detach()))
        line = f"epoch {epoch + 1}: loss {np.mean(losses):.4f}, {time.time() - began:.0f} s"
        if watch and (epoch % 3 == 2 or epoch + 1 == epochs):
            line += f", F1 {figures(network, reader, watch)}"
        print(line, flush=True)
    network.eval()
    return network, reader


def _is_marked(example: Example) -> bool:
    return "html-text" in example.dumps and example.dumps["html-text"].marked is not None


def _rows(dump: Dump) -> np.ndarray:
    assert dump.marked is not None
    return np.concatenate([dump.dense, dump.marked.known], axis=1)


Item = tuple[Example, str, tuple[int, int]]


def batches_of(examples: list[Example], views: int) -> list[list[Item]]:
    """Return the pages in random order and dumps, those of like length together, each page `views` times."""
    items: list[Item] = []
    for example in [example for example in examples for _ in range(views)]:
        names = [name for name in example.dumps if name in SHARES]
        if not names:
            continue
        name = random.choices(names, [SHARES[n] for n in names])[0]
        count = len(example.dumps[name].labels)
        start = random.randint(0, count - MOST_LINES) if count > MOST_LINES else 0
        items.append((example, name, (start, min(start + MOST_LINES, count))))
    random.shuffle(items)
    batches: list[list[Item]] = []
    for low in range(0, len(items), 120):
        group = sorted(items[low : low + 120], key=lambda item: item[2][1] - item[2][0])
        batch: list[Item] = []
        for item in group:
            size = item[2][1] - item[2][0]
            if (batch and (len(batch) + 1) * size > LINES_OF_A_BATCH) or len(batch) >= 12:
                batches.append(batch)
                batch = []
            batch.append(item)
        if batch:
            batches.append(batch)
    random.shuffle(batches)
    return batches


def loss_of(network: Network, reader: Reader, batch: list[Item], softs: Softs) -> torch.Tensor:
    """Return the loss: each line's, each page's overlap, and the page type's."""
    dumps, spans = [item[0].dumps[item[1]] for item in batch], [item[2] for item in batch]
    words_on = [random.random() >= WORDS_OFF for _ in batch]
    dense, words, mask = reader.inputs(network, dumps, spans, words_on, drop=0.25)
    logits, types = network(dense, words, mask)
    labels = torch.zeros_like(mask)
    goals = torch.zeros_like(mask)
    shares = torch.zeros_like(mask)
    flat = torch.zeros_like(mask)
    for row, (dump, (start, stop)) in enumerate(zip(dumps, spans, strict=True)):
        count = stop - start
        labels[row, :count] = torch.from_numpy(dump.labels[start:stop])
        goals[row, :count] = labels[row, :count]
        soft = softs.get((batch[row][0].id, batch[row][1]))
        if soft is not None:
            thought = torch.from_numpy(soft[0 if words_on[row] else 1][start:stop])
            goals[row, :count] = (1 - SOFT) * labels[row, :count] + SOFT * thought
        lengths = torch.from_numpy(dump.lengths[start:stop].astype(np.float32)) + 0.3
        shares[row, :count] = lengths / lengths.sum()
        flat[row, :count] = 1 / count
    each = functional.binary_cross_entropy_with_logits(logits, goals, reduction="none")
    chance = torch.sigmoid(logits)
    common = (shares * chance * labels).sum(1)
    overlap = 1 - (2 * common + 0.01) / ((shares * chance).sum(1) + (shares * labels).sum(1) + 0.01)
    wanted = torch.tensor([TYPES.index(item[0].type) for item in batch])
    kind = functional.cross_entropy(types, wanted)
    return (each * (0.6 * shares + 0.4 * flat)).sum(1).mean() + 0.4 * overlap.mean() + 0.05 * kind


@torch.no_grad()
def predict(network: Network, reader: Reader, dump: Dump, words: bool = True) -> np.ndarray:
    """Return each line's logit."""
    network.eval()
    inputs = reader.inputs(network, [dump], [(0, len(dump.labels))], [words], 0.0)
    return network(*inputs)[0][0].numpy().astype(float)


def best_lines(chance: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Return the lines whose choice has the highest expected F1."""
    order = np.argsort(-chance, kind="stable")
    weights = lengths[order]
    gain = np.cumsum(weights * chance[order])
    f1 = 2 * gain / np.maximum(np.cumsum(weights) + gain[-1], 1e-9)
    keep = np.zeros(len(chance), bool)
    keep[order[: int(np.argmax(f1)) + 1]] = True
    return keep


def figures(network: Network, reader: Reader, examples: list[Example], name: str = "html-text") -> str:
    """Return mean F1 in words: overall, articles; with a plain threshold, and without words."""
    plain, decoded, wordless, articles = [], [], [], []
    for example in examples:
        if name not in example.dumps:
            continue
        dump = example.dumps[name]
        logits = predict(network, reader, dump)
        chance = 1 / (1 + np.exp(-logits))
        plain.append(example.score(name, chance >= 0.45)[0])
        decoded.append(example.score(name, best_lines(chance, dump.lengths))[0])
        if example.type == "article":
            articles.append(decoded[-1])
        logits = predict(network, reader, dump, words=False)
        wordless.append(example.score(name, best_lines(1 / (1 + np.exp(-logits)), dump.lengths))[0])
    return (
        f"{np.mean(decoded):.4f} (articles {np.mean(articles):.4f}, "
        f"threshold {np.mean(plain):.4f}, no words {np.mean(wordless):.4f})"
    )
