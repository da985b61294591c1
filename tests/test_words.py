"""The word tables: every case of ``cases/words.jsonl``, what the lexicons claim of themselves, and the budget for size and time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.align.comparisons.compare import load_matching
from factcheck.errors import RuleError
from factcheck.paths import rules_root
from factcheck.tables.words import (
    ADJ,
    BASE,
    NOUN,
    PARTICIPLE_ED,
    PARTICIPLE_ING,
    PAST,
    PLURAL,
    PREP,
    THIRD,
    VERB,
    families,
    forms,
    load_words,
    places,
    wordtable,
)
from factcheck.tables.yamlfile import read_yaml

LEXICON = rules_root() / "lexicon"
CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "words.jsonl").read_text("utf-8").splitlines()]
MAIN = {
    "noun": NOUN,
    "verb": VERB,
    "adj": ADJ,
    "adv": wordtable.ADV,
    "prep": PREP,
    "det": wordtable.DET,
    "aux": wordtable.AUX,
    "num": wordtable.NUM,
    "unknown": 0,
}


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['ask']}({','.join(c['of'])})")
def test_case(case: dict[str, Any]) -> None:
    answer = getattr(load_words(), case["ask"])(*case["of"])
    expected = MAIN[case["is"]] if case["ask"] == "main" else case["is"]
    assert answer == expected, case.get("why", "")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("killed", VERB | PAST | PARTICIPLE_ED),
        ("evacuating", VERB | PARTICIPLE_ING),
        ("quakes", NOUN | PLURAL | VERB | THIRD),
        ("drones", NOUN | PLURAL | VERB | THIRD),
        ("shi'ites", NOUN | PLURAL),
        ("iraqis", NOUN | PLURAL),
        ("iraqi", NOUN | BASE | ADJ),
        ("among", PREP),
        ("tilt-rotor", NOUN | BASE),
        ("zibblefrotz", 0),
        ("", 0),
    ],
)
def test_tags(word: str, expected: int) -> None:
    assert load_words().tags(word) == expected


@pytest.mark.parametrize("file", ["nouns.yaml", "predicates.yaml"])
def test_examples_of_classes(file: str) -> None:
    table = load_words()
    ask = table.noun_class if file == "nouns.yaml" else table.predicate_class
    wrong = [
        (name, word, ask(word))
        for name, entry in read_yaml(LEXICON / file)["classes"].items()
        for word in entry["example"].split()
        if ask(word) != name
    ]
    assert wrong == []


def test_every_word_of_a_class_is_its_own_lemma() -> None:
    """A class lists singulars and base forms, else nobody would ever ask for them."""
    table = load_words()
    classes = read_yaml(LEXICON / "nouns.yaml")["classes"]
    listed = [w for entry in classes.values() for w in f"{entry.get('heads', '')} {entry.get('words', '')}".split()]
    assert [(w, table.noun(w)) for w in listed if table.noun(w) != w] == []


def test_every_synonym_is_its_own_lemma_and_has_a_class() -> None:
    table = load_words()
    listed = [w for group in read_yaml(LEXICON / "synonyms.yaml")["groups"].values() for w in group.split()]
    assert [w for w in listed if table.noun(w) != w or not table.noun_class(w)] == []


def test_synonyms_are_never_people_and_things() -> None:
    """A group that joins people and things would match a head count with something else."""
    table = load_words()
    for name, group in read_yaml(LEXICON / "synonyms.yaml")["groups"].items():
        human = {table.is_human_class(table.noun_class(w)) for w in group.split()}
        assert len(human) == 1, name


def test_light_verbs_have_no_kin() -> None:
    """Who put a gap at $7 spent nothing; the two rows of verbs that take a time are of datings."""
    rows = [row.split() for row in read_yaml(LEXICON / "predicates.yaml")["kindred"]]
    light = load_matching().light_verbs
    assert [row for row in rows if light & set(row)] == [row for row in rows if {"occur", "occupy"} & set(row)]


@given(st.text(alphabet="abeinorsty'-.éß0", max_size=12))
def test_any_string_has_an_answer(word: str) -> None:
    table = load_words()
    assert table.noun(word) or not word.strip("'s-")
    assert table.verb(word) or not word
    assert table.main(word) & table.tags(word) == table.main(word) or word in table._mains
    assert isinstance(table.stem(word) + table.noun_class(word) + table.predicate_class(word), str)
    assert table.noun_relation(word, word) == table.predicate_relation(word, word) == "same"


def test_relation_is_symmetric() -> None:
    table = load_words()
    nouns = ["soldier", "person", "dead", "injured", "house", "revenue", "sale", "poodle", "dog", "zibblefrotz", "iraqi", "wave"]
    for a in nouns:
        for b in nouns:
            assert table.noun_relation(a, b) == table.noun_relation(b, a)


def test_a_full_memo_starts_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "_MEMO", 3)
    memo: dict[int, int] = {}
    assert [forms.keep(memo, i, -i) for i in range(7)] == [0, -1, -2, -3, -4, -5, -6]
    assert memo == {6: -6}


def test_size() -> None:
    """At most 2 MB in the wheel; ``make bench`` tells how long they take to load."""
    assert sum(p.stat().st_size for p in LEXICON.glob("words.*")) + (LEXICON / "places.tsv").stat().st_size < 2_000_000


def test_importing_reads_no_table() -> None:
    code = "import factcheck.tables.words as w; assert w.load_words.cache_info().currsize == 0"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parent.parent)


def test_a_table_survives_its_file() -> None:
    table = wordtable.load((LEXICON / "words.bin").read_bytes(), "words.bin")
    assert wordtable.load(wordtable.dump(table), "copy") == table


@pytest.mark.parametrize("raw", [b"", b"factcheck-words/0\nabc", b"factcheck-words/1\nabc"])
def test_a_damaged_table_is_named(raw: bytes) -> None:
    with pytest.raises(RuleError, match=r"words\.bin"):
        wordtable.load(raw, "words.bin")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("classes:\n  a: {why: x, example: b, words: b, colour: red}\n", r"2:37: unknown key 'colour'"),
        ("classes:\n  a: {words: b}\n", r"2:3: class 'a' without why or example"),
        ("classes:\n  a: {why: x, example: b, parent: c, words: b}\n", r"unknown parent 'c'"),
        ("classes:\n  a: {why: x, example: w, words: w}\n  b: {why: x, example: w, words: w}\n", r"3:3: 'w' stands in 'a' and 'b'"),
    ],
)
def test_a_bad_class_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "nouns.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(RuleError, match=message):
        families.load_families(path)


def test_a_bad_group_or_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "synonyms.yaml").write_text("groups:\n  a: b c\n  d: e\n", "utf-8")
    with pytest.raises(RuleError, match=r"synonyms\.yaml:3:3: group 'd' of 1 words"):
        families.load_synonyms(tmp_path / "synonyms.yaml")
    (tmp_path / "places.tsv").write_text("Iraq\tcountry\tIraq\nIraq\n", "utf-8")
    with pytest.raises(RuleError, match=r"places\.tsv:2: 1 fields"):
        places.load_places(tmp_path / "places.tsv")


def test_licences_are_shipped() -> None:
    notice = (LEXICON / "words.notice").read_text("utf-8")
    for needed in ("WordNet 3.0 Copyright 2006 by Princeton University", "MIT", "University of Pennsylvania", "GeoNames", "Attribution 4.0"):
        assert needed in notice


def test_aliases_and_demonyms_lead_to_places() -> None:
    gazetteer = places.load_places(LEXICON / "places.tsv")
    assert [a for a, p in gazetteer.aliases.items() if p not in gazetteer.kinds] == []
    assert [d for d, p in gazetteer.demonyms.items() if p not in gazetteer.kinds and p not in gazetteer.aliases] == []


def test_the_gazetteer_is_compiled_from_the_hand_list() -> None:
    """Who edits places.yaml must run the compile script."""
    hand = read_yaml(LEXICON / "places.yaml")
    gazetteer = places.load_places(LEXICON / "places.tsv")
    names = [n.strip() for text in (*hand["names"].values(), *hand["aliases"].values()) for n in text.split(",")]
    assert [n for n in names if not gazetteer.kind(n)] == []
    demonyms = [n.strip().lower() for text in hand["demonyms"].values() for n in text.split(",")]
    assert [n for n in demonyms if n not in gazetteer.demonyms] == []
