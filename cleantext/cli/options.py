"""The options that several commands have: how sources are read, and which pipeline runs."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import click

from cleantext.core.pipeline import Pipeline
from cleantext.formats import FORMATS, Options
from cleantext.formats.html import EXTRACT
from cleantext.runner import Run, Summary, Watcher, run

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

_PIPELINE_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--preset", default="news", show_default=True, help="A shipped pipeline, or a pipeline file (.toml)."),
    click.option("--steps", metavar="A,B", help="Exactly these cleaners, in this order, instead of a preset."),
    click.option("--without", metavar="A,B", help="The preset less these cleaners."),
    click.option("--table", metavar="FILE", help="A table of misspelt names that `cleantext learn names` wrote."),
    click.option("--site-table", metavar="FILE", help="A table of lines that `cleantext learn repeats` wrote."),
)

_RUN_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--jobs",
        "-j",
        type=click.IntRange(min=0),
        help="Worker processes, or shards at a time; 0, the default: all cores.",
    ),
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
    click.option(
        "--engine",
        type=click.Choice(["local", "ray"]),
        default="local",
        show_default=True,
        help="Where the work is done: processes of this machine, or a Ray cluster, a task for each file of rows.",
    ),
    click.option("--address", default="", help="The Ray cluster: auto, host:port; by default one in this machine."),
    click.option("--stats", metavar="FILE", help="Write the figures, per cleaner, as JSON."),
    click.option(
        "--report", metavar="FILE", help="Write one HTML page that shows what was done, and to which documents."
    ),
    click.option("--log-json", is_flag=True, help="Progress, failures and summary as JSON lines on standard error."),
    click.option("--quiet", "-q", is_flag=True, help="No progress, no summary; failures are still named."),
)


def reads(command: Command) -> Command:
    """Give a command the options that say how its sources are read."""
    return _with(command, _READ_OPTIONS)


def cleans(command: Command) -> Command:
    """Give a command the options that say which pipeline runs."""
    return _with(command, _PIPELINE_OPTIONS)


def runs(command: Command) -> Command:
    """Give a command the options that say how its work is done."""
    return _with(command, _RUN_OPTIONS)


def reading_options(values: dict[str, Any], *, trail: bool = False) -> Options:
    """Return what the read options say about rows."""
    fields = ("text_field", "id_field", "site_field", "encoding", "extract")
    return Options(**{name: values[name] for name in fields}, trail=trail)


def pipeline_of(
    preset: str,
    steps: str | None = None,
    without: str | None = None,
    table: str | None = None,
    site_table: str | None = None,
) -> Pipeline:
    """Return the pipeline that --preset, --steps, --without, --table and --site-table describe."""
    if steps is not None:
        pipeline = Pipeline(_names(steps))
    elif preset.endswith(".toml"):
        pipeline = Pipeline.from_file(preset)
    else:
        pipeline = Pipeline.preset(preset)
    pipeline = pipeline.without(*_names(without or ""))
    if table:
        pipeline = pipeline.with_options("name-variants", table=table)
    if site_table:
        pipeline = pipeline.with_options("site-repeats", table=site_table)
    return pipeline


def run_on(engine: str, address: str) -> Callable[[Run, Watcher], Summary]:
    """Return what does a run: this machine, or a cluster.

    What it does may end with `MissingExtra`, too, if the engine is not installed.
    """
    if engine == "local":
        return run
    from cleantext.adapters import ray_tasks

    return partial(ray_tasks.run, address=address)


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
