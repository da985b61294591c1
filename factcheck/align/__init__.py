"""align: which sources are copies, which figures speak of the same fact, and which datings of the same event."""

from factcheck.align.explain import explain_pair
from factcheck.align.occasions import explain_dated
from factcheck.align.story import align

__all__ = ["align", "explain_dated", "explain_pair"]
