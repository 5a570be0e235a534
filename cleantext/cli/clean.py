"""`cleantext clean` and `cleantext restore`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import click

from cleantext.cleaners.headlines import for_bare_text
from cleantext.cli.view import differences
from cleantext.core.document import Document
from cleantext.core.pipeline import Pipeline
from cleantext.formats import FORMATS, Failure, Record, Source, find_sources, read, writer

Command = TypeVar("Command", bound=Callable[..., Any])

_READ_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--glob", default="", help="Which files of a folder, at any depth: '*.txt'.", metavar="PATTERN"),
    click.option("--from", "format", type=click.Choice(list(FORMATS)), help="Input format, if the suffix misleads."),
    click.option("--encoding", default="", help="Encoding of text and HTML files that are not UTF-8."),
    click.option("--text-field", default="text", show_default=True, help="The field of a JSONL row that is the text."),
    click.option("--id-field", default="id", show_default=True, help="The field of a JSONL row that is its id."),
)


def reads(command: Command) -> Command:
    """Give a command the options that say how its sources are read."""
    for option in reversed(_READ_OPTIONS):
        command = option(command)
    return command


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--to", "target", metavar="TARGET", help="A folder, a .jsonl file, or - (standard output).")
@click.option("--preset", default="news", show_default=True, help="A shipped pipeline, or a pipeline file (.toml).")
@click.option("--steps", metavar="A,B", help="Exactly these cleaners, in this order, instead of a preset.")
@click.option("--without", metavar="A,B", help="The preset less these cleaners.")
@click.option("--table", metavar="FILE", help="A table of misspelt names that `cleantext learn names` wrote.")
@click.option("--site-table", metavar="FILE", help="A table of lines that `cleantext learn repeats` wrote.")
@click.option("--trail", is_flag=True, help="Write the trail too: every edit, where, by which cleaner, why.")
@click.option("--diff", "only_show", is_flag=True, help="Show what would change, and by which cleaner; write nothing.")
@click.option("--force", is_flag=True, help="Replace existing output.")
@click.option("--quiet", "-q", is_flag=True, help="No progress, no summary; failures are still named.")
@reads
def clean(
    sources: tuple[str, ...],
    target: str | None,
    preset: str,
    steps: str | None,
    without: str | None,
    table: str | None,
    site_table: str | None,
    trail: bool,
    only_show: bool,
    force: bool,
    quiet: bool,
    glob: str,
    format: str | None,
    encoding: str,
    text_field: str,
    id_field: str,
) -> int:
    """Clean every document in SOURCE: files (txt, md, html, jsonl), folders, or - for standard input.

    Without --to the result goes to standard output: the text of a single document, or JSONL. In a folder TARGET each
    document becomes a file of its own, with a .json file beside it for metadata and flags. The id of a file is its
    path below SOURCE.

    Exit status: 0 all went well, 1 documents failed (each is named), 2 wrong usage.
    """
    if only_show and target:
        raise click.UsageError("--diff shows what would change and writes nothing; leave out --to.")
    pipeline = _pipeline(preset, steps, without)
    if table is not None:
        pipeline = pipeline.with_options("name-variants", table=table)
    if site_table is not None:
        pipeline = pipeline.with_options("site-repeats", table=site_table)
    found = find_sources(sources, glob=glob, format=format or "")
    one_text = len(found) == 1 and found[0].format != "jsonl"
    if one_text and target in (None, "-") and not only_show:
        pipeline = for_bare_text(pipeline)
    records = _records(found, quiet or only_show, encoding=encoding, text_field=text_field, id_field=id_field)
    tally = Tally()
    cleaned = (tally.counted(Record(pipeline(r.document), r.rest)) for r in tally.named(records))
    if only_show:
        for record in cleaned:
            click.echo(differences(record.document), nl=False)
        return tally.status
    out = writer(
        target or "-", as_rows=not one_text, trail=trail, text_field=text_field, id_field=id_field, force=force
    )
    with out:
        for record in cleaned:
            out.write(record)
    if not quiet and target and target != "-":
        click.echo(tally.summary(target), err=True)
    return tally.status


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--to", "target", metavar="TARGET", help="A folder, a .jsonl file, or - (standard output).")
@click.option("--force", is_flag=True, help="Replace existing output.")
@reads
def restore(
    sources: tuple[str, ...],
    target: str | None,
    force: bool,
    glob: str,
    format: str | None,
    encoding: str,
    text_field: str,
    id_field: str,
) -> int:
    """Restore the original texts from JSONL that was written with --trail."""
    found = find_sources(sources, glob=glob, format=format or "jsonl")
    tally = Tally()
    with writer(target or "-", text_field=text_field, id_field=id_field, force=force) as out:
        for record in tally.named(_records(found, True, encoding, text_field, id_field)):
            if "trail" not in record.rest:
                tally.fail(Failure(record.document.id, "no trail; clean with --trail to be able to restore"))
                continue
            document = Document(record.document.original, id=record.document.id)
            out.write(Record(document, {k: v for k, v in record.rest.items() if k not in _OURS}))
    return tally.status


# What cleaning adds to a row, and restoring takes away again.
_OURS = ("metadata", "flags", "trail")


def _pipeline(preset: str, steps: str | None, without: str | None) -> Pipeline:
    if steps is not None:
        pipeline = Pipeline(_names(steps))
    elif preset.endswith(".toml"):
        pipeline = Pipeline.from_file(preset)
    else:
        pipeline = Pipeline.preset(preset)
    return pipeline.without(*_names(without or ""))


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()]


def _records(
    sources: list[Source], quiet: bool, encoding: str, text_field: str, id_field: str
) -> Iterator[Record | Failure]:
    """Yield what the sources hold, with a progress bar where a person watches and there is something to wait for."""
    size = sum(source.path.stat().st_size for source in sources if source.path)
    hidden = quiet or not sys.stderr.isatty() or size < 1_000_000
    with click.progressbar(length=size, label="cleaning", file=sys.stderr, hidden=hidden) as bar:
        for source in sources:
            done = 0
            for record in read(source, encoding=encoding, text_field=text_field, id_field=id_field):
                yield record
                if isinstance(record, Record):
                    done += len(record.document.text)
                    bar.update(len(record.document.text))
            if source.path:
                bar.update(source.path.stat().st_size - done)


class Tally:
    """Counts what happened, and names each failure as it is met."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def named(self, records: Iterable[Record | Failure]) -> Iterator[Record]:
        for record in records:
            if isinstance(record, Failure):
                self.fail(record)
            else:
                yield record

    def counted(self, record: Record) -> Record:
        self.counts["documents"] += 1
        self.counts["edits"] += sum(len(step.edits) for step in record.document.trail)
        self.counts["flags"] += len(record.document.flags)
        for step in record.document.trail:
            if step.failure:
                self.fail(Failure(record.document.id, f"{step.cleaner} left it alone: {step.failure}"))
        return record

    def fail(self, failure: Failure) -> None:
        self.counts["failures"] += 1
        click.echo(f"cleantext: {failure}", err=True)

    def summary(self, target: str) -> str:
        parts = (f"{self.counts[name]:,} {name}" for name in ("documents", "edits", "flags", "failures"))
        return f"{', '.join(parts)} -> {target}"

    @property
    def status(self) -> int:
        return 1 if self.counts["failures"] else 0
