"""The options that several commands have: how sources are read, and which pipeline runs."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from cleantext.core.pipeline import Pipeline
from cleantext.formats import FORMATS, Options
from cleantext.formats.html import EXTRACT

Command = TypeVar("Command", bound=Callable[..., Any])

_READ_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--glob", default="", help="Which files of a folder, at any depth: '*.txt'.", metavar="PATTERN"),
    click.option("--from", "format", type=click.Choice(list(FORMATS)), help="Input format, if the suffix misleads."),
    click.option(
        "--extract",
        type=click.Choice(EXTRACT),
        default="trafilatura",
        show_default=True,
        help="How HTML is read. auto: trafilatura's text or our model's. page: all its text, for --preset page.",
    ),
    click.option("--encoding", default="", help="Encoding of text, HTML and CSV files that are not UTF-8."),
    click.option(
        "--text-field", default="text", show_default=True, help="The field that is the text: body, page.text."
    ),
    click.option("--id-field", default="id", show_default=True, help="The field that is the row's id."),
    click.option("--site-field", default="", help="The field that names the site a row comes from."),
)

_RUN_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--jobs", "-j", type=click.IntRange(min=0), help="Worker processes; 0, the default: all cores."),
    click.option(
        "--time-limit",
        type=click.FloatRange(min=0),
        default=60.0,
        show_default=True,
        metavar="SECONDS",
        help="What a document may take; 0: as long as it likes.",
    ),
    click.option(
        "--memory-limit",
        default="4G",
        show_default=True,
        metavar="SIZE",
        callback=lambda context, option, value: size_in_bytes(value),
        help="The address space of a worker: 500M, 4G; 0: no limit. (Not on Windows and macOS.)",
    ),
    click.option("--stats", metavar="FILE", help="Write the figures, per cleaner, as JSON."),
    click.option("--log-json", is_flag=True, help="Progress, failures and summary as JSON lines on standard error."),
    click.option("--quiet", "-q", is_flag=True, help="No progress, no summary; failures are still named."),
)


def reads(command: Command) -> Command:
    """Give a command the options that say how its sources are read."""
    return _with(command, _READ_OPTIONS)


def runs(command: Command) -> Command:
    """Give a command the options that say how its work is done."""
    return _with(command, _RUN_OPTIONS)


def reading_options(values: dict[str, Any], *, trail: bool = False) -> Options:
    """Return what the read options say about rows."""
    fields = ("text_field", "id_field", "site_field", "encoding", "extract")
    return Options(**{name: values[name] for name in fields}, trail=trail)


def pipeline_of(preset: str, steps: str | None, without: str | None) -> Pipeline:
    """Return the pipeline that --preset, --steps and --without describe."""
    if steps is not None:
        pipeline = Pipeline(_names(steps))
    elif preset.endswith(".toml"):
        pipeline = Pipeline.from_file(preset)
    else:
        pipeline = Pipeline.preset(preset)
    return pipeline.without(*_names(without or ""))


def cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def size_in_bytes(written: str) -> int:
    """Return the bytes of "500M" or "4G".

    Errors: `BadParameter` for anything else.
    """
    match = re.fullmatch(r"([0-9]+)\s*([KMGT]?)i?B?", written.strip(), re.IGNORECASE)
    if match is None:
        raise click.BadParameter(f"{written!r} is not a size; write 500M or 4G")
    return int(match[1]) << 10 * " KMGT".index(match[2].upper() or " ")


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()]


def _with(command: Command, options: tuple[Callable[[Any], Any], ...]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
