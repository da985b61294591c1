"""What two datings say of one event, by what is printed, counted or resolved, and where they part. Cases: ``cases/when.jsonl``."""

from __future__ import annotations

import pytest
from casefile import cases

from factcheck.config import Config
from factcheck.model import Dating, Position, Source, Span
from factcheck.model.datings import Edge, Form, Grain, Moment, Offset
from factcheck.pipeline import check_sources
from factcheck.quantity.when import relation


def dating(known):
    """A dating of which a case names what matters."""
    plain = {k: v for k, v in known.items() if k in ("first", "last", "by")}
    return Dating(
        "s", 0, 0, 1, "x", Span(0, 1), 0, Position.BODY, Form(known.get("form", "absolute")), Grain(known.get("grain", "day")),
        Moment(**known.get("at", {})),
        until=Moment(**known["until"]) if "until" in known else None,
        offset=Offset(*known["offset"]) if "offset" in known else None,
        edge=Edge(known.get("edge", "at")), after=tuple(known.get("after", "").split()), **plain,
    )  # fmt: skip


@pytest.mark.parametrize("case", cases("when.jsonl"))
def test_how_two_datings_stand(case):
    a, b = dating(case["a"]), dating(case["b"])
    assert tuple(relation(a, b)) == tuple(relation(b, a)) == tuple(case["expect"])


@pytest.mark.parametrize("day", ["Feb. 29", "Nov. 31", "June 31"])
def test_a_day_that_there_is_not_ends_no_check(day):
    """Two texts that differ on such a day, and say when they were published: which one is newer is not asked of the calendar."""
    sources = [
        Source(name, f"On {day}, {count} people died in Corwick.", published=f"2026-03-0{count - 10}") for name, count in (("a", 12), ("b", 14))
    ]
    figures = [f for e in check_sources(sources, Config(jobs=1)).story.extractions for f in e.figures]
    assert [f.quantity.low for f in figures if f.quantity.low > 10] == [12, 14]
    assert all(f.date is None for f in figures)
