"""The words of debris in each language, as data, and what finds them.

A language is a TOML file here; no code knows its name. `marks` says what a line is by its words, `debris` whether it
may go from where it stands.
"""

from cleantext.cleaners.phrases.debris import Debris, debris
from cleantext.cleaners.phrases.loader import FAMILIES, BadPhrases, languages_of
from cleantext.cleaners.phrases.marks import Mark, marks

__all__ = ["FAMILIES", "BadPhrases", "Debris", "Mark", "debris", "languages_of", "marks"]
