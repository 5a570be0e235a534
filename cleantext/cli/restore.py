"""`cleantext restore`."""

from __future__ import annotations

from typing import Any

import click

from cleantext.cli.options import reads
from cleantext.cli.watch import Terminal
from cleantext.core.document import Document
from cleantext.formats import Failure, Record, each_source, read, writer
from cleantext.formats.rows import OURS


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--to", "target", metavar="TARGET", help="A folder, a .jsonl, .csv, .tsv or .parquet file, or -.")
@click.option("--force", is_flag=True, help="Replace existing output.")
@reads
def restore(sources: tuple[str, ...], target: str | None, force: bool, **reading: Any) -> int:
    """Restore the original texts from rows that were written with --trail."""
    fields = {name: reading[name] for name in ("text_field", "id_field")}
    watcher = Terminal()
    status = 0
    with writer(target or "-", **fields, force=force) as out:
        for source in each_source(sources, glob=reading["glob"], format=reading["format"] or ""):
            if source.place == "-" and not reading["format"]:
                source = type(source)(source.place, source.id, "jsonl")
            for record in read(source, encoding=reading["encoding"], **fields):
                if isinstance(record, Record) and "trail" not in record.rest:
                    record = Failure(record.document.id, "no trail; clean with --trail to be able to restore")
                if isinstance(record, Failure):
                    watcher.failed(record)
                    status = 1
                    continue
                document = Document(record.document.original, id=record.document.id)
                out.write(Record(document, {k: v for k, v in record.rest.items() if k not in OURS}))
    return status
