"""Which articles of an archive report one event: cards, pairs that share a block, likeness, groups."""

from factcheck.align.grouping.card import read_card
from factcheck.align.grouping.groups import group

__all__ = ["group", "read_card"]
