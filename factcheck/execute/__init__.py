"""Work done on this machine: in this process, or in several. Results come in the order of the items, either way."""

from factcheck.execute.spread import Flow, crew, run, worthwhile
from factcheck.execute.watcher import UNWATCHED, Progress, Watcher, watching

__all__ = ["UNWATCHED", "Flow", "Progress", "Watcher", "crew", "run", "watching", "worthwhile"]
