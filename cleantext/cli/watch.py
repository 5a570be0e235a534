"""What a run says while it goes on: a line for a person, or JSON lines for a program, on standard error."""

from __future__ import annotations

import json
import shutil
import sys
import time
from typing import Any

import click

from cleantext.formats import Failure
from cleantext.runner import Summary, Watcher

_NAMED = 20  # failures that are named one by one where there is a list of them all
_LOG_EVERY = 5.0  # seconds


class Terminal(Watcher):
    """Failures by name, and a line that shows how far we are where a person watches."""

    def __init__(self, *, quiet: bool = False, listed: bool = False) -> None:
        """`listed`: failures are kept in a file, so that naming the first of them is enough."""
        self._most = _NAMED if listed else 0
        self._shown = not quiet and sys.stderr.isatty()
        self._quiet = quiet
        self._failures = 0
        self._started = time.monotonic()
        self._last = self._started
        self._width = 0

    def progress(self, summary: Summary) -> None:
        """Show the line, at most five times a second."""
        now = time.monotonic()
        if self._shown and now - self._last >= 0.2:
            self._last = now
            line = progress_line(summary, now - self._started)[: shutil.get_terminal_size().columns - 1]
            click.echo("\r" + line.ljust(self._width), nl=False, err=True)
            self._width = len(line)

    def failed(self, failure: Failure) -> None:
        """Name a failure."""
        self._failures += 1
        if not self._most or self._failures <= self._most:
            self._say(f"cleantext: {failure}")

    def note(self, message: str) -> None:
        """Say something."""
        if not self._quiet:
            self._say(f"cleantext: {message}")

    def clear(self) -> None:
        """Take the line away."""
        if self._width:
            click.echo("\r" + " " * self._width + "\r", nl=False, err=True)
            self._width = 0

    def finished(self, summary: Summary, target: str) -> None:
        """Say what was done."""
        self.clear()
        if self._most and self._failures > self._most:
            click.echo(f"cleantext: {self._failures - self._most:,} more failures", err=True)
        if summary.failed_place and self._failures:
            click.echo(f"cleantext: what failed is listed in {summary.failed_place}", err=True)
        if self._quiet or target == "-":
            return
        if summary.complete_already:
            click.echo(f"cleantext: {target} is complete already; --force cleans anew", err=True)
        figures = summary.figures
        parts = {"documents": figures.documents, "edits": figures.edits, "flags": figures.flags}
        counts = [f"{count:,} {name}" for name, count in {**parts, "failures": summary.failures}.items()]
        table = figures.table()
        click.echo((table + "\n" if table else "") + f"{', '.join(counts)} -> {target}", err=True)

    def _say(self, message: str) -> None:
        self.clear()
        click.echo(message, err=True)


class JsonLog(Watcher):
    """One JSON object a line."""

    def __init__(self) -> None:
        self._started = self._last = time.monotonic()

    def progress(self, summary: Summary) -> None:
        """Log the state, every few seconds."""
        now = time.monotonic()
        if now - self._last >= _LOG_EVERY:
            self._last = now
            self._log("progress", **_state(summary, now - self._started))

    def failed(self, failure: Failure) -> None:
        """Log a failure."""
        self._log("failure", id=failure.id, source=failure.source, row=failure.row or None, reason=failure.reason)

    def note(self, message: str) -> None:
        """Log a note."""
        self._log("note", message=message)

    def clear(self) -> None:
        """Do nothing."""

    def finished(self, summary: Summary, target: str) -> None:
        """Log the summary."""
        figures = summary.figures
        self._log(
            "summary",
            target=target,
            complete_already=summary.complete_already,
            **_state(summary, summary.seconds),
            edits=figures.edits,
            flags=figures.flags,
            workers_replaced=summary.replaced_workers,
        )

    def _log(self, event: str, **values: Any) -> None:
        click.echo(json.dumps({"event": event, **values}), err=True)


def progress_line(summary: Summary, seconds: float) -> str:
    """Return how far a run is, in one line."""
    share = min(1.0, summary.read / summary.total) if summary.total else 0.0
    parts = [f"{share:4.0%}", f"{summary.figures.documents:,} documents"]
    parts.append(f"{summary.size / 1e6 / max(seconds, 0.001):.1f} MB/s")
    if share > 0.01:
        parts.append(f"{_clock(seconds / share - seconds)} left")
    if summary.failures:
        parts.append(f"{summary.failures:,} failures")
    return "  ".join(parts)


def _state(summary: Summary, seconds: float) -> dict[str, Any]:
    return {
        "documents": summary.figures.documents,
        "failures": summary.failures,
        "share": round(min(1.0, summary.read / summary.total), 4) if summary.total else None,
        "seconds": round(seconds, 1),
        "mb_per_second": round(summary.size / 1e6 / max(seconds, 0.001), 2),
    }


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
