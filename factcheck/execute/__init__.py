"""Work done on this machine: in this process, or in several. Results come in the order of the items, either way."""

from factcheck.execute.spread import flow, run, worthwhile
from factcheck.execute.watcher import UNWATCHED, Progress, Watcher, watching

__all__ = ["UNWATCHED", "Progress", "Watcher", "flow", "run", "watching", "worthwhile"]
