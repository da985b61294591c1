"""The context of a figure, case by case: attribution, predicate, place and time, role, names; and the same in lower-cased copy."""

from __future__ import annotations

from datetime import date

import pytest
from casefile import cases

from factcheck.extract import extract_source
from factcheck.extract.context import places, predicate, roles
from factcheck.extract.context.attribution import Attributor, pick
from factcheck.extract.tokens import Tokens
from factcheck.model import Source
from factcheck.tables import load_tables
from factcheck.tables.attribution import attribution_table
from factcheck.tables.words import load_words
from factcheck.text.layout import read_layout


def lowered(name):
    return [param for param in cases(name) if param.values[0]["lower"]]


def located(case, text):
    """The tokens with the range of the figure and the counted noun; figure and noun stand once in each text."""
    tokens = Tokens(text, 0, len(text))
    figure = case["figure"] if text == case["text"] else case["figure"].lower()
    start = text.index(figure)
    i, j = tokens.first_at(start), tokens.first_from(start + len(figure))
    head = None
    if case["noun"]:
        head = tokens.first_at(text.index(case["noun"].lower() if text != case["text"] else case["noun"], start))
    return tokens, i, j, head


def attribute(case, text):
    tokens = Tokens(text, 0, len(text))
    return pick(Attributor(attribution_table()).sentence(tokens), located({**case, "noun": None}, text)[1])


@pytest.mark.parametrize("case", cases("context/attribution.jsonl"))
def test_attribution(case):
    found = attribute(case, case["text"])
    said = None if found is None else {"speaker": found.speaker, "verb": found.verb, "stance": found.stance}
    assert said == case["expect"]


@pytest.mark.parametrize("case", lowered("context/attribution.jsonl"))
def test_attribution_without_capitals(case):
    found = attribute(case, case["text"].lower())
    assert (None if found is None else found.speaker) == (None if case["expect"] is None else case["expect"]["speaker"].lower())


def governed(case, text):
    tokens, i, j, head = located(case, text)
    found, modality = predicate.find(tokens, i, j, head, load_words())
    if found is not None and found.span is not None:
        assert tokens.first_at(found.span.start) + 1 == tokens.first_from(found.span.end)
    negated = found is not None and found.negated
    return {"lemma": None if found is None else found.lemma, "modality": modality.value, "negated": negated}


@pytest.mark.parametrize("case", cases("context/predicate.jsonl"))
def test_predicate(case):
    assert governed(case, case["text"]) == case["expect"]


@pytest.mark.parametrize("case", lowered("context/predicate.jsonl"))
def test_predicate_without_capitals(case):
    assert governed(case, case["text"].lower()) == case["expect"]


def restricted(case, text):
    tokens, i, j, head = located(case, text)
    found = places.find(tokens, i, j, head, load_words(), date.fromisoformat(case["published"]))
    return dict(zip(("place", "time", "date"), found, strict=True))


@pytest.mark.parametrize("case", cases("context/placetime.jsonl"))
def test_place_and_time(case):
    assert restricted(case, case["text"]) == case["expect"]


@pytest.mark.parametrize("case", lowered("context/placetime.jsonl"))
def test_place_and_time_without_capitals(case):
    assert restricted(case, case["text"].lower()) == {k: v and v.lower() for k, v in case["expect"].items()}


@pytest.mark.parametrize("case", cases("context/placetime.jsonl"))
def test_relative_times_need_a_day_of_publication(case):
    tokens, i, j, head = located(case, case["text"])
    day = places.find(tokens, i, j, head, load_words(), None)[2]
    assert day is None or day == case["expect"]["date"]
    assert day is None or day[:4] in case["text"]


@pytest.mark.parametrize("case", cases("context/roles.jsonl"))
def test_role(case):
    tokens, i, j, head = located(case, case["text"])
    assert roles.find(tokens, i, j, head, restated=case.get("restated", False)).value == case["expect"]


@pytest.mark.parametrize("case", lowered("context/roles.jsonl"))
def test_role_without_capitals(case):
    tokens, i, j, head = located(case, case["text"].lower())
    assert roles.find(tokens, i, j, head, restated=case.get("restated", False)).value == case["expect"]


def whole(text):
    """What a whole text says of its figures, field by field, by the names of the cases."""
    source = Source("text", text)
    fields = []
    for f in extract_source(source, read_layout(source), load_tables()).figures:
        predicate = "" if f.predicate is None else ("not " if f.predicate.negated else "") + f.predicate.lemma
        subject = "" if f.subject is None else f"{f.subject.text} ({f.subject.how})"
        fields.append(
            {"surface": f.surface, "noun": f.noun.lemma if f.noun else "", "predicate": predicate, "place": f.place or "", "time": f.time or "",
             "attribution": f.attribution.speaker if f.attribution else "", "hedge": f.hedge.value, "role": f.role.value,
             "modality": f.modality.value, "subject": subject}
        )  # fmt: skip
    return fields


@pytest.mark.parametrize("case", cases("context/reading.jsonl"))
def test_reading_of_whole_texts(case):
    said = whole(case["text"])
    assert [f["surface"] for f in said] == [f["surface"] for f in case["figures"]]
    for have, want in zip(said, case["figures"], strict=True):
        assert {key: have[key] for key in want} == want


@pytest.mark.parametrize("case", lowered("context/reading.jsonl"))
def test_reading_without_capitals(case):
    said = whole(case["text"].lower())
    assert [f["predicate"] for f in said] == [f["predicate"] for f in case["figures"]]


def test_what_the_surroundings_give_is_kept_apart():
    source = Source("text", "LUND, Sweden (Wire) - Some 40 homes burned on Monday.\n\nAnother 12 were saved.")
    first, second = extract_source(source, read_layout(source), load_tables()).figures
    assert first.place is None
    assert first.scene is not None
    assert first.scene.how == "dateline"
    assert (second.time, second.moment and (second.moment.text, second.moment.how)) == (None, ("on Monday", "sentence before"))


@pytest.mark.parametrize(
    ("text", "scene", "moment"),
    [
        ("LUND, Sweden (Wire) - The town has a mill.\n\nSome 40 homes burned.", None, None),  # the dateline holds for the sentence that it opens
        ("Twelve homes burned in Qala on Monday.\n\nJo Hill, 41, was out.", None, None),  # an age is of a person
        ("Twelve homes burned in Qala on Monday.\n\nAnother 30 were saved.", "in Qala", "on Monday"),
        ("Six clerks from Qala quit two years ago.\n\nAnother 30 stayed.", None, None),  # an origin is no place, and "ago" counts from elsewhere
    ],
)
def test_what_is_not_inherited(text, scene, moment):
    source = Source("text", text)
    last = extract_source(source, read_layout(source), load_tables()).figures[-1]
    assert (last.scene and last.scene.text, last.moment and last.moment.text) == (scene, moment)


@pytest.mark.parametrize("case", cases("context/names.jsonl"))
def test_names(case):
    tokens, i, j, _ = located(case, case["text"])
    assert list(places.names(tokens, i, j)) == case["expect"]


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        ("Officials told 1,200 people to leave their homes.", "displaced"),
        ("Floods forced 1,200 people out of Dorvan.", "displaced"),
        ("The poll asked 1,200 people whether they eat out.", ""),
        ("The agency has 40 inspectors who visit homes.", ""),
        ("The firm told 300 workers to come in.", ""),
        ("The raid killed 12 hostages.", "dead"),
        ("A boat sank and 12 migrants drowned.", "dead"),
        ("Rebels hold 12 hostages.", "held"),
        ("Forty inmates escaped from the jail.", "safe"),
        ("Rebels released 12 hostages.", "safe"),
        ("Rebels did not release 12 hostages.", "held"),
        ("The firm released 12 records.", ""),
        ("The mill sacked 300 people.", "losing-work"),
        ("The mill axed 300 jobs.", "losing-work"),
        ("The ship fired 14 missiles.", ""),
    ],
)
def test_what_became_of_them(text, fate):
    source = Source("text", text)
    assert [f.fate for f in extract_source(source, read_layout(source), load_tables()).figures] == [fate]


def test_who_was_shot_fatally_is_dead():
    source = Source("text", "Some 63 people have been shot, ten fatally, since Friday. Of 30 hurt on Sunday, two fatally, most were men.")
    assert [f.fate for f in extract_source(source, read_layout(source), load_tables()).figures] == ["shot", "dead", "hurt", "dead"]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("About 125 yearly cases were found.", "year"),
        ("The line runs 30 new daily trains.", "day"),
        ("Twenty daily needs were named by 4 nurses.", "day"),
        ("Three daily papers closed.", ""),
        ("The 40 daily mail bags came.", ""),
        ("The lake draws 2 million visitors each year.", "year"),
        ("In all, 125 cases have been reported annually.", "year"),
        ("The port handles 9,000 crates an hour.", "hour"),
        ("Some 40 members meet every week.", ""),
        ("Some 30 shots taken per game went wide.", "game"),
        ("She was seen by 40 doctors a year ago.", ""),
    ],
)
def test_an_adjective_says_of_what_a_count_is_told(text, per):
    source = Source("text", text)
    assert extract_source(source, read_layout(source), load_tables()).figures[0].quantity.per == per
