"""What holds for the layout of any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.model import Source
from factcheck.text import read_layout

_WORDS = st.sampled_from(
    [
        "The",
        "dam",
        "toll",
        "rose",
        "12",
        "4.6",
        "U.S.",
        "Adm.",
        "Lee",
        "a.m.",
        "Monday",
        "No.",
        "said",
        "(",
        ")",
        '"',
        "“",
        "”",
        "’",
        "-",
        "...",
        "—",
        "by",
        "By",
    ]
)
_ENDS = st.sampled_from([" ", " ", " ", ". ", ".", "? ", "\n", "\r\n", "\n\n", " \n", "\u00a0", '." '])
_COPY = st.lists(st.tuples(_WORDS, _ENDS), max_size=60).map(lambda pairs: "".join(word + end for word, end in pairs))
_ANY = st.one_of(_COPY, st.text(max_size=200))


@given(_ANY)
@settings(max_examples=300, deadline=None)
def test_sentences_stand_in_order_trimmed_and_cover_all_that_is_no_blank(text):
    sentences = read_layout(Source("a", text)).sentences
    last = 0
    for sentence in sentences:
        assert last <= sentence.start < sentence.end
        assert not text[last : sentence.start].strip()
        assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()
        last = sentence.end
    assert not text[last:].strip()
    assert [s.paragraph for s in sentences] == sorted(s.paragraph for s in sentences)


@given(_ANY)
@settings(max_examples=200, deadline=None)
def test_quotations_stand_in_order_and_do_not_overlap(text):
    last = 0
    for start, end in read_layout(Source("a", text)).quotations:
        assert last <= start < end <= len(text)
        last = end


@given(_COPY)
@settings(max_examples=200, deadline=None)
def test_a_paragraph_in_front_shifts_all_that_follows(text):
    front = "Rain fell on the hills for the whole of the week.\n\n"
    text = "The dam on the River Elsa holds 12 more days.\n\n" + text  # enough capitals, so that the copy has not lost them
    alone = _spans(text, 0)
    assert _spans(front + text, len(front))[1:] == alone


def _spans(text, shift):
    return [(s.start - shift, s.end - shift) for s in read_layout(Source("a", text)).sentences]
