"""The counted or measured noun of a quantity, as the finders hand it on."""

from __future__ import annotations


class Head:
    """Token of the counted noun, the token behind its phrase, how it was found, and whether words of the text refer back to one."""

    __slots__ = ("anaphoric", "by", "end", "first", "index")

    def __init__(self, index: int | None, first: int, end: int, by: str, *, anaphoric: bool = False) -> None:
        self.index = index
        self.first = first
        self.end = end
        self.by = by
        self.anaphoric = anaphoric
