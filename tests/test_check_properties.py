"""Whatever stands in a story, judgement ends, says the same twice, and does not hang on the order of sources or facts."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from story_builder import build

from factcheck.check import index_of, load_rules, run, why
from factcheck.model import Hedge, Kind, Modality, Role, Severity

RULES = load_rules()
UNITS = {
    Kind.MONEY: [("USD", "currency"), ("EUR", "currency")],
    Kind.PERCENT: [("percentage", "percentage"), ("percentage point", "percentage point")],
    Kind.MEASURE: [("mile", "length"), ("kilometre", "length"), ("blorb", "length"), ("degree fahrenheit", "temperature")],
    Kind.AGE: [("year", "time")],
    Kind.DURATION: [("month", "time"), ("year", "time")],
}
VALUES = st.sampled_from(
    ["0", "-5", "1e40", "1e-30", "3.14159265358979", "7", "12", "1200", "12000", "99.5", "100", "21", "123456789012345678901.123"]
)
LINKS = st.sampled_from(
    ["of the", "aboard", "rescued and", "missing", "or", "(", "a lead of", "from", "to", "of it", "of them", "were women and", ", the other"]
)


@st.composite
def facets(draw):
    kind = draw(st.sampled_from(list(Kind)))
    unit, dimension = draw(st.sampled_from(UNITS.get(kind, [("", "")])))
    known = {
        "value": draw(VALUES), "kind": kind.value, "unit": unit, "dimension": dimension, "fact": draw(st.sampled_from("xyz")),
        "hedge": draw(st.sampled_from(list(Hedge))).value, "role": draw(st.sampled_from(list(Role))).value,
        "modality": draw(st.sampled_from(list(Modality))).value, **draw(st.sampled_from([{}, {"noun": "person"}, {"noun": "zzyq"}])),
        **draw(st.sampled_from([{}, {"predicate": "kill"}, {"speaker": "the Metal Union", "stance": "claimed"}, {"date": "2026-03"}])),
    }  # fmt: skip
    return {**known, "high": draw(VALUES)} if draw(st.booleans()) else known


@st.composite
def stories(draw):
    lines = []
    for source in draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=5)):
        known = draw(st.lists(facets(), max_size=4))
        position = draw(st.sampled_from(["headline", "body", "body"]))
        text = draw(st.sampled_from(["Of the dead, ", "Revenue rose ", ""])) + " ".join(f"[{f['value']}] {draw(LINKS)}" for f in known) + "."
        lines.append([source, text, [{**f, "position": position} for f in known]])
    return build({"lines": lines})


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(stories(), st.sampled_from([None, "a"]))
def test_judgement_ends_and_depends_on_the_story_alone(story, draft):
    found = run(story, RULES, draft=draft)
    assert run(replace(story, facts=story.facts[::-1]), RULES[::-1], draft=draft) == found
    assert [f.severity.rank for f in found] == sorted((f.severity.rank for f in found), reverse=True)
    assert all(f.figures and f.message and f.severity in Severity for f in found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(stories())
def test_every_pair_has_a_reason_that_does_not_hang_on_its_order(story):
    index = index_of(story)
    ids = list(index.figures)[:5]
    for i in ids:
        for j in ids:
            if i != j:
                assert why(index, i, j) == why(index, j, i) != ()
