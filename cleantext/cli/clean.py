"""`cleantext clean`."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import Any

import click

from cleantext import __version__
from cleantext.cli.options import cleans, cores, pipeline_of, reading_options, reads, run_on, runs
from cleantext.cli.pages import check_page, write_page
from cleantext.cli.view import differences
from cleantext.cli.watch import JsonLog, Terminal
from cleantext.core.pipeline import Pipeline
from cleantext.core.profile import Profile
from cleantext.formats import Failure, each_source, read
from cleantext.formats.all import format_named
from cleantext.runner import Run, Summary


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--to", "target", metavar="TARGET", help="A folder, a .jsonl, .csv, .tsv or .parquet file, or -.")
@click.option("--as", "write_as", default="", metavar="FORMAT", help="What shards in a folder become: jsonl.zst, text.")
@cleans
@click.option("--trail", is_flag=True, help="Write the trail too: every edit, where, by which cleaner, why.")
@click.option("--diff", "only_show", is_flag=True, help="Show what would change, and by which cleaner; write nothing.")
@click.option("--profile", is_flag=True, help="Print what each cleaner took and did; works in one process.")
@click.option("--force", is_flag=True, help="Replace existing output, and begin anew.")
@runs
@reads
def clean(
    sources: tuple[str, ...],
    target: str | None,
    write_as: str,
    preset: str,
    steps: str | None,
    without: str | None,
    table: str | None,
    site_table: str | None,
    trail: bool,
    only_show: bool,
    profile: bool,
    force: bool,
    jobs: int | None,
    time_limit: float,
    memory_limit: int,
    engine: str,
    address: str,
    stats: str | None,
    report: str | None,
    log_json: bool,
    quiet: bool,
    **reading: Any,
) -> int:
    """Clean every document in SOURCE: files, folders, or - for standard input.

    Files are text (.txt, .md), HTML, rows (.jsonl, .csv, .tsv, also .gz, .bz2 and .zst of these; .parquet) and web
    archives (.warc); a URL such as s3://bucket/folder is read through fsspec.

    Without --to the result goes to standard output: the text of a single document, or JSONL. A target that is a file
    takes all documents as rows. In a folder TARGET each file of rows becomes one of the same name, and each text a
    file of its own, with a .json file beside it for metadata and flags. The id of a file is its path below SOURCE.

    Run the same command again after a kill or a Ctrl-C, and it goes on with what is not finished. A document that
    crashes or hangs its worker is left out and listed in failed.jsonl. On --engine ray each file of rows is a task.

    Exit status: 0 all went well, 1 documents failed (each is named), 2 wrong usage, 130 interrupted.
    """
    if only_show and (target or report):
        raise click.UsageError("--diff shows what would change and writes nothing; leave out --to and --report.")
    if address and engine == "local":
        raise click.UsageError("--address names a cluster; it needs --engine ray.")
    if engine != "local" and target in (None, "-"):
        raise click.UsageError("--engine ray writes to a folder or a file; name it with --to.")
    if profile and (only_show or jobs or engine != "local"):
        raise click.UsageError(
            "--profile works in one process, on all documents; leave out --jobs, --engine and --diff."
        )
    check_page(report)
    pipeline = pipeline_of(preset, steps, without, table, site_table)
    if only_show:
        return _show(sources, pipeline, reading)
    target = target or "-"
    if target == "-" and not write_as and _is_one_text(sources, reading):
        from cleantext.cleaners.headlines import for_bare_text  # here: --help needs no cleaner

        pipeline = for_bare_text(pipeline)
    costs = Profile(pipeline) if profile else None
    # Standard output without workers: quick to start; who has much to send through a pipe asks for them.
    if engine == "local":
        jobs = 0 if profile or (jobs is None and target == "-") else jobs or cores()
    watcher = JsonLog() if log_json else Terminal(quiet=quiet, listed=target != "-")
    try:
        summary = run_on(engine, address)(
            Run(
                paths=sources,
                target=target,
                pipeline=costs or pipeline,
                options=reading_options(reading, trail=trail),
                glob=reading["glob"],
                format=reading["format"] or "",
                write_as=write_as,
                jobs=jobs or 0,
                time_limit=time_limit,
                memory_limit=memory_limit,
                force=force,
                version=__version__,
                showcase=bool(report),
                not_inputs=tuple(filter(None, (report, stats))),
            ),
            watcher,
        )
    finally:
        watcher.clear()
    watcher.finished(summary, target)
    if costs is not None:
        click.echo(costs, err=True)
    if stats:
        _write_stats(stats, summary, pipeline)
    if report:
        _write_report(report, summary, sources, target, pipeline)
        watcher.note(f"{report} shows what was done")
    return 1 if summary.failures else 0


def _is_one_text(sources: tuple[str, ...], reading: dict[str, Any]) -> bool:
    """Say whether there is a single document, which goes to standard output as bare text."""
    first = list(islice(each_source(sources, glob=reading["glob"], format=reading["format"] or ""), 2))
    return len(first) == 1 and format_named(first[0].format).whole


def _show(sources: tuple[str, ...], pipeline: Pipeline, reading: dict[str, Any]) -> int:
    watcher = Terminal(quiet=True)
    status = 0
    for source in each_source(sources, glob=reading["glob"], format=reading["format"] or ""):
        fields = {name: reading[name] for name in ("encoding", "text_field", "id_field", "site_field", "extract")}
        for record in read(source, **fields):
            if isinstance(record, Failure):
                watcher.failed(record)
                status = 1
                continue
            cleaned = pipeline(record.document)
            for step in cleaned.trail:
                if step.failure:
                    watcher.failed(Failure(cleaned.id, f"{step.cleaner} left it alone: {step.failure}"))
                    status = 1
            click.echo(differences(cleaned), nl=False)
    return status


def _write_report(path: str, summary: Summary, sources: tuple[str, ...], target: str, pipeline: Pipeline) -> None:
    from cleantext.report.page import About, page

    notes = []
    if summary.without_showcase:
        notes.append(
            f"{summary.without_showcase:,} of {summary.kept + summary.written:,} outputs were complete already, by an "
            "earlier run without --report. The figures count them; examples, documents, names, flags and failures "
            "come from the other outputs alone. --force cleans all anew."
        )
    about = About(sources, target, pipeline, __version__, notes)
    assert summary.showcase is not None
    write_page(path, page(summary.figures, summary.showcase, about, left_alone=summary.left_alone))


def _write_stats(path: str, summary: Summary, pipeline: Pipeline) -> None:
    figures = {"version": __version__, "steps": pipeline.steps, "left_alone": summary.left_alone}
    text = json.dumps({**figures, **summary.figures.as_dict()}, indent=2, ensure_ascii=False, default=str)
    Path(path).write_text(text + "\n", encoding="utf-8")
