"""A draft held against its sources: a verdict for each of its figures."""

from factcheck.check.drafts.verdicts import draft_verdicts

__all__ = ["draft_verdicts"]
