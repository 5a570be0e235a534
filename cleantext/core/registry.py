"""The cleaners that go by a name: ours, and those that other packages offer by entry point.

A package registers a cleaner, or a plain `str -> str` function, under the entry point group `cleantext.cleaners`:

    [project.entry-points."cleantext.cleaners"]
    house-numbers = "their_package.rules:house_numbers"
"""

from __future__ import annotations

import warnings
from importlib import import_module
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

from cleantext.core.errors import UnknownCleaner, did_you_mean

if TYPE_CHECKING:
    from cleantext.core.cleaner import Cleaner

    C = TypeVar("C", bound="Cleaner")

ENTRY_POINTS = "cleantext.cleaners"

_by_name: dict[str, Cleaner] = {}
_sources: list[str] = []
_loading = RLock()  # two threads may ask for their first cleaner at the same moment


def add(cleaner: C) -> C:
    """Register a cleaner under its name, and return it.

    Errors: `ValueError` if another cleaner has the name.
    """
    known = _by_name.get(cleaner.name)
    if known is not None and known.function.__module__ != cleaner.function.__module__:
        raise ValueError(f"two cleaners are named {cleaner.name!r}: {known.function!r} and {cleaner.function!r}")
    _by_name[cleaner.name] = cleaner
    return cleaner


def add_source(module: str) -> None:
    """Name a module whose import registers cleaners; it is imported when a cleaner is first asked for."""
    _sources.append(module)


def get(name: str) -> Cleaner:
    """Return the cleaner of that name.

    Errors: `UnknownCleaner`, with the closest name there is.
    """
    _load()
    if name not in _by_name:
        _load_entry_points()
    if name not in _by_name:
        raise UnknownCleaner(f"there is no cleaner named {name!r}.{did_you_mean(name, _by_name)}")
    return _by_name[name]


def all_cleaners() -> list[Cleaner]:
    """Return every registered cleaner, in the order they were registered, those of other packages last."""
    _load()
    _load_entry_points()
    return list(_by_name.values())


def is_registered(cleaner: Cleaner) -> bool:
    """Say whether the cleaner's name leads to its function."""
    known = _by_name.get(cleaner.name)
    return known is not None and known.function is cleaner.function


def _load() -> None:
    with _loading:
        while _sources:
            import_module(_sources[0])
            _sources.pop(0)


def _load_entry_points() -> None:
    # Imported here: it alone would take half as long as the rest of `import cleantext`.
    from importlib.metadata import entry_points

    from cleantext.core.cleaner import Cleaner, PlainFunction

    for point in entry_points(group=ENTRY_POINTS):
        if point.name in _by_name:
            continue
        try:
            found = point.load()
            if not callable(found):
                raise TypeError(f"{point.value} is no function")
        except Exception as error:  # somebody else's package must not take ours down
            package = point.dist.name if point.dist else "some package"
            reason = f"{type(error).__name__}: {error}"
            warnings.warn(f"{package}: its cleaner {point.name!r} is left out: {reason}", stacklevel=1)
            continue
        if not isinstance(found, Cleaner):
            found = PlainFunction(found, name=point.name, effect="repair")
        _by_name[point.name] = found
