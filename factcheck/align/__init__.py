"""align: which sources are copies, and which figures speak of the same fact."""

from factcheck.align.explain import explain_pair
from factcheck.align.story import align

__all__ = ["align", "explain_pair"]
