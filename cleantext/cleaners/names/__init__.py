"""Misspelt names: by a table, by likeness to a known name, by what the document itself says.

rule.py         the cleaner
known.py        the tables made ready: exact spellings, and an index of what is near a name
like_known.py   words near a known name, where the text speaks of it
inside.py       a rare form beside a frequent one; a name split in two
proposals.py    which of all that is done, flagged or dropped
shipped.py      the names that come with us: people.toml, places.toml, families.toml
"""

from cleantext.cleaners.names.rule import name_variants

__all__ = ["name_variants"]
