"""`cleantext learn`: tables from a corpus, for people to read and correct before `cleantext clean` applies them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from cleantext.cli.options import reads
from cleantext.cli.watch import Terminal
from cleantext.core.document import Document
from cleantext.core.errors import BadInput
from cleantext.formats import Failure, each_source, read


@click.group()
def learn() -> None:
    """Learn a table from a corpus; it is a text file to read, correct and keep under version control."""


def _learns(function: Callable[..., int]) -> click.Command:
    """Make a `learn` subcommand of a function, with the options that all of them have."""
    command = reads(function)
    for option in reversed(_OPTIONS):
        command = option(command)
    return learn.command()(command)


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.argument("sources", nargs=-1, required=True, metavar="SOURCE..."),
    click.option("--to", "target", metavar="FILE", required=True, help="The table to write."),
    click.option("--with", "old", metavar="FILE", help="An earlier table, whose entries and decisions are kept."),
    click.option("--force", is_flag=True, help="Replace an existing table."),
    click.option("--quiet", "-q", is_flag=True, help="No progress and no message."),
)


@_learns
def names(**options: Any) -> int:
    """Find misspelt names in a corpus: a rare spelling beside a frequent one, in the same company.

    What is certain is decided "auto" and applied by `cleantext clean --table FILE`; what is likely is left to
    "review". A pair set to "reject" stays rejected when the table is learned again --with it.
    """
    from cleantext.learning.names import learn_names  # here: --help needs no cleaner

    return _learned(learn_names, **options)


@_learns
def repeats(**options: Any) -> int:
    """Find the lines that a site repeats on its pages: menus, prompts, notices that no phrase list knows.

    Documents are grouped by `site` in their metadata; without it they are one group. Applied by
    `cleantext clean --site-table FILE`.
    """
    from cleantext.learning.repeats import learn_repeats

    return _learned(learn_repeats, **options)


def _learned(
    learner: Callable[..., str],
    *,
    sources: tuple[str, ...],
    target: str,
    old: str | None,
    force: bool,
    quiet: bool,
    **reading: Any,
) -> int:
    _may_write(target, old, force)
    watcher = Terminal(quiet=True)
    failed = False

    def documents() -> Iterator[Document]:
        nonlocal failed
        fields = {name: reading[name] for name in ("encoding", "text_field", "id_field", "site_field", "extract")}
        for source in each_source(sources, glob=reading["glob"], format=reading["format"] or ""):
            for record in read(source, **fields):
                if isinstance(record, Failure):
                    failed = True
                    watcher.failed(record)
                else:
                    yield record.document

    hidden = quiet or not sys.stderr.isatty()
    with click.progressbar(length=0, label="documents", show_percent=False, file=sys.stderr, hidden=hidden) as bar:
        seen = 0

        def progress(total: int) -> None:
            nonlocal seen
            bar.update(total - seen)
            seen = total

        message = learner(documents(), Path(target), old=Path(old) if old else None, progress=progress)
    if not quiet:
        click.echo(message, err=True)
    return 1 if failed else 0


def _may_write(target: str, old: str | None, force: bool) -> None:
    """Refuse to write over a table that is not the one being learned again.

    Errors: `BadInput` with the way out.
    """
    if Path(target).exists() and not force and not (old and Path(old).resolve() == Path(target).resolve()):
        raise BadInput(f"{target}: exists already; --force replaces it, --with {target} keeps its decisions")
