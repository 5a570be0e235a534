"""A corpus in, a corpus out, nothing lost: work dealt to processes, each of which may die."""

from cleantext.runner.run import Run, Summary, Watcher, run

__all__ = ["Run", "Summary", "Watcher", "run"]
