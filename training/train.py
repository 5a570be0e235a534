"""Train the network on the examples of some folds and say what it thinks of the others."""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from cleantext.cleaners.main_text.features import NAMES
from cleantext.cleaners.main_text.words import CUES
from training.dataset import TYPES, Dump, Example
from training.network import Network

MOST_LINES = 450  # longer pages are cut to a random window of so many lines in training
LINES_OF_A_BATCH = 3600
WORDS_OFF = 0.45  # the share of training pages that are shown without words
SHARES = {"html-text": 0.42, "inscriptis": 0.14, "resiliparse": 0.14, "soup": 0.14, "partial": 0.09, "whole": 0.07}


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

    def numbers(self, hashes: np.ndarray) -> np.ndarray:
        """Return the number of each hash, 0 for those that are not known."""
        place = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[place] == hashes, place + 1, 0)


class Reader:
    """Turns dumps into tensors."""

    def __init__(self, vocabulary: Vocabulary, mean: np.ndarray, scale: np.ndarray) -> None:
        self.vocabulary, self.mean, self.scale = vocabulary, mean, scale
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
        word_ids, word_offsets, word_weights, phrase_ids = [], [0], [], []
        for row, (dump, (start, stop), on) in enumerate(zip(dumps, spans, words_on, strict=True)):
            count = stop - start
            rows = dump.dense[start:stop]
            if drop and not on:
                rows = disguised(rows)
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
            ids, owners = ids[known], owners[known]
            counts = np.bincount(owners, minlength=longest)
            word_ids.append(ids)
            word_weights.append(1 / np.sqrt(counts[owners]))
            word_offsets.extend((word_offsets[-1] + np.cumsum(counts)).tolist())
            some = np.zeros((longest, 3), np.int64)
            if on:
                some[:count] = phrases[start:stop]
                if drop:
                    some *= np.random.random(some.shape) >= drop
            phrase_ids.append(some)
        vectors = functional.embedding_bag(
            torch.from_numpy(np.concatenate(word_ids)),
            network.words.weight,
            torch.tensor(word_offsets[:-1]),
            mode="sum",
            per_sample_weights=torch.from_numpy(np.concatenate(word_weights).astype(np.float32)),
        ).reshape(*shape, -1)
        wholes = functional.embedding_bag(
            torch.from_numpy(np.concatenate(phrase_ids)), network.phrases.weight, mode="sum", padding_idx=0
        ).reshape(*shape, -1)
        return torch.from_numpy(dense), torch.cat([vectors, wholes], 2), torch.from_numpy(mask)


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
        rows[:, [NAMES.index(name) for name in ("spaces", "topical", *titles)]] = 0
    return rows


def train(
    examples: list[Example],
    *,
    epochs: int = 8,
    seed: int = 0,
    rate: float = 3e-3,
    width: int = 64,
    watch: list[Example] | None = None,
) -> tuple[Network, Reader]:
    """Train a network."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    vocabulary = Vocabulary.learn(examples)
    sampled = [e.dumps[name] for e in examples[::3] for name in ("html-text", "soup") if name in e.dumps]
    sample = np.concatenate([dump.dense for dump in sampled])
    mean, scale = sample.mean(0), np.maximum(sample.std(0), 0.05)
    reader = Reader(vocabulary, mean.astype(np.float32), scale.astype(np.float32))
    network = Network(len(mean), len(vocabulary.hashes) + 1, width)
    tables = [network.words.weight, network.phrases.weight]
    others = [p for p in network.parameters() if all(p is not t for t in tables)]
    groups = [{"params": others, "weight_decay": 0.02}, {"params": tables, "weight_decay": 0.05}]
    optimiser = torch.optim.AdamW(groups, lr=rate, fused=True)
    batches = sum(1 for _ in batches_of(examples))
    steps = int(batches * epochs * 1.15) + 20  # the number of batches differs a little between epochs
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.15)
    for epoch in range(epochs):
        network.train()
        began, losses = time.time(), []
        for batch in batches_of(examples):
            loss = loss_of(network, reader, batch)
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


Item = tuple[Example, Dump, tuple[int, int]]


def batches_of(examples: list[Example]) -> list[list[Item]]:
    """Return the pages in random order and dumps, those of like length together."""
    items: list[Item] = []
    for example in examples:
        names = [name for name in example.dumps if name in SHARES]
        if not names:
            continue
        name = random.choices(names, [SHARES[n] for n in names])[0]
        dump = example.dumps[name]
        count = len(dump.labels)
        start = random.randint(0, count - MOST_LINES) if count > MOST_LINES else 0
        items.append((example, dump, (start, min(start + MOST_LINES, count))))
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


def loss_of(network: Network, reader: Reader, batch: list[Item]) -> torch.Tensor:
    """Return the loss: each line's, each page's overlap, and the page type's."""
    dumps, spans = [item[1] for item in batch], [item[2] for item in batch]
    words_on = [random.random() >= WORDS_OFF for _ in batch]
    dense, words, mask = reader.inputs(network, dumps, spans, words_on, drop=0.25)
    logits, types = network(dense, words, mask)
    labels = torch.zeros_like(mask)
    shares = torch.zeros_like(mask)
    flat = torch.zeros_like(mask)
    for row, (dump, (start, stop)) in enumerate(zip(dumps, spans, strict=True)):
        count = stop - start
        labels[row, :count] = torch.from_numpy(dump.labels[start:stop])
        lengths = torch.from_numpy(dump.lengths[start:stop].astype(np.float32)) + 0.3
        shares[row, :count] = lengths / lengths.sum()
        flat[row, :count] = 1 / count
    each = functional.binary_cross_entropy_with_logits(logits, labels, reduction="none")
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
