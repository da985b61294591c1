"""Which of two figures is the older, and what slip of the pen lies between two numbers. Cases: ``cases/check/order.jsonl``, ``slips.jsonl``."""

from __future__ import annotations

import pytest
from casefile import cases
from story_builder import build

from factcheck.check import index_of
from factcheck.check.differences.difference import UNKNOWN, Difference, Order, rank
from factcheck.check.differences.slips import other_unit, slip_of, telling
from factcheck.check.differences.updates import order_of, other_period, other_year, published


def two(case):
    """The index of a story of two sources with a figure each, and both figures."""
    lines = [[source, "The harbour holds [5] boats.", [case.get(source, {})]] for source in "ab"]
    index = index_of(build({"lines": lines, "sources": case.get("sources", {})}))
    return index, index.figures["a#0"], index.figures["b#0"]


@pytest.mark.parametrize("case", cases("check/order.jsonl"))
def test_which_is_the_older(case):
    index, a, b = two(case)
    order, back = order_of(index, a, b), order_of(index, b, a)
    assert (order.sign, order.by) == tuple(case["expect"])
    assert (back.sign, back.by) == (-order.sign, order.by)
    assert (published(index, "a", "b"), published(index, "b", "a")) == tuple(case["published"])


@pytest.mark.parametrize("case", cases("check/periods.jsonl"))
def test_whether_two_figures_are_of_two_periods(case):
    _, a, b = two(case)
    assert (other_period(a, b), other_year(a, b)) == (other_period(b, a), other_year(b, a)) == tuple(case["expect"])


@pytest.mark.parametrize("case", cases("check/slips.jsonl"))
def test_what_slip_lies_between(case):
    index, a, b = two(case)
    x, y = index.comparables[a.id], index.comparables[b.id]
    for one, other in ((x, y), (y, x)):
        assert (slip_of(index, one, other, updates=False), slip_of(index, one, other, updates=True)) == tuple(case["expect"])
        assert other_unit(index, one, other) is case["unit"]


@pytest.mark.parametrize("case", cases("check/telling.jsonl"))
def test_what_is_hardly_equal_by_chance(case):
    index, a, b = two({"a": case["figure"], "b": case["figure"]})
    assert telling(index, index.comparables[a.id], index.comparables[b.id]) is case["expect"]


@pytest.mark.parametrize("sign", [-1, 1])
def test_what_has_an_order_goes_first(sign):
    known, unknown = (Difference("conflict", 0, order, ()) for order in (Order(sign, "published"), UNKNOWN))
    assert rank(known) < rank(unknown) < rank(Difference("conflict", 1, known.order, ()))
    assert rank(Difference("unit", 1, UNKNOWN, ())) < rank(known)
