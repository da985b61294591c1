"""What two datings say of one event, by what is printed, counted or resolved, and where they part. Cases: ``cases/when.jsonl``."""

from __future__ import annotations

import pytest
from casefile import cases

from factcheck.model import Dating, Position, Span
from factcheck.model.datings import Edge, Form, Grain, Moment, Offset
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
