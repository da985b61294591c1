"""The unit and scale of a column or a cell: "(%)", "USD m", "in thousands", "thousand tonnes", "km/h"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from factcheck.extract.candidate import Candidate
from factcheck.extract.quantities.read import Reader
from factcheck.extract.tokens import Tokens
from factcheck.model import Kind, Quantity
from factcheck.tables.tabular import load_tabular

_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_BEHIND_COMMA = re.compile(r",\s*(?:in\s+)?([^,]{1,30})\Z")
_IN = re.compile(r"\bin\s+([^\s,][^,]{0,30})\Z")
_CURRENCY = re.compile(r"[A-Z]{3}\b|[A-Z]{0,3}[$€£¥]")
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number in a column is multiplied with, and what it then measures."""

    factor: Decimal = _ONE
    unit: str = ""
    dimension: str = ""
    per: str = ""
    kind: Kind = Kind.COUNT

    def quantity(self, value: Decimal, step: Decimal) -> Quantity:
        """A printed number in this unit."""
        low = value * self.factor
        low = low.quantize(_ONE) if low == low.to_integral_value() and abs(low) < _BIG else low
        return Quantity(low, low, step * self.factor, self.unit, self.dimension, self.per, self.kind)


_SHORT = {"kt": "thousand tonnes", "Mt": "million tonnes", "Gt": "billion tonnes"}  # of ore, not of TNT
_BIG = Decimal(10) ** 24
PLAIN = Unit()


class Units:
    """Reads units of heads and cells with the grammar of copy, each wording once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, Unit | None] = {}

    def of_head(self, head: str) -> tuple[Unit, str]:
        """The unit that a head gives, and the head without it."""
        for found in (*_BRACKETS.finditer(head), *_BEHIND_COMMA.finditer(head), *_IN.finditer(head)):
            unit = self.read(found[1])
            if unit is not None:
                return unit, f"{head[: found.start()]} {head[found.end() :]}".strip(" ,")
        last = head.split()[-1:]
        unit = self.read(last[0]) if last and not last[0].isalpha() else None
        return (unit, head[: head.rindex(last[0])].strip()) if unit is not None else (PLAIN, head)

    def of_cell(self, column: Unit, before: str, after: str) -> Unit | None:
        """The unit of a cell that prints something beside its number; None where it cannot be read."""
        if not before and not after:
            return column
        own = self.read(f"{before} {after}".strip())
        if own is None:
            return None
        if own.kind is Kind.COUNT and not own.unit:  # "1.2m" under "(USD)"
            return Unit(own.factor, column.unit, column.dimension, column.per, column.kind)
        return own

    def read(self, text: str) -> Unit | None:
        """The unit of a wording; None where it is none."""
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> Unit | None:
        factor, rest = _scale(_SHORT.get(text, text))
        if not rest:
            return Unit(factor)
        code = _CURRENCY.match(rest)
        phrases = [f"7 {rest}"]
        if code is not None:
            phrases.insert(0, f"{code[0]}{' ' if code[0].isalpha() else ''}7 {rest[code.end() :].strip()}".strip())
        for phrase in phrases:
            found = self._reader.read(Tokens(phrase, 0, len(phrase)))
            if len(found) == 1 and isinstance(found[0], Candidate) and found[0].kind is not Kind.COUNT:
                c = found[0]
                if c.kind is Kind.MONEY and not phrase.startswith("7") and phrase == phrases[-1]:
                    continue
                return Unit(factor * c.low / 7, c.unit, c.dimension, c.per, c.kind)
        return Unit(factor) if factor != 1 else None  # "(million TEU)"


def _scale(text: str) -> tuple[Decimal, str]:
    """The scale words of a unit multiplied, and the unit without them. "m" alone is a metre, behind a currency it is a million."""
    scales = load_tabular().scales
    factor, rest = _ONE, []
    words = text.replace("millions of", "million").replace("thousands of", "thousand").split()
    if words and words[0].lower() == "in":
        words = words[1:]
    money = any(_CURRENCY.match(w) for w in words)
    for word in words:
        key = word.strip(".").lower()
        short = len(key) == 1
        if key in scales and (not short or money or word == "M" or (word.isupper() and len(words) == 1) or key == "k"):
            factor *= scales[key]
        elif money and word[:1] in "$€£¥" and word[1:].lower() in scales:
            factor *= scales[word[1:].lower()]
            rest.append(word[:1])
        else:
            rest.append(word)
    return factor, " ".join(rest)
