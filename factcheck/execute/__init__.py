"""Work done on this machine: in this process, or in several. Results come in the order of the items, either way."""

from factcheck.execute.spread import run, worthwhile

__all__ = ["run", "worthwhile"]
