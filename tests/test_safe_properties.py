"""What holds for a story whatever is in it: its order, strangers beside it and sentences put into it change nothing of what was found."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import anything

from factcheck.config import Config
from factcheck.model import Source
from factcheck.pipeline import check_sources
from factcheck.report import Style, render

jsonschema = pytest.importorskip("jsonschema")
HERE = Path(__file__).parent
CONTRACT = jsonschema.Draft202012Validator(json.loads((HERE.parent / "docs" / "factcheck-1.schema.json").read_text()))
SARIF = jsonschema.Draft202012Validator(json.loads((HERE / "cases" / "sarif.schema.json").read_text()))
FORMATS = ("terminal", "markdown", "json", "sarif", "github", "rdjsonl", "junit", "html", "places")
MOULDS = (
    "The ferry carried {} passengers to the island.",
    "About {} passengers were aboard, the harbour master said.",
    "Rescuers brought {} people ashore on Monday.",
    "The ferry is {} metres long.",
    "Its owner paid ${} million for the ship.",
    "{} percent of the crew had been trained.",
    "At least {} people were injured.",
)
NUMBERS = st.sampled_from(["275", "257", "280", "2,750", "31", "13", "40", "412", "1,700", "a dozen", "12", "99.5"])
SENTENCES = st.builds(lambda mould, number: mould.format(number), st.sampled_from(MOULDS), NUMBERS)
STORIES = st.lists(st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join), min_size=2, max_size=4)
# Other things in other places, in numbers that the story has not: one number that two texts share is a hint that they speak of one thing.
STRANGE = st.sampled_from(["7", "860", "3.4", "64", "5,300"])
STRANGER = "Zinc prices fell {} cents in Ulmen. The bakery of Frau Oetker sells {} loaves and employs three apprentices."
NEUTRAL = ("Rain fell.", "Nobody knew why.", "It was a grey morning and the streets stayed empty.", "The mayor declined to comment.")
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def _check(texts: dict[str, str]):
    return check_sources([Source(f"{name}.txt", text, published="2026-03-12") for name, text in texts.items()], Config(jobs=1))


def _named(story: list[str]) -> dict[str, str]:
    return {f"s{number}": text for number, text in enumerate(story)}


def _told(result) -> list[tuple[str, str, str]]:
    return [(f.id, f.rule, f.message) for f in result.findings]


@SLOW
@given(STORIES, st.randoms(use_true_random=False))
def test_the_order_of_the_sources_changes_no_byte(story, random):
    names = list(_named(story).items())
    first = _check(dict(names))
    random.shuffle(names)
    second = _check(dict(names))
    for form in FORMATS:
        assert render(form, first) == render(form, second), form


@SLOW
@given(STORIES, STRANGE, STRANGE)
def test_an_unrelated_source_changes_no_finding_of_the_others(story, one, two):
    alone = _check(_named(story))
    beside = _check({**_named(story), "z": STRANGER.format(one, two)})
    foreign = {e.source.id: {f.id for f in e.figures} for e in beside.story.extractions}["z.txt"]
    others = [f for f in beside.findings if foreign.isdisjoint(f.figures)]
    assert [(f.id, f.rule, f.message) for f in others] == _told(alone)
    assert all(foreign.issuperset(f.figures) for f in beside.findings if f not in others), "and it is held against none of them"


@SLOW
@given(STORIES, st.sampled_from(NEUTRAL), st.integers(0, 3), st.booleans())
def test_a_sentence_put_in_changes_no_id(story, sentence, where, own_paragraph):
    joint = "\n\n" if own_paragraph else " "
    edited = {n: f"{sentence}{joint}{t}" if k == where % len(story) else t for k, (n, t) in enumerate(_named(story).items())}
    assert [f.id for f in _check(edited).findings] == [f.id for f in _check(_named(story)).findings]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    st.lists(anything, min_size=1, max_size=3),
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20), min_size=3, max_size=3),
)
def test_what_other_programs_read_is_valid_whatever_the_text(texts, names):
    sources = [Source(f"{number}{name}", text) for number, (name, text) in enumerate(zip(names, texts, strict=False))]
    result = check_sources(sources, Config(jobs=1))
    assert [e.message for e in CONTRACT.iter_errors(json.loads(render("json", result)))] == []
    data = json.loads(render("sarif", result, Style(show_accepted=True)))
    assert [e.message for e in SARIF.iter_errors(data)] == []
    assert list(_sarif_mistakes(data)) == []


_REFERENCE = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*\Z")


def _sarif_mistakes(data):
    """What SARIF 2.1.0 (OASIS, sections 3.4, 3.11, 3.27, 3.28, 3.30) asks in words that no schema holds to."""
    for run in data["runs"]:
        rules = run["tool"]["driver"]["rules"]
        if len({rule["id"] for rule in rules}) < len(rules):
            yield "two rules of one id (3.19.23)"
        for result in run["results"]:
            if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
                yield "ruleIndex is not of ruleId (3.27.6)"
            ids = [place["id"] for place in result.get("relatedLocations", ())]
            if len(set(ids)) < len(ids):
                yield "two locations of one id (3.28.2)"
            links = [int(i) for i in re.findall(r"(?<!\\)\]\((\d+)\)", result["message"]["text"])]
            if not set(links) <= set(ids):
                yield "an embedded link to no location (3.11.6)"
            for place in (*result["locations"], *result.get("relatedLocations", ())):
                physical = place["physicalLocation"]
                yield from _place_mistakes(physical["artifactLocation"]["uri"], physical.get("region", {}))


def _place_mistakes(uri, region):
    if not _REFERENCE.match(uri) or re.search(r"%(?![0-9A-Fa-f]{2})", uri) or urlsplit(uri).scheme:
        yield f"{uri!r} is no relative reference (3.4.3, RFC 3986)"
    if region and not (region["startLine"] <= region.get("endLine", region["startLine"])):
        yield "a region that ends before it begins (3.30.7)"
    if region and region.get("endLine", region["startLine"]) == region["startLine"] and region.get("endColumn", 2**31) < region.get("startColumn", 1):
        yield "a region that ends before it begins (3.30.8)"
