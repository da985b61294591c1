"""Extraction through its front door, case by case: figures with their context, typed exclusions, and the same in lower-cased copy."""

from __future__ import annotations

from decimal import Decimal

import pytest
from casefile import cases

from factcheck.model import Source
from factcheck.pipeline import extract_one

POSITIVE = ("numerals", "glyphs", "ranges", "units", "special", "hedges", "nouns", "context", "mixed", "values")
NUMBERS = ("low", "high", "step")
# What the loss of capitals must not change. Names, and what hangs on them, may go.
KEPT = ("low", "high", "unit", "hedge", "kind", "role", "modality")


def described(figure, text):
    """Everything that a case may speak of, as plain values."""
    noun, spoken, verb = figure.noun, figure.attribution, figure.predicate
    return {
        "span": [figure.start, figure.end],
        "surface": figure.surface,
        "low": figure.quantity.low,
        "high": figure.quantity.high,
        "step": figure.quantity.step,
        "unit": figure.quantity.unit,
        "dimension": figure.quantity.dimension,
        "per": figure.quantity.per,
        "kind": figure.quantity.kind.value,
        "hedge": figure.hedge.value,
        "cues": [text[start:end] for start, end in figure.hedge_cues],
        "noun": noun and noun.lemma,
        "modifiers": list(noun.modifiers) if noun else [],
        "inherited": noun is not None and noun.inherited,
        "predicate": verb and verb.lemma,
        "speaker": spoken and spoken.speaker,
        "stance": spoken and spoken.stance,
        "modality": figure.modality.value,
        "role": figure.role.value,
        "position": figure.position.value,
        "place": figure.place,
        "time": figure.time,
        "date": figure.date,
        "quoted": figure.quoted,
    }


def read(text, published=None):
    return extract_one(Source("case", text, published=published))


def wanted(figure, keys=None):
    """What a case says of one figure, its numbers as numbers."""
    return {key: Decimal(value) if key in NUMBERS else value for key, value in figure.items() if keys is None or key in keys}


def check(case):
    text = case["text"]
    found = read(text, case.get("published"))
    said = [described(figure, text) for figure in found.figures]
    expected = case["expect"]["figures"]
    assert [f["surface"] for f in said] == [f["surface"] for f in expected]
    assert [{key: have[key] for key in want} for have, want in zip(said, expected, strict=True)] == [wanted(f) for f in expected]
    typed = [{"span": [x.start, x.end], "surface": x.surface, "kind": x.kind} for x in found.exclusions]
    assert [x for x in case["expect"].get("exclusions", ()) if x not in typed] == []


@pytest.mark.parametrize("case", [case for name in POSITIVE for case in cases(f"extract/{name}.jsonl")])
def test_figures(case):
    check(case)


@pytest.mark.parametrize("case", cases("extract/negatives.jsonl"))
def test_no_figures(case):
    check(case)


ACCEPTED = {param.values[0]["id"]: param.values[0] for param in cases("extract/lowercase.jsonl")}


def lowered():
    """Every case that passes, has capitals and is right without them too; the others stand in ``lowercase.jsonl``."""
    for name in (*POSITIVE, "negatives"):
        for param in cases(f"extract/{name}.jsonl"):
            case = param.values[0]
            if case["status"] == "pass" and case["text"] != case["text"].lower() and case["id"] not in ACCEPTED:
                yield pytest.param(case, id=case["id"])


@pytest.mark.parametrize("case", list(lowered()))
def test_figures_without_capitals(case):
    text = case["text"].lower()
    said = [described(figure, text) for figure in read(text, case.get("published")).figures]
    expected = case["expect"]["figures"]
    assert [f["span"] for f in said] == [f["span"] for f in expected]
    for have, want in zip(said, expected, strict=True):
        keys = [key for key in KEPT if key in want]
        assert {key: have[key] for key in keys} == wanted(want, keys)
        if want.get("noun") is not None:
            assert (have["noun"] or "").lower() == want["noun"].lower()


@pytest.mark.parametrize("case", cases("extract/lowercase.jsonl"))
def test_what_is_lost_with_the_capitals(case):
    """A difference that is accepted says what is read instead; one that is not has status fail and says what ought to be read."""
    assert [figure.surface for figure in read(case["text"]).figures] == case["expect"]
