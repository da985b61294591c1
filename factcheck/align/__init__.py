"""align: which sources are copies, and which figures speak of the same fact."""

from factcheck.align.story import align, explain_pair

__all__ = ["align", "explain_pair"]
