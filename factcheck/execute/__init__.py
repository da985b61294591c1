"""Work done in this process, in several, or by workers of Dask. Results come in the order of the items, either way."""

from factcheck.execute.spread import DASK, LOCAL, Flow, crew, each, need, run, worthwhile
from factcheck.execute.watcher import UNWATCHED, Progress, Watcher, watching

__all__ = ["DASK", "LOCAL", "UNWATCHED", "Flow", "Progress", "Watcher", "crew", "each", "need", "run", "watching", "worthwhile"]
