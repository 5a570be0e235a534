"""The `cleantext` command: its subcommands, and what an error looks like to whoever typed it."""

from __future__ import annotations

import sys

import click

from cleantext import __version__
from cleantext.cli.catalogue import list_cleaners, show
from cleantext.cli.clean import clean
from cleantext.cli.learn import learn
from cleantext.cli.preview import preview
from cleantext.cli.restore import restore
from cleantext.core.errors import CleantextError

_DONE, _SOME_FAILED, _WRONG_USAGE, _INTERRUPTED = 0, 1, 2, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="cleantext")
def cli() -> None:
    """Turn scraped text into the text its author wrote, with every change on record.

    \b
    cleantext clean page.txt                     the clean text, to standard output
    cleantext clean page.txt --diff              what would change, and by which cleaner
    cleantext clean pages/ --to clean.jsonl      a folder of files, into one file of rows
    cleantext clean shards/ --to clean/ -j 8     a folder of jsonl, csv, parquet or warc files, each into its own
    cleantext clean shards/ --to clean/ --report report.html       what was done, as a page to look at
    cleantext preview shards/ --against mine.toml                  where two ways of cleaning differ
    cleantext clean in/ --to out/ --engine ray   the same on a Ray cluster
    cleantext list                               all cleaners
    cleantext show headline-copies               one cleaner's page
    """


cli.add_command(clean)
cli.add_command(learn)
cli.add_command(preview)
cli.add_command(restore)
cli.add_command(list_cleaners)
cli.add_command(show)


def main() -> None:
    """Run the command line.

    Exit status: 0 all went well; 1 some documents failed, or the system did; 2 wrong usage; 130 interrupted.
    """
    try:
        sys.exit(cli.main(standalone_mode=False) or _DONE)
    except click.Abort:
        _say("interrupted; what was not complete has been withdrawn. The same command goes on from here")
        sys.exit(_INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except CleantextError as error:
        _say(str(error))
        sys.exit(_WRONG_USAGE)
    except OSError as error:
        _say(f"{error.filename or 'output'}: {error.strerror or error}")
        sys.exit(_SOME_FAILED)


def _say(message: str) -> None:
    click.echo(f"cleantext: {message}", err=True)
