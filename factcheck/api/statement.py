"""Matchers that read like the question: does the corpus say 550 Marines, 50 to 100, 1,700 or more, 18 miles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TypeGuard

from factcheck.api.answer import Answer
from factcheck.api.facts import FactView
from factcheck.api.names import NotFoundError, figures_named, missing
from factcheck.api.pointing import point
from factcheck.api.values import Value, agreeing, comparable, decimal, opposing, plain, read_value
from factcheck.api.views import Figures, FigureView
from factcheck.model import Figure, Hedge
from factcheck.report.catalogue import Catalogue
from factcheck.report.outgoing import screen

_UPWARD = (Hedge.AT_LEAST, Hedge.MORE_THAN)
_DOWNWARD = (Hedge.AT_MOST, Hedge.LESS_THAN)
_FAILED = {"==": "no source states this", "!=": "a source states just this"}


class Statement:
    """All figures that answer to a name, to be compared with what is expected.

    ``==`` asks whether some source states just this: a number, a range ``(50, 100)``, or words with unit or hedge ("18 miles", "about 275"). What
    the words leave open does not matter: 550 is met by "550 Marines" and by "more than 550", "more than 550" by the latter alone.
    ``<``, ``<=``, ``>``, ``>=`` and ``agrees_with`` ask every figure of a fact; where several facts answer to the name, one of them has to fit.
    A failing comparison under pytest shows the sentences; ``ask`` gives the same as an ``Answer``.
    """

    def __init__(self, name: str, figures: Sequence[FigureView], facts: Sequence[FactView]) -> None:
        self.name = name
        self.figures = tuple(figures)
        self.facts = tuple(facts)

    def ask(self, op: str, value: Value) -> Answer:
        """Compare by name: ``==``, ``!=``, ``<``, ``<=``, ``>``, ``>=`` or ``agrees with``; the answer shows the sentences.

        Raises:
            ValueError, TypeError: an unknown operator, or a value that is none.
        """
        expected = plain(value)
        if op in ("==", "!="):
            met = tuple(f for f in self.figures if _states(f, value))
            return self._answer(bool(met) == (op == "=="), f"{op} {expected}", met)
        if op == "agrees with":
            return self._every(f"agrees with {expected}", lambda figures: bool(agreeing(figures, value)) and not opposing(figures, value))
        if op not in _ORDERS:
            raise ValueError(f"unknown comparison {op!r}; expected ==, !=, <, <=, >, >= or agrees with")
        bound, unit = _bound(value)
        return self._every(f"{op} {expected}", lambda figures: all(unit in ("", f.unit) and _ORDERS[op](f, bound) for f in figures))

    def agrees_with(self, value: Value) -> Answer:
        """Whether every figure of a fact can hold together with a value once hedges, rounding and units are allowed for."""
        return self.ask("agrees with", value)

    def contradicted_by(self, value: Value) -> Answer:
        """Whether a figure cannot hold together with a value.

        Raises:
            NotFoundError: several facts answer to the name, so that it is not clear which one is meant.
        """
        __tracebackhide__ = True
        if len(self.facts) == 1:
            return self.facts[0].contradicted_by(value)
        told = "\n".join(f"  {f.label!r}: {', '.join(dict.fromkeys(x.phrase for x in f.figures))}" for f in self.facts)
        raise NotFoundError(f"{len(self.facts)} facts answer to {self.name!r}; name one:\n{told}")

    def _every(self, question: str, fits: Callable[[tuple[FigureView, ...]], bool]) -> Answer:
        mine = set(self.figures)
        sorted_out = [tuple(f for f in fact.figures if f in mine and comparable(f)) for fact in self.facts]
        for figures in sorted_out:
            if figures and fits(figures):
                return self._answer(True, question, figures)
        return self._answer(False, question, ())

    def _answer(self, yes: bool, question: str, met: tuple[FigureView, ...]) -> Answer:
        shown = met or self.figures
        said = f"“{self.name}” {question}"
        if not yes:
            said += f": {_FAILED.get(question[:2], 'not so')}. The sources say"
        return Answer(yes, point(said, shown), shown)

    def __eq__(self, other: object) -> bool:
        return bool(self.ask("==", other)) if is_value(other) else NotImplemented

    def __ne__(self, other: object) -> bool:
        return bool(self.ask("!=", other)) if is_value(other) else NotImplemented

    def __lt__(self, other: Value) -> bool:
        return bool(self.ask("<", other)) if is_value(other) else NotImplemented

    def __le__(self, other: Value) -> bool:
        return bool(self.ask("<=", other)) if is_value(other) else NotImplemented

    def __gt__(self, other: Value) -> bool:
        return bool(self.ask(">", other)) if is_value(other) else NotImplemented

    def __ge__(self, other: Value) -> bool:
        return bool(self.ask(">=", other)) if is_value(other) else NotImplemented

    __hash__ = None  # type: ignore[assignment] # equal to many numbers at once, so it is the key of none

    def __repr__(self) -> str:
        from factcheck.report.quote import shorten

        told: dict[str, list[str]] = {}
        for figure in self.figures:
            told.setdefault(figure.phrase, []).append(figure.spot)
        return screen(shorten(f"<{self.name!r}: {'; '.join(f'“{w}” {s[0]}' + ' …' * (len(s) > 1) for w, s in told.items())}", 220) + ">")

    def _repr_html_(self) -> str:
        return Figures(self.figures, self.figures[0]._catalogue)._repr_html_()


def statement(name: str, catalogue: Catalogue, source: str | None = None) -> Statement:
    """The figures of a name, of all sources or of one.

    Raises:
        NotFoundError: there are none.
    """
    __tracebackhide__ = True
    facts = [f for f in catalogue.facts.values() if name in (f.id, f.label)]
    found: Iterable[Figure] = [catalogue.figures[i] for f in facts for i in f.figures] or figures_named(name, catalogue)
    draft = catalogue.result.draft  # no witness, unless it is asked for by name
    figures = [FigureView(f, catalogue) for f in found if (f.source != draft if source is None else f.source == source)]
    if source is not None and source not in catalogue.sources:
        raise NotFoundError(f"no source {source!r}; there are {', '.join(catalogue.sources)}")
    if not figures:
        where = f" in {source}" if source is not None and found else ""
        raise NotFoundError(f"no figure is called {name!r}{where}" if where else missing(name, catalogue))
    chosen = dict.fromkeys(catalogue.fact_of[f.id] for f in figures if f.id in catalogue.fact_of)
    return Statement(name, figures, [FactView(f, catalogue) for f in chosen])


def is_value(other: object) -> TypeGuard[Value]:
    """Whether something is a number, a range or text, and so can be compared with a statement."""
    number = (int, float, Decimal)
    if isinstance(other, (tuple, list)):
        return len(other) == 2 and all(isinstance(v, number) for v in other)
    return isinstance(other, (str, *number)) and not isinstance(other, bool)


def _states(figure: FigureView, value: Value) -> bool:
    """Whether a figure prints a value: its number or range, and of unit, hedge and noun whatever the value names."""
    if not isinstance(value, str):
        ends = sorted(decimal(v) for v in value) if isinstance(value, (tuple, list)) else [decimal(value)]
        return (figure.low, figure.high) == (ends[0], ends[-1])
    given = read_value(value)
    quantity = given.quantity
    if (figure.low, figure.high) != (min(quantity.low, quantity.high), max(quantity.low, quantity.high)):
        return False
    unit = quantity.unit in ("", figure.unit)
    hedge = given.hedge in (Hedge.EXACT, figure.hedge)
    noun = given.noun is None or figure.noun is None or given.noun.lemma.casefold() == figure.noun.casefold()
    return unit and hedge and noun


def _bound(value: Value) -> tuple[Decimal, str]:
    if isinstance(value, (tuple, list)):
        raise TypeError(f"{value!r} is a range; <, <=, > and >= take one number")
    if not isinstance(value, str):
        return decimal(value), ""
    quantity = read_value(value).quantity
    if quantity.is_range:
        raise ValueError(f"{value!r} is a range; <, <=, > and >= take one number")
    return quantity.low, quantity.unit


def _at_least(figure: FigureView, bound: Decimal) -> bool:
    return figure.hedge not in _DOWNWARD and figure.low >= bound


def _above(figure: FigureView, bound: Decimal) -> bool:
    return figure.hedge not in _DOWNWARD and (figure.low > bound or (figure.hedge is Hedge.MORE_THAN and figure.low == bound))


def _at_most(figure: FigureView, bound: Decimal) -> bool:
    return figure.hedge not in _UPWARD and figure.high <= bound


def _below(figure: FigureView, bound: Decimal) -> bool:
    return figure.hedge not in _UPWARD and (figure.high < bound or (figure.hedge is Hedge.LESS_THAN and figure.high == bound))


_ORDERS: dict[str, Callable[[FigureView, Decimal], bool]] = {">=": _at_least, ">": _above, "<=": _at_most, "<": _below}
