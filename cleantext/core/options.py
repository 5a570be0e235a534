"""The values that a cleaner's options may have, as its function's type hints say."""

from __future__ import annotations

import types
import typing
from typing import Any, Literal, get_args, get_origin

from cleantext.core.errors import BadOption, CleantextError


def converted(value: Any, wanted: Any, where: str) -> Any:
    """Return the value as the type an option is annotated with.

    Errors: `BadOption` if it is of another type; a type with `from_option` makes its own value, and its own errors.
    """
    if hasattr(wanted, "from_option") and not isinstance(value, wanted):
        try:
            return wanted.from_option(value)
        except (CleantextError, OSError, ValueError) as error:
            raise BadOption(f"{where}: {error}") from error
    if not _fits(value, wanted):
        raise BadOption(f"{where}: expected {_type_name(wanted)}, got {value!r}.")
    return tuple(value) if get_origin(wanted) is tuple else value


def _fits(value: Any, wanted: Any) -> bool:
    origin = get_origin(wanted)
    if wanted is Any:
        return True
    if origin is Literal:
        return value in get_args(wanted)
    if origin in (types.UnionType, typing.Union):
        return any(_fits(value, part) for part in get_args(wanted))
    if origin is tuple:
        return isinstance(value, list | tuple) and all(_fits(item, get_args(wanted)[0]) for item in value)
    if wanted is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if wanted is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, origin or wanted)


def _type_name(wanted: Any) -> str:
    if get_origin(wanted) is Literal:
        return "one of " + ", ".join(repr(choice) for choice in get_args(wanted))
    return getattr(wanted, "__name__", None) if isinstance(wanted, type) else str(wanted)  # type: ignore[return-value]
