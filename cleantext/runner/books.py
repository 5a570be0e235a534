"""What is kept beside an output: the manifest of what is finished, and the list of what failed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from cleantext.formats import places
from cleantext.formats.records import Failure
from cleantext.runner.ledger import Ledger, Row
from cleantext.runner.lock import locked
from cleantext.runner.manifest import InputDigest, Manifest, inputs_of
from cleantext.runner.plan import Output, Plan


class NoBooks:
    """For standard output: nothing is kept, and everything is to do."""

    failed_place = ""

    def is_ours(self, output: Output, name: str) -> bool:
        """Say whether a file that exists is one that we may replace."""
        return True

    def open(self, settings: Row) -> None:
        """Go on with what an earlier run of the same settings did."""

    def kept(self, output: Output, note: Callable[[str], None]) -> Row | None:
        """Return what is known of an output that is complete already; None if it is to be written, and now begins."""
        return None

    def fail(self, failure: Failure, output: Output) -> None:
        """List a failure."""

    def finish(self, output: Output, row: Row) -> int:
        """Note that an output is complete, and return the bytes of its inputs."""
        return 0

    def sweep(self) -> None:
        """Remove what was left half written."""

    def sort(self) -> None:
        """Bring the failures into the order of the outputs."""

    def close(self) -> None:
        """Bring everything to the disk."""

    def __enter__(self) -> NoBooks:
        return self

    def __exit__(self, *_: object) -> None:
        return None


class Books(NoBooks):
    """Manifest and failures of a target. One run at a time has them."""

    def __init__(self, plan: Plan, *, force: bool) -> None:
        """Errors: `BadInput` if another run is writing to the target."""
        self._plan, self._force = plan, force
        self._digests: dict[str, InputDigest] = {}
        self._stack = ExitStack()
        manifest, failures = plan.beside
        if not places.is_remote(manifest):
            path = Path(manifest)
            if path.parent.exists() and not path.parent.is_dir():
                raise NotADirectoryError(20, "is not a folder", str(path.parent))
            self._stack.enter_context(locked(path))
        self._manifest = Manifest(manifest)
        self._stack.enter_context(self._manifest.ledger)
        self._failures = self._stack.enter_context(Ledger(failures))
        self._was_ours = set() if force else set(self._manifest.ours)
        self.failed_place = failures

    def is_ours(self, output: Output, name: str) -> bool:
        """Say whether a file that exists is one that we may replace: an earlier run began it, from the same input."""
        if self._force:
            return True
        if "-" in self._plan.paths and output.key in self._manifest.done:
            return False  # standard input does not come a second time
        return output.number(name) in self._was_ours

    def open(self, settings: Row) -> None:
        """Go on with what an earlier run of the same settings did, and remove what it left half written.

        Errors: `BadInput` if the earlier run had other settings.
        """
        self._manifest.open(settings, force=self._force)
        done = self._manifest.done
        self._failures.start_anew(lambda row: row.get("output") in done)
        if self._was_ours or self._plan.is_one_file:
            self.sweep()

    def sweep(self) -> None:
        """Remove what was left half written."""
        places.sweep(self._plan.target)

    def kept(self, output: Output, note: Callable[[str], None]) -> Row | None:
        """Return what is known of an output that is complete already; None if it is to be written, and now begins."""
        digest = self._digests[output.key] = inputs_of(output.sources())
        row = self._manifest.done.get(output.key)
        if row is not None:
            same = digest.certain and row["inputs"] == digest.as_row()
            if same and _is_there(output, row):
                del self._digests[output.key]
                return row
            note(f"{output.key}: {'its output is not there any more' if same else 'its input has changed'}; done anew")
            self._failures.start_anew(lambda row: row.get("output") != output.key)
        self._manifest.begin(output.key, output.numbers())
        return None

    def fail(self, failure: Failure, output: Output) -> None:
        """List a failure."""
        self._failures.add(
            {
                "id": failure.id,
                "source": failure.source,
                "row": failure.row or None,
                "reason": failure.reason,
                "output": output.key,
            }
        )

    def finish(self, output: Output, row: Row) -> int:
        """Note that an output is complete, and return the bytes of its inputs."""
        self._failures.save(now=False)  # before the manifest says that they are all there
        digest = self._digests.pop(output.key)
        more: dict[str, Any] = {} if output.is_folder else {"size": places.size(output.place)}
        self._manifest.finish(output.key, {"inputs": digest.as_row(), **row, **more})
        return digest.bytes

    def sort(self) -> None:
        """Bring the failures into the order of the outputs, which may have been finished in any other."""
        self._failures.save(now=False)
        failing = dict.fromkeys(row["output"] for row in self._failures.lines())
        if len(failing) > 1:
            rank = {output.key: n for n, output in enumerate(self._plan.outputs()) if output.key in failing}
            if sorted(failing, key=lambda key: rank.get(key, -1)) != list(failing):
                self._failures.start_anew(order=lambda row: rank.get(row["output"], -1))

    def close(self) -> None:
        """Bring everything to the disk, or to the remote place."""
        self._failures.save()
        self._manifest.ledger.save()

    def __exit__(self, *_: object) -> None:
        self._stack.close()


def _is_there(output: Output, row: Row) -> bool:
    if output.names:
        there = sum(places.exists(places.below(output.place, name)) for name in output.names)
        return bool(there >= row["documents"])
    if output.is_folder:
        return places.exists(output.place)
    return bool(places.exists(output.place) and places.size(output.place) == row["size"])
