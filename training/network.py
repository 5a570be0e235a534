"""The network that reads a page's lines in their order, in torch; the package runs it on numpy."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

DILATIONS = (1, 2, 4, 8, 1)
RUNS_AFTER = (1, 3)  # blocks after which each line hears of all lines before and after it
INNER_SIZE, INNER_SIZE_WITH_HTML = 32, 64  # the first must be fast
RUN_SIZE = 32
WORD_SIZE = 24
NAME_SIZE = 24
TYPES = 7


class Dropout(nn.Module):
    """Leaves out the same channels in all lines of a page: cheap, and neighbours cannot make up for it."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, lines: torch.Tensor) -> torch.Tensor:
        """Shape: pages x lines x width, or pages x width."""
        if not self.training:
            return lines
        shape = (lines.shape[0], 1, lines.shape[2]) if lines.dim() == 3 else lines.shape
        return lines * ((torch.rand(shape) >= self.rate) / (1 - self.rate))


class Block(nn.Module):
    """A line's neighbours, `dilation` lines apart, change what is known of it."""

    def __init__(self, width: int, inner: int, dilation: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.near = nn.Linear(3 * width, inner)  # the line before, itself, the line after
        self.dilation = dilation
        self.mix = nn.Linear(inner, width)
        self.dropout = Dropout(dropout)

    def forward(self, lines: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Shape: lines pages x lines x width, mask pages x lines x 1."""
        inner = self.norm(lines) * mask
        step = self.dilation
        wide = functional.pad(inner, (0, 0, step, step))
        inner = torch.relu(self.near(torch.cat([wide[:, : -2 * step], inner, wide[:, 2 * step :]], dim=2)))
        return lines + self.dropout(self.mix(inner)) * mask


class Run(nn.Module):
    """The strongest signal among all lines up to a line, and among all from it on: "the comments have begun"."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.ask = nn.Linear(width, RUN_SIZE)
        self.mix = nn.Linear(2 * RUN_SIZE, width)
        self.dropout = Dropout(dropout)

    def forward(self, lines: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Shape: lines pages x lines x width, mask pages x lines x 1."""
        signals = torch.relu(self.ask(lines)) * mask
        before = signals.cummax(1).values
        after = signals.flip(1).cummax(1).values.flip(1)
        return lines + self.dropout(self.mix(torch.cat([before, after], dim=2))) * mask


class Network(nn.Module):
    """Lines in, a logit a line and one a page type out."""

    def __init__(self, figures: int, vocabulary: int, width: int = 64, dropout: float = 0.15, names: int = 0) -> None:
        super().__init__()
        if names:
            self.names = nn.EmbeddingBag(names, NAME_SIZE, mode="sum")
            nn.init.normal_(self.names.weight, std=0.1)
        self.words = nn.EmbeddingBag(vocabulary, WORD_SIZE, mode="sum")
        self.phrases = nn.EmbeddingBag(vocabulary, WORD_SIZE, mode="sum")
        nn.init.normal_(self.words.weight, std=0.1)
        nn.init.normal_(self.phrases.weight, std=0.1)
        self.enter = nn.Linear(figures + 1 + 2 * WORD_SIZE + (NAME_SIZE if names else 0), width)
        inner = INNER_SIZE_WITH_HTML if names else INNER_SIZE
        self.blocks = nn.ModuleList(Block(width, inner, dilation, dropout) for dilation in DILATIONS)
        self.runs = nn.ModuleList(Run(width, dropout) for _ in RUNS_AFTER)
        self.page = nn.Linear(2 * width, width)
        self.kind = nn.Linear(width, TYPES)
        self.back = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width)
        self.leave = nn.Linear(width, 1)
        self.dropout = Dropout(dropout)

    def forward(
        self, dense: torch.Tensor, words: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Shape: dense pages x lines x figures, words pages x lines x all embeddings, mask pages x lines."""
        mask = mask.unsqueeze(2)
        lines = torch.relu(self.enter(torch.cat([dense, words], dim=2))) * mask
        lines = self.dropout(lines)
        kinds = lines
        for number, block in enumerate(self.blocks):
            lines = block(lines, mask)
            if number in RUNS_AFTER:
                lines = self.runs[RUNS_AFTER.index(number)](lines, mask)
            if number == len(self.blocks) // 2:
                mean = (lines * mask).sum(1) / mask.sum(1)
                top = (lines + (mask - 1) * 1e4).amax(1)
                page = self.dropout(torch.relu(self.page(torch.cat([mean, top], dim=1))))
                lines = lines + self.back(page).unsqueeze(1) * mask
                kinds = self.kind(page)
        return self.leave(torch.relu(self.norm(lines))).squeeze(2), kinds
