"""`cleantext list` and `cleantext show`: the catalogue, and one cleaner's page.

The same pages make up `docs/catalogue.md`: `make docs` writes it.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator

import click

from cleantext.core import registry
from cleantext.core.cleaner import Cleaner
from cleantext.core.pipeline import Pipeline, preset_names

_MOST_TRIGGERS = 30  # shown
_EFFECTS = {
    "repair": "restores what the author wrote",
    "normalise": "same reading, other form",
    "remove": "words go",
}
_FIELD = re.compile(r"^(Why|Before|After|Keeps|Loses|Source): ?(.*)$")


@click.command("list")
def list_cleaners() -> None:
    """List all cleaners, by effect and family."""
    cleaners = registry.all_cleaners()
    width = max(len(cleaner.name) for cleaner in cleaners)
    for effect, meaning in _EFFECTS.items():
        click.secho(f"{effect}: {meaning}", bold=True)
        for family, members in _families([cleaner for cleaner in cleaners if cleaner.effect == effect]):
            click.echo(f"  {family}")
            for cleaner in members:
                click.echo(f"    {cleaner.name:<{width}}  {_first_line(cleaner)}")
    click.echo(f"\nPresets: {', '.join(preset_names())}. One cleaner's page: cleantext show NAME")


@click.command()
@click.argument("name")
def show(name: str) -> None:
    """Show one cleaner's page: what it does, why, examples, and its options."""
    cleaner = registry.get(name)
    click.secho(cleaner.name, bold=True)
    click.echo(cleaner.page)
    click.echo("")
    for key, value in facts(cleaner).items():
        click.echo(f"{key}: {value}")


def listed(triggers: tuple[str, ...]) -> str:
    """Return the literals in one line; of a whole class of characters the first ones."""
    more = f" and {len(triggers) - _MOST_TRIGGERS} more" if len(triggers) > _MOST_TRIGGERS else ""
    return ", ".join(map(ascii, triggers[:_MOST_TRIGGERS])) + more


def facts(cleaner: Cleaner) -> dict[str, str]:
    """Return what the code says of a cleaner besides its docstring."""
    presets = [name for name in preset_names() if cleaner.name in {c.name for c in Pipeline.preset(name).cleaners}]
    options = [f"{name} = {default!r}" for name, default in cleaner.option_defaults.items()]
    sure = "certain" if cleaner.sure else "a guess; a pipeline's budget bounds it"
    rows = {
        "Kind": cleaner.kind,
        "Effect": f"{cleaner.effect} ({_EFFECTS[cleaner.effect]})",
        "Sureness": sure if cleaner.effect == "remove" else "",
        "Triggers": listed(cleaner.triggers) or "none: it looks at every text",
        "Languages": _languages(cleaner),
        "Options": ", ".join(options) or "none",
        "Presets": ", ".join(presets) or "none",
    }
    return {key: value for key, value in rows.items() if value}


def markdown() -> str:
    """Return the whole catalogue as one page of Markdown."""
    return "\n".join(_markdown()) + "\n"


def _markdown() -> Iterator[str]:
    cleaners = registry.all_cleaners()
    yield "# Catalogue of cleaners\n"
    yield "Written by `make docs` from the cleaners' own pages; the quoted examples run as tests.\n"
    for effect, meaning in _EFFECTS.items():
        yield f"## {effect.capitalize()}: {meaning}\n"
        for family, members in _families([cleaner for cleaner in cleaners if cleaner.effect == effect]):
            yield f"### {family}\n"
            for cleaner in members:
                yield f"#### {cleaner.name}\n"
                yield from _page(cleaner)
                yield "\n".join(f"- {key}: {_code(key, value)}" for key, value in facts(cleaner).items()) + "\n"


def _page(cleaner: Cleaner) -> Iterator[str]:
    """Yield a docstring with each of its fields as an item, the quoted examples as code."""
    for paragraph in cleaner.page.split("\n\n"):
        lines: list[str] = []
        for line in paragraph.splitlines():
            field = _FIELD.match(line)
            if field and field[2].startswith('"'):
                lines.append(f"- {field[1]}: `` {field[2]} ``")
            elif field:
                lines.append(f"- {field[1]}: {field[2]}")
            else:
                lines.append(f"  {line}" if lines and lines[0].startswith("- ") else line)
        yield "\n".join(lines) + "\n"


def _code(key: str, value: str) -> str:
    return f"`` {value} ``" if key in ("Triggers", "Options") and not value.startswith("none") else value


def _families(cleaners: list[Cleaner]) -> Iterator[tuple[str, list[Cleaner]]]:
    """Yield each module's first line with its cleaners; the modules in the order of the registry."""
    by_family: dict[str, list[Cleaner]] = {}
    for cleaner in cleaners:
        module = sys.modules.get(cleaner.function.__module__)
        family = ((inspect.getdoc(module) if module else "") or "Others.").partition("\n")[0].rstrip(".")
        by_family.setdefault(family, []).append(cleaner)
    yield from by_family.items()


def _languages(cleaner: Cleaner) -> str:
    if not cleaner.families:
        return ""
    from cleantext.cleaners.phrases import languages_of

    codes = languages_of(cleaner.families)
    return f"{len(codes)}: {', '.join(codes)}"


def _first_line(cleaner: Cleaner) -> str:
    return cleaner.page.partition("\n")[0]
