"""`cleantext preview`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import click

from cleantext import __version__
from cleantext.cli.options import cleans, pipeline_of, reading_options, reads
from cleantext.cli.pages import check_page, write_page
from cleantext.cli.watch import Terminal
from cleantext.core.document import Document
from cleantext.core.errors import BadInput
from cleantext.core.pipeline import Pipeline
from cleantext.formats import Failure, Source, each_source
from cleantext.formats.sampling import draw
from cleantext.report.compare import Comparison

_WORDS = {"steps": "steps", "without": "without", "table": "table", "site_table": "site table"}


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@cleans
@click.option("--against", metavar="PRESET", help="The other pipeline: a shipped one, or a pipeline file (.toml).")
@click.option("--against-steps", metavar="A,B", help="The other side's --steps.")
@click.option("--against-without", metavar="A,B", help="The other side's --without; '' for none.")
@click.option("--against-table", metavar="FILE", help="The other side's --table; '' for none.")
@click.option("--against-site-table", metavar="FILE", help="The other side's --site-table; '' for none.")
@click.option("--recorded", is_flag=True, help="Compare with what the trail in the rows says was done.")
@click.option(
    "--sample", "count", type=click.IntRange(min=1), default=1000, show_default=True, help="Documents to compare."
)
@click.option("--report", metavar="FILE", help="Write one HTML page that shows the differences, document by document.")
@click.option("--quiet", "-q", is_flag=True, help="No progress.")
@reads
def preview(
    sources: tuple[str, ...],
    against: str | None,
    against_steps: str | None,
    against_without: str | None,
    against_table: str | None,
    against_site_table: str | None,
    recorded: bool,
    count: int,
    report: str | None,
    quiet: bool,
    **options: Any,
) -> int:
    """Show where two ways of cleaning differ, on a sample of SOURCE, before you decide for one.

    \b
    cleantext preview corpus/ --preset old.toml --against new.toml
    cleantext preview corpus/ --table old.table --against-table new.table
    cleantext preview corpus/ --against-without captions --report differences.html
    cleantext preview clean.jsonl --recorded          what this version would do to what an earlier one cleaned

    The left side is what --preset, --steps, --without, --table and --site-table say; the right side is the same but for
    what an --against option says otherwise. With --recorded the left side is what the rows' own trails say, and the
    right side what this version would make of the same texts. Nothing of the corpus is written or changed. The same
    corpus always gives the same sample.

    Exit status: 0 whether or not there are differences, 1 documents could not be read, 2 wrong usage.
    """
    check_page(report)
    mine = {name: options[name] for name in ("preset", *_WORDS)}
    others = {
        "preset": against,
        "steps": against_steps,
        "without": against_without,
        "table": against_table,
        "site_table": against_site_table,
    }
    given: dict[str, str | None] = {name: value for name, value in others.items() if value is not None}
    if bool(given) == recorded:
        raise click.UsageError(
            "Name what to compare with: --against PRESET, or another --against option, or --recorded."
        )
    if "preset" in given:
        given.setdefault("steps", None)
    left = pipeline_of(**mine)
    right = None if recorded else pipeline_of(**{**mine, **given})
    names = ["as recorded", _name(mine)] if recorded else [_name(mine), _name({**mine, **given})]
    if right is not None and (right.cleaners, right.budget) == (left.cleaners, left.budget):
        raise click.UsageError(f"Both sides are the same: {' and '.join(names)}.")
    drawn = draw(_sources(sources, options, report), count, reading_options(options))
    if recorded and not any(isinstance(found, Document) and found.trail for found in drawn.documents):
        raise BadInput(f"{', '.join(sources)}: no row of the sample has a trail; clean --trail writes it")
    watcher = Terminal(quiet=quiet)
    comparison, failures = Comparison(), 0
    hidden = quiet or not sys.stderr.isatty()
    with click.progressbar(drawn.documents, label="comparing", file=sys.stderr, hidden=hidden) as documents:
        for document in documents:
            if isinstance(document, Failure):
                watcher.failed(document)
                failures += 1
            else:
                _compare(comparison, document, left, right)
    click.echo(_told(comparison, names, drawn.passed), nl=False)
    if report:
        from cleantext.report.preview import page

        write_page(report, page(comparison, names, (left, right or left), sources, drawn.passed, __version__))
        watcher.note(f"{report} shows the differences")
    return 1 if failures else 0


def _compare(comparison: Comparison, document: Document, left: Pipeline, right: Pipeline | None) -> None:
    if right is not None:
        comparison.add(document, left(document), right(document))
        return
    found = {edit.field for step in document.trail for edit in step.edits}
    metadata = {name: value for name, value in document.metadata.items() if name not in found}
    original = Document(document.original, document.id, metadata)
    comparison.add(original, document, left(original))


def _sources(paths: tuple[str, ...], options: dict[str, Any], report: str | None) -> Iterator[Source]:
    written = os.path.abspath(report) if report else ""
    for source in each_source(paths, glob=options["glob"], format=options["format"] or ""):
        if not written or source.path is None or os.path.abspath(source.path) != written:
            yield source


def _name(side: dict[str, Any]) -> str:
    """Return what a side is called: its preset, and what else was said of it."""
    said = [f"{word} {side[name]}" for name, word in _WORDS.items() if side[name]]
    first = [] if side["steps"] is not None else [os.path.basename(side["preset"])]
    return ", ".join(first + said)


def _told(comparison: Comparison, names: list[str], passed: int) -> str:
    """Return the differences as a table for a terminal."""
    compared = comparison.left.documents
    of = f"{compared:,} documents" + (f" of {passed:,}" if passed > compared else "")
    if not compared:
        return "no document to compare\n"
    lines = [f"left:  {names[0]}", f"right: {names[1]}"]
    if not comparison.documents and not comparison.otherwise:
        return "\n".join([*lines, f"no difference in {of}", ""])
    rows = [["cleaner", "places", "documents", "edits left", "right", "flags left", "right"]]
    for row in comparison.rows():
        counts = ("places", "documents", "edits_left", "edits_right", "flags_left", "flags_right")
        rows.append([row["name"], *(f"{row[count]:,}" for count in counts)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for cells in rows:
        padded = [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
        lines.append("  ".join([cells[0].ljust(widths[0]), *padded]))
    share = f"{comparison.documents / compared:.1%}".replace("%", " %")
    lines.append(f"{comparison.documents:,} of {of} differ ({share}), in {comparison.places:,} places")
    if comparison.otherwise:
        lines.append(f"{comparison.otherwise:,} more differ in facts or flags alone")
    sizes = f"{comparison.left.characters_out:,} characters left, {comparison.right.characters_out:,} right"
    return "\n".join([*lines, f"{sizes}, of {comparison.left.characters_in:,}", ""])
