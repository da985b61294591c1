"""The context of figures beyond one sentence: speakers carried over a paragraph, the lexicons' own errors, and the bounds of every look-around."""

from __future__ import annotations

import pytest
from least import least

from factcheck.errors import RuleError
from factcheck.extract.context import places, predicate, roles
from factcheck.extract.context.attribution import Attributor, pick
from factcheck.extract.tokens import Tokens
from factcheck.model import Attribution, Span
from factcheck.paths import rules_root
from factcheck.tables import fields
from factcheck.tables.attribution import attribution_table
from factcheck.tables.modality import modality_table
from factcheck.tables.roles import role_table
from factcheck.tables.time import time_table
from factcheck.tables.words import load_words


def paragraph(*sentences):
    """The sentences of one paragraph as tokens over one text, and the quotations between straight marks."""
    text = " ".join(sentences)
    tokens, start = [], 0
    for sentence in sentences:
        tokens.append(Tokens(text, start, start + len(sentence)))
        start += len(sentence) + 1
    marks = [k for k, c in enumerate(text) if c == '"']
    return tokens, [Span(a, b + 1) for a, b in zip(marks[::2], marks[1::2], strict=True)]


def carried(*sentences, last=None):
    tokens, quotations = paragraph(*sentences)
    attributor = Attributor(attribution_table())
    found, after = attributor.carry(tokens, [attributor.sentence(t) for t in tokens], quotations, last)
    return tokens, found, after


def speaker_at(tokens, found, word):
    for each, attributed in zip(tokens, found, strict=True):
        if word in each.words:
            said = pick(attributed, each.words.index(word))
            return said and said.speaker
    raise AssertionError(word)


def test_a_pronoun_is_the_last_named_speaker():
    tokens, found, after = carried("Lena Voss said 32 people were out.", "She added that 9 of them were hurt.")
    assert speaker_at(tokens, found, "9") == "Lena Voss"
    assert after is not None
    assert after.speaker == "Lena Voss"


def test_a_pronoun_reaches_back_to_the_paragraph_before():
    before = Attribution("the harbour master", "say")
    tokens, found, _ = carried("He said 32 people were out.", last=before)
    assert speaker_at(tokens, found, "32") == "the harbour master"


def test_a_pronoun_without_anybody_named_stays():
    tokens, found, after = carried("He said 32 people were out.")
    assert speaker_at(tokens, found, "32") == "He"
    assert after is None


def test_a_quotation_that_goes_on_keeps_its_speaker():
    tokens, found, _ = carried('"We had 31 fires," said Ada Brik.', '"Today there are 12."')
    assert speaker_at(tokens, found, "12") == "Ada Brik"


def test_a_quotation_before_its_speaker():
    tokens, found, _ = carried('"Today there are 12."', '"It is far from over," said Ada Brik.')
    assert speaker_at(tokens, found, "12") == "Ada Brik"


def test_only_what_is_quoted_is_carried():
    tokens, found, _ = carried('"We had 31 fires," said Ada Brik.', "The county has 40 engines.")
    assert speaker_at(tokens, found, "40") is None


def test_two_speakers_leave_a_quotation_open():
    tokens, found, _ = carried('"We had 31 fires," said Ada Brik.', '"There are 12."', "The mayor said 9 were out.")
    assert speaker_at(tokens, found, "12") is None


def test_the_narrowest_attribution_wins():
    tokens, found, _ = carried("The mayor said the crash hurt 40 people and unions put the figure at 65.")
    assert speaker_at(tokens, found, "40") == "The mayor"
    assert speaker_at(tokens, found, "65") == "unions"


def test_spans_point_into_the_text():
    text = "By then, 14 men were out, the harbour master said."
    tokens = Tokens(text, 0, len(text))
    (only,) = Attributor(attribution_table()).sentence(tokens)
    assert only.attribution.span is not None
    assert text[only.attribution.span.start : only.attribution.span.end] == "the harbour master said"


@pytest.mark.parametrize(
    ("file", "old", "new", "load", "found"),
    [
        ("roles.yaml", "totals:", "sums:", role_table, "unknown key 'sums'"),
        ("attribution.yaml", "  claimed:\n    claim:", "  shouted:\n    claim:", attribution_table, "unknown stance 'shouted'"),
        ("modality.yaml", "  conditional: could", "  perhaps: could", modality_table, "'perhaps' is not a valid Modality"),
        ("time.yaml", "fiscal:", "physical:", time_table, "unknown key 'physical'"),
    ],
)
def test_a_broken_lexicon_is_an_error_with_its_place(tmp_path, monkeypatch, file, old, new, load, found):
    whole = (rules_root() / "lexicon" / file).read_text(encoding="utf-8")
    assert old in whole
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / file).write_text(whole.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(fields, "rules_root", lambda: tmp_path)
    load.cache_clear()
    try:
        with pytest.raises(RuleError) as caught:
            load()
    finally:
        load.cache_clear()
    assert found in str(caught.value)
    assert file in caught.value.place
    assert caught.value.place.rsplit(":", 2)[1].isdigit()


HOSTILE = [
    "14 the ",
    "14 a ",
    "said 14 ",
    "14 , ",
    "14 and ",
    "has 14 not ",
    "14 ( ",
    "of 14 ",
    "police said 14 told ",
    "March 14 ",
    "to 14 ",
    "who 14 ",
    '" 14 said ',
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_cost_grows_with_the_length_and_not_faster(unit):
    """Everything looks a bounded way around, so that four times the text takes about four times the time; sixteen would be quadratic."""
    words = load_words()
    attributor = Attributor(attribution_table())

    def read(repeats):
        text = unit * repeats
        tokens = Tokens(text, 0, len(text))
        figures = [k for k, word in enumerate(tokens.words) if word == "14"]
        attributed = attributor.sentence(tokens)
        for k in figures:
            pick(attributed, k)
            predicate.find(tokens, k, k + 1, None, words)
            places.find(tokens, k, k + 1, None, words, None)
            places.names(tokens, k, k + 1)
            roles.find(tokens, k, k + 1, None)

    def near_linear(small, large):
        return large < 9 * small + 0.05

    read(50)
    times = least([lambda: read(300), lambda: read(1200)], near_linear)
    assert near_linear(*times), times
