"""Writing a report: that it can be written is looked at before the work begins."""

from __future__ import annotations

import os

import click

from cleantext.formats import places
from cleantext.formats.sinks import FileSink


def check_page(place: str | None) -> None:
    """Errors: `UsageError` if a report cannot be written there."""
    if not place:
        return
    if places.is_remote(place):
        return
    if os.path.isdir(place):
        raise click.UsageError(
            f"--report {place}: is a folder; name a file, such as {os.path.join(place, 'report.html')}."
        )
    if not place.lower().endswith((".html", ".htm")):
        raise click.UsageError(f"--report {place}: the report is a page; name it .html.")


def write_page(place: str, page: str) -> None:
    """Write a report, under its name only when it is complete."""
    sink = FileSink(place)
    try:
        sink.append(page.encode())
        sink.complete()
    except BaseException:
        sink.withdraw()
        raise
