"""What a run has finished, and with which settings: what the next run needs to go on where this one ended."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from cleantext.core.errors import BadInput
from cleantext.core.pipeline import Pipeline
from cleantext.formats import places
from cleantext.formats.records import Options
from cleantext.formats.sources import Source
from cleantext.runner.ledger import Ledger, Row

_WORDS = {"cleantext": "version", "text_field": "text field", "id_field": "id field", "site_field": "site field"}


def settings_of(pipeline: Pipeline, options: Options, write_as: str, version: str) -> Row:
    """Return all that the output depends on besides the input."""
    settings = {
        "cleantext": version,
        "budget": pipeline.budget,
        "steps": pipeline.steps,
        "tables": _tables(pipeline),
        "as": write_as,
        "text_field": options.text_field,
        "id_field": options.id_field,
        "site_field": options.site_field,
        "encoding": options.encoding,
        "trail": options.trail,
        "extract": options.extract,
    }
    same: Row = json.loads(json.dumps(settings, default=str))
    return same


def _tables(pipeline: Pipeline) -> dict[str, str]:
    """Return a digest of each file that an option of a step names."""
    tables = {}
    for cleaner in pipeline.cleaners:
        for value in cleaner.options.values():
            if isinstance(value, str | Path) and len(str(value)) < 1000 and Path(value).is_file():
                tables[str(value)] = blake2b(Path(value).read_bytes(), digest_size=16).hexdigest()
    return tables


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Return what differs between two settings, in words."""
    found = []
    for name in now:
        old, new = before.get(name), now[name]
        if old == new:
            continue
        if name == "steps":
            old_names, new_names = _names(old), _names(new)
            gone = [step for step in old_names if step not in new_names]
            come = [step for step in new_names if step not in old_names]
            parts = [f"without {', '.join(gone)}"] * bool(gone) + [f"with {', '.join(come)}"] * bool(come)
            found.append("other steps: " + ("; ".join(parts) or "in another order, or with other options"))
        elif name == "tables":
            changed = [table for table in new if (old or {}).get(table) != new[table]]
            found.append(f"another table: {', '.join(changed) or 'none'}")
        else:
            found.append(f"{_WORDS.get(name, name)} {new!r} instead of {old!r}")
    return found


def _names(steps: Any) -> list[str]:
    return [step if isinstance(step, str) else str(step.get("use")) for step in steps or []]


class InputDigest:
    """The sizes and fingerprints of an output's inputs, as one digest."""

    def __init__(self) -> None:
        self._digest = blake2b(digest_size=16)
        self.files = self.bytes = 0
        self.certain = True  # False: an input that cannot be looked at twice

    def add(self, source: Source) -> None:
        """Take in one input; one that cannot be read counts as such."""
        size, fingerprint = 0, "unreadable"
        if source.place == "-":
            self.certain = False
        else:
            with suppress(OSError):
                size, fingerprint = places.size(source.place), places.fingerprint(source.place)
        self.files += 1
        self.bytes += size
        self._digest.update(f"{source.id}\n{source.format}\n{size}\n{fingerprint}\n".encode(errors="surrogateescape"))

    def as_row(self) -> Row:
        """Return the digest as JSON values."""
        return {"files": self.files, "bytes": self.bytes, "fingerprint": self._digest.hexdigest()}


def inputs_of(sources: Iterable[Source]) -> InputDigest:
    """Return the digest of these inputs."""
    digest = InputDigest()
    for source in sources:
        digest.add(source)
    return digest


class Manifest:
    """The ledger of a target: its settings, then a line for each output begun and each finished."""

    def __init__(self, place: str) -> None:
        self.ledger = Ledger(place)
        self.settings: Row | None = None
        self.begun: set[str] = set()
        self.ours: set[int] = set()  # what was begun, from which input, as numbers: there may be a million
        self.done: dict[str, Row] = {}
        for row in self.ledger.lines():
            if "settings" in row:
                self.settings = row["settings"]
            elif "begun" in row:
                self.begun.add(row["begun"])
                self.ours.update(row["ours"])
                self.done.pop(row["begun"], None)
            elif "done" in row:
                self.done[row["done"]] = row

    def open(self, settings: Row, *, force: bool) -> None:
        """Go on with what an earlier run of the same settings did, or begin.

        Errors: `BadInput` if the earlier run had other settings.
        """
        if self.settings is not None and self.settings != settings and not force and self.begun:
            differing = "; ".join(differences(self.settings, settings))
            raise BadInput(f"{self.ledger.place}: was written with other settings ({differing}); --force begins anew")
        if force or self.settings != settings:
            self.begun, self.ours, self.done = set(), set(), {}
            self.ledger.start_anew()
            self.ledger.add({"settings": settings})
        else:  # without what was not finished, and a last line that was cut short
            self.ledger.start_anew(lambda row: "settings" in row or "begun" in row or "done" in row)
        self.settings = settings
        self.ledger.save()

    def begin(self, output: str, ours: Sequence[int]) -> None:
        """Note that an output is being written: from now on what these numbers stand for is ours to replace."""
        self.begun.add(output)
        self.done.pop(output, None)
        self.ledger.add({"begun": output, "ours": list(ours)})
        self.ledger.save(now=False)

    def finish(self, output: str, row: Row) -> None:
        """Note that an output is complete."""
        self.done[output] = {"done": output, **row}
        self.ledger.add(self.done[output])
        self.ledger.save(now=False)
