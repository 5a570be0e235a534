"""`cleantext list` and `cleantext show`: the catalogue, and one cleaner's page."""

from __future__ import annotations

import click

from cleantext.core import registry
from cleantext.core.cleaner import Cleaner
from cleantext.core.pipeline import Pipeline, preset_names

_MOST_TRIGGERS = 30  # shown
_EFFECTS = {
    "repair": "restore what the author wrote",
    "normalise": "same reading, other form",
    "remove": "words go",
}


@click.command("list")
def list_cleaners() -> None:
    """List all cleaners, by effect."""
    cleaners = registry.all_cleaners()
    width = max(len(cleaner.name) for cleaner in cleaners)
    for effect, meaning in _EFFECTS.items():
        click.secho(f"{effect}: {meaning}", bold=True)
        for cleaner in cleaners:
            if cleaner.effect == effect:
                click.echo(f"  {cleaner.name:<{width}}  {cleaner.page.partition(chr(10))[0]}")
    click.echo(f"\nPresets: {', '.join(preset_names())}. One cleaner's page: cleantext show NAME")


@click.command()
@click.argument("name")
def show(name: str) -> None:
    """Show one cleaner's page: what it does, why, examples, and its options."""
    cleaner = registry.get(name)
    click.secho(cleaner.name, bold=True)
    click.echo(cleaner.page)
    click.echo("")
    click.echo(facts(cleaner))


def listed(triggers: tuple[str, ...]) -> str:
    """Return the literals in one line; of a whole class of characters the first ones."""
    more = f" and {len(triggers) - _MOST_TRIGGERS} more" if len(triggers) > _MOST_TRIGGERS else ""
    return ", ".join(map(ascii, triggers[:_MOST_TRIGGERS])) + more


def facts(cleaner: Cleaner) -> str:
    """Return what the code says of a cleaner besides its docstring."""
    presets = [name for name in preset_names() if cleaner.name in {c.name for c in Pipeline.preset(name).cleaners}]
    options = [f"{name} = {default!r}" for name, default in cleaner.option_defaults.items()]
    sure = "certain" if cleaner.sure else "a guess; a pipeline's budget bounds it"
    rows = {
        "Kind": cleaner.kind,
        "Effect": f"{cleaner.effect} ({_EFFECTS[cleaner.effect]})",
        "Sureness": sure if cleaner.effect == "remove" else "",
        "Triggers": listed(cleaner.triggers) or "none: it looks at every text",
        "Options": ", ".join(options) or "none",
        "Presets": ", ".join(presets) or "none",
    }
    return "\n".join(f"{name}: {value}" for name, value in rows.items() if value)
