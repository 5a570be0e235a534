"""The main text of a whole page: a small model that reads the lines of a dump in their order."""

from cleantext.cleaners.main_text.chrome import page_chrome
from cleantext.core.errors import MissingExtra

__all__ = ["MissingExtra", "page_chrome"]
