"""From trained networks to the weights file that the package reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from training.network import DILATIONS, RUNS_AFTER, Network
from training.train import Reader

ENOUGH_KNOWN = 0.45  # share of a page's words that the vocabulary must hold before the words are looked at


def arrays_of(networks: Sequence[Network], readers: Sequence[Reader], calibration: np.ndarray) -> dict[str, np.ndarray]:
    """Return the arrays of the weights file: half precision, and bytes for the embeddings."""
    first = readers[0]
    arrays: dict[str, np.ndarray] = {
        "hashes": first.vocabulary.hashes.astype(np.uint32),
        "mean": first.mean.astype(np.float32),
        "scale": first.scale.astype(np.float32),
        "calibration": calibration.astype(np.float32),
        "enough_known": np.float32(ENOUGH_KNOWN),
    }
    if first.names is not None:
        arrays["names"] = first.names.hashes.astype(np.uint32)
    for number, (network, reader) in enumerate(zip(networks, readers, strict=True)):
        assert np.array_equal(reader.vocabulary.hashes, first.vocabulary.hashes)
        for name, tensor in network.state_dict().items():
            array = tensor.numpy()
            key = f"{number}.{name}"
            if name in ("words.weight", "phrases.weight", "names.weight"):
                key = f"{number}.{name.split('.')[0]}"
                scale = np.maximum(np.abs(array).max(axis=1, keepdims=True), 1e-6) / 127
                arrays[f"{key}_scale"] = scale.astype(np.float16)
                steps = np.maximum(scale.astype(np.float16), 1e-7)
                arrays[key] = np.round(array / steps).clip(-127, 127).astype(np.int8)
            else:
                arrays[key] = (array.T if array.ndim == 2 else array).astype(np.float16)
        arrays[f"{number}.dilations"] = np.array(DILATIONS)
        arrays[f"{number}.runs_after"] = np.array(RUNS_AFTER)
    return arrays


def write(target: Path, networks: Sequence[Network], readers: Sequence[Reader], calibration: np.ndarray) -> int:
    """Write the weights file and return its size in bytes."""
    np.savez_compressed(target, **arrays_of(networks, readers, calibration))
    return target.stat().st_size
