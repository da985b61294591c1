"""What one number admits, what it is held to beside another, and what a slip of the pen is. Cases: ``cases/quantity/*.jsonl``."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from casefile import cases

from factcheck.check.arithmetic.equation import quotient, room
from factcheck.model import Figure, Hedge, Interval, Kind, Position, Quantity, Span
from factcheck.quantity import digits
from factcheck.quantity.comparable import bears_out, bound_gap, comparables, may_both_hold, missing
from factcheck.quantity.interval import admitted, against, combine, gap, meet, printed, rounding, scaled
from factcheck.tables.tolerances import load_tolerances

# Numbers of their own, so that a case does not change its meaning with the table.
TOLERANCES = replace(
    load_tolerances(),
    about=Decimal("0.05"), about_fine=Decimal("0.02"), about_share=Decimal("0.12"), below=frozenset({"nearly"}), rounded=Decimal("0.05"),
    rounded_from=Decimal(100), percent_points=Decimal(2), share=Decimal("0.035"), conversion=Decimal("0.015"), bound_near=Decimal("0.1"),
)  # fmt: skip


def quantity(known):
    low = Decimal(str(known["low"]))
    return Quantity(
        low, Decimal(str(known.get("high", low))), Decimal(str(known.get("step", 1))), known.get("unit", ""), known.get("dimension", ""),
        known.get("per", ""), Kind(known.get("kind", "count")),
    )  # fmt: skip


def figure(known, ordinal=0):
    """A figure of which a case names value, hedge and unit."""
    q, hedge = quantity(known), Hedge(known.get("hedge", "exact"))
    return Figure("s", ordinal, 0, 1, "x", q, admitted(q, hedge, TOLERANCES, known.get("cues", ())), hedge, Span(0, 1), 0, Position.BODY)


def interval(told):
    """``[165, 175)`` as a case prints it; nothing where it is open for good."""
    low, high = (Decimal(end) if end else None for end in told[1:-1].split(", "))
    return Interval(low, high, low_open=told[0] == "(", high_open=told[-1] == ")")


def compared(case):
    found = comparables([figure(case["a"], 0), figure(case["b"], 1)])
    return found["s#0"], found["s#1"]


@pytest.mark.parametrize("case", cases("quantity/slips.jsonl"))
def test_what_a_slip_is(case):
    for a, b in (map(Decimal, case["pair"]), map(Decimal, case["pair"][::-1])):
        assert getattr(digits, case["by"])(a, b) == case["expect"]


@pytest.mark.parametrize("case", cases("quantity/admitted.jsonl"))
def test_what_a_number_admits(case):
    margin = Decimal(case["margin"]) if "margin" in case else None
    assert admitted(quantity(case), Hedge(case.get("hedge", "exact")), TOLERANCES, case.get("cues", ()), margin) == interval(case["expect"])


@pytest.mark.parametrize("case", cases("quantity/table.jsonl"))
def test_what_the_table_admits(case):
    """The numbers of ``tolerances.yaml``, each by a value on either side of where it ends."""
    found = admitted(quantity(case), Hedge(case.get("hedge", "exact")), load_tolerances())
    for values, met in ((case["admits"], True), (case["misses"], False)):
        assert [meet(found, Interval(Decimal(str(v)), Decimal(str(v)))) for v in values] == [met] * len(values)


@pytest.mark.parametrize("case", cases("quantity/beside.jsonl"))
def test_what_a_number_admits_beside_another(case):
    assert against(figure(case["a"]), quantity(case["b"]), TOLERANCES) == interval(case["expect"])


@pytest.mark.parametrize("case", cases("quantity/both.jsonl"))
def test_whether_two_numbers_can_hold(case):
    x, y = compared(case)
    assert (may_both_hold(x, y, TOLERANCES), may_both_hold(y, x, TOLERANCES)) == (case["hold"], case["hold"])
    assert bound_gap(x, y) == bound_gap(y, x) == Decimal(case["bounds"])
    assert missing(x, y, TOLERANCES) == missing(y, x, TOLERANCES) == Decimal(case["missing"])


@pytest.mark.parametrize("case", cases("quantity/shared.jsonl"))
def test_in_what_two_numbers_are_compared(case):
    x, y = compared(case)
    assert [x.key, y.key] == case["keys"]
    assert [[str(round(end, 6).normalize()) for end in z.value] for z in (x, y)] == case["values"]


@pytest.mark.parametrize("case", cases("quantity/borne.jsonl"))
def test_what_bears_a_bound_out(case):
    bound, _ = compared({"a": case["bound"], "b": {"low": 1, "kind": "measure", "unit": "kilometre", "dimension": "length"}})
    assert bears_out(bound, Decimal(case["value"]), TOLERANCES) is case["expect"]


@pytest.mark.parametrize("case", cases("quantity/room.jsonl"))
def test_what_a_number_admits_in_a_calculation(case):
    (found,) = comparables([figure(case)]).values()
    assert room(found, Decimal("0.1")) == interval(case["expect"])


def test_quotients_of_what_is_positive_and_bounded():
    assert quotient(interval("[4, 6]"), interval("[2, 3]")) == Interval(Decimal(4) / 3, Decimal(3))
    for a, b in (("[, 6]", "[2, 3]"), ("[4, ]", "[2, 3]"), ("[4, 6]", "[, 3]"), ("[4, 6]", "[2, ]")):
        assert quotient(interval(a), interval(b)) is None
    for a, b in (("[0, 6]", "[2, 3]"), ("[-4, 6]", "[2, 3]"), ("[4, 6]", "[0, 3]"), ("[4, 6]", "[-2, 3]")):
        assert quotient(interval(a), interval(b)) is None
    assert quotient(interval("[0.5, 6]"), interval("[0.5, 3]")) is not None


def test_printed_digits_stand_for_half_a_step_each_way():
    assert printed(figure({"low": 170, "step": 10, "hedge": "at_least"})) == interval("[165, 175]")
    assert printed(figure({"low": 40, "high": 30, "step": 10})) == interval("[25, 45]")


def test_arithmetic_of_intervals():
    assert gap(interval("[1, 2]"), interval("[5, 6]")) == gap(interval("[5, 6]"), interval("[1, 2]")) == 3
    for a, b in (("[1, ]", "[5, 6]"), ("[, 6]", "[1, 2]"), ("[1, 5]", "[5, 6]")):
        assert gap(interval(a), interval(b)) == 0
    assert meet(interval("[1, 5]"), interval("[5, 6]"))
    assert meet(interval("[1, 5)"), interval("[3, 8)"))
    assert not meet(interval("[1, 5)"), interval("[5, 6]"))
    assert not meet(interval("(5, 6]"), interval("[1, 5]"))
    assert combine([interval("[1, 2]"), interval("[5, 7]")]) == interval("[6, 9]")
    assert combine([interval("[, 2]"), interval("[5, 7]"), interval("[1, 1]")]) == interval("[, 10]")
    assert combine([interval("[1, ]"), interval("[5, 7]")]) == interval("[6, ]")
    assert scaled(interval("(1, 2)"), Decimal(3), Decimal(5)) == interval("(8, 11)")
    assert scaled(interval("(, )"), Decimal(3)) == interval("(, )")


def test_what_rounding_loses():
    assert rounding(quantity({"low": 900, "high": 1000, "step": 100}), TOLERANCES) == 0
    assert rounding(quantity({"low": "-0.5", "kind": "share"}), TOLERANCES) == Decimal("0.0175")
