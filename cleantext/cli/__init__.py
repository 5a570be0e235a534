"""The command line: options in, one library call, message out."""

from cleantext.cli.main import main

__all__ = ["main"]
