"""What holds for the figures of any text."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from strategies import anything, copy, counts, in_words, measures, money, ranges

from factcheck.model import Source, Span
from factcheck.pipeline import extract_one
from factcheck.tables.subjects import subject_table

_FOLDER = Path(__file__).resolve().parent / "cases" / "extract"
_TEXTS = [
    case["text"]
    for name in ("numerals", "ranges", "units", "special", "hedges", "nouns", "context", "mixed", "negatives")
    for case in map(json.loads, (_FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
]


def extract(text):
    return extract_one(Source("a", text, published="2026-03-12"))


@given(anything)
@example("It is one-")
@example("one-one-")
@example("between 5 and")
@example("12 told ")
@example("0$0S")
@settings(max_examples=400, deadline=None)
def test_surfaces_and_spans_are_those_of_the_text(text):
    found = extract(text)
    last = 0
    for number, figure in enumerate(found.figures):
        assert text[figure.start : figure.end] == figure.surface != ""
        assert figure.ordinal == number
        assert last <= figure.start, "figures stand in order and do not overlap"
        assert figure.phrase.start <= figure.start < figure.end <= figure.phrase.end
        sentence = found.layout.sentences[figure.sentence]
        assert sentence.start <= figure.phrase.start and figure.phrase.end <= sentence.end
        assert all(text[start:end] for start, end in figure.hedge_cues)
        last = figure.end
    for excluded in found.exclusions:
        assert text[excluded.start : excluded.end] == excluded.surface != ""


@given(anything)
@settings(max_examples=200, deadline=None)
def test_an_interval_holds_the_value_unless_the_hedge_keeps_it_out(text):
    for figure in extract(text).figures:
        low, high = sorted((figure.quantity.low, figure.quantity.high))
        interval = figure.interval
        if interval.low is not None and interval.high is not None:
            assert interval.low <= interval.high
        if figure.hedge.value in ("exact", "about"):
            assert interval.low is None or interval.low <= low
            assert interval.high is None or interval.high >= high


@given(copy)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_figures(text):
    assert extract(text) == extract(text)


PRONOUNS = subject_table().pronouns | subject_table().possessives


def moved(figure, by):
    """A figure as it was before a sentence of ``by`` characters was put in front."""

    def back(span):
        return None if span is None else Span(span[0] - by, span[1] - by)

    def shifted(part):
        return part if part is None or part.span is None else replace(part, span=back(part.span))

    def own(subject):
        """A pronoun stands for what the sentence before names: only a subject of the sentence itself can stay the same."""
        stands_for = subject is None or subject.how in ("sentence before", "heading") or subject.text.lower().split()[0] in PRONOUNS
        return None if stands_for else shifted(subject)

    return replace(
        figure, start=figure.start - by, end=figure.end - by, phrase=back(figure.phrase), sentence=0,
        hedge_cues=tuple(back(cue) for cue in figure.hedge_cues), noun=shifted(figure.noun), predicate=shifted(figure.predicate),
        attribution=shifted(figure.attribution), subject=own(figure.subject),
    )  # fmt: skip


# The text in front has capitals, a stop and no number. A line of its own as well as the same paragraph; the body that leads in keeps the case
# from being a headline in one place and none in the other.
_BODY = "Rain fell on the hills of Carda for most of the week, and the road to the coast stayed shut until the evening.\n\n"
_FRONTS = ["The harbour of Port Hal lay quiet.\n\n", "Fog hung over the quays. The ferries stayed in port, and nobody complained of it.\n\n"]


@pytest.mark.parametrize("front", _FRONTS)
@given(st.sampled_from(_TEXTS))
@settings(max_examples=150, deadline=None)
def test_a_neutral_sentence_in_front_shifts_and_changes_nothing(front, text):
    alone, behind = extract(_BODY + text).figures, extract(_BODY + front + text).figures
    assert [moved(f, len(_BODY) + len(front)) for f in behind] == [moved(f, len(_BODY)) for f in alone]


@given(st.sampled_from(_TEXTS))
@settings(max_examples=150, deadline=None)
def test_a_neutral_sentence_before_it_in_the_paragraph_changes_nothing(text):
    # "(1) Boil" is a list number only at the head of a line; a small letter opens no sentence in copy that has capitals
    assume("\n" not in text and not text[0].isdigit() and text[0] not in "([“" and not text[0].islower())
    front = "Fog hung over the quays all morning. "
    alone, behind = extract(_BODY + text).figures, extract(_BODY + front + text).figures
    assert [moved(f, len(_BODY) + len(front)) for f in behind] == [moved(f, len(_BODY)) for f in alone]


def read_back(text, at, printed):
    figure = next((f for f in extract(text).figures if f.start < at + len(printed.text) and f.end > at), None)
    assert figure is not None, text
    found = (figure.surface, figure.quantity.low, figure.quantity.high, figure.quantity.unit)
    assert found == (printed.text, printed.low, printed.high, printed.unit)


@given(counts, st.sampled_from(["tiles", "old houses", "residents"]))
@settings(max_examples=300, deadline=None)
def test_a_printed_count_reads_back(printed, noun):
    front = "The town listed "
    read_back(f"{front}{printed.text} {noun} in its report.", len(front), printed)


@given(money)
@settings(max_examples=200, deadline=None)
def test_printed_money_reads_back(printed):
    front = "The town spent "
    read_back(f"{front}{printed.text} on the bridge.", len(front), printed)


@given(measures)
@settings(max_examples=200, deadline=None)
def test_a_printed_measure_reads_back(printed):
    front = "The report names "
    read_back(f"{front}{printed.text} in its summary.", len(front), printed)


@given(ranges)
@settings(max_examples=200, deadline=None)
def test_a_printed_range_reads_back(printed):
    front = "The report names "
    read_back(f"{front}{printed.text} tiles in its summary.", len(front), printed)


@given(st.integers(2, 10**9 - 1), st.booleans())
@settings(max_examples=200, deadline=None)
def test_number_words_are_read_as_text2num_reads_them(number, conjunction):
    text_to_num = pytest.importorskip("text_to_num")
    words = in_words(number, conjunction=conjunction)
    try:
        other = text_to_num.text2num(words, "en")
    except ValueError:
        other = None
    assume(other == number)  # an oracle where it is right
    (figure,) = extract(f"The town listed {words} tiles.").figures
    assert figure.quantity.low == figure.quantity.high == other
