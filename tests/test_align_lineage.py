"""Lineages and passages: who is a witness of their own, and what a source prints twice."""

from __future__ import annotations

import sys

import pytest
from test_align import extractions_of

from factcheck.align import align
from factcheck.extract import extract_source
from factcheck.model import Source
from factcheck.paths import rules_root
from factcheck.tables import load_tables
from factcheck.text import read_layout

_WIRE = (
    "A passenger train left the rails near Castel early on Monday and struck a signal house, the railway said. "
    "At least 12 people were hurt, two of them badly, and the line to the coast will stay closed until Thursday. "
    "Crews with cranes had lifted three of the eight cars by noon, and inspectors were measuring the track.\n"
)
_OTHER = (
    "Passengers climbed from tilted cars in the dark after the Castel express ran off the track. "
    "The hospital took in 13 injured people, its director told reporters outside the gate. "
    "Nobody could say on Monday why the brakes had failed on the long curve.\n"
)


def lineages(texts, declared=None):
    return [(x.sources, x.by) for x in align(extractions_of(texts, declared)).lineages]


def test_a_copy_with_edits_is_one_witness():
    edited = _WIRE.replace("At least 12", "At least 15").replace(", the railway said", ", officials said")
    assert lineages({"a.txt": _WIRE, "b.txt": edited, "c.txt": _OTHER}) == [(("a.txt", "b.txt"), "copied"), (("c.txt",), "alone")]


def test_declared_lineages_hold():
    found = lineages({"a.txt": _WIRE, "b.txt": _OTHER, "c.txt": _WIRE}, {"a.txt": "wire", "b.txt": "wire", "c.txt": "own"})
    assert found == [(("c.txt",), "declared"), (("a.txt", "b.txt"), "declared")]


def test_a_shared_quotation_makes_no_lineage():
    quote = '"We have brought up everybody whom we could reach tonight," the mayor said.'
    assert [by for _, by in lineages({"a.txt": _WIRE + quote, "b.txt": _OTHER + quote})] == ["alone", "alone"]


def test_repeated_body_is_a_passage():
    story = align(extractions_of({"a.txt": f"{_OTHER}\n{_WIRE}\n{_WIRE}"}))
    (passage,) = story.passages
    text = story.extractions[0].source.text
    assert text[passage.first.start : passage.first.end].split() == text[passage.second.start : passage.second.end].split() == _WIRE.split()
    figures = {f.id: f.surface for f in story.extractions[0].figures}
    assert [(figures[a], figures[b]) for a, b in passage.pairs] == [("12", "12"), ("two", "two"), ("three", "three"), ("eight", "eight")]


def test_no_passage_without_repetition():
    assert align(extractions_of({"a.txt": _WIRE + _OTHER})).passages == ()


@pytest.mark.parametrize(
    "story",
    ["dam-project", "election-count", "embassy-2014", "epidemic-update", "ferry-capsizing", "mine-collapse", "stadium-transfer", "wildfire"],
)
def test_lineages_of_the_annotated_stories(shared, story):
    """Without any declaration the copies of each story are found, and no others."""
    sys.path.insert(0, str(rules_root().parent / "scripts"))
    try:
        from gold_bridge import lineages_of
    finally:
        sys.path.pop(0)
    folder = shared / "corpora" / story
    wanted = lineages_of(folder)
    sources = [Source(name, (folder / name).read_bytes().decode("utf-8")) for name in wanted]
    found = align([extract_source(s, read_layout(s), load_tables()) for s in sources]).lineages
    assert sorted(x.sources for x in found) == sorted(tuple(sorted(n for n in wanted if wanted[n] == group)) for group in set(wanted.values()))
