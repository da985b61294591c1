"""Articles of several events put into groups: what decides is what the articles have in common, never their order or what else is there."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from pathlib import Path

import pytest

from factcheck import pipeline
from factcheck.align.grouping import group, read_card
from factcheck.align.grouping.blocks import candidates
from factcheck.align.grouping.copies import originals, overlap
from factcheck.errors import RuleError
from factcheck.model import Source
from factcheck.model.cards import Card
from factcheck.tables.grouping import _counts, grouping_table

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "grouping.jsonl").read_text(encoding="utf-8").splitlines()]
_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()


def _card(name, text, published=None):
    return read_card(pipeline.extract_one(Source(name, text, published=published), datings=False))


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_groups(case):
    cards = [_card(name, told["text"], told.get("published")) for name, told in case["articles"].items()]
    expected = sorted(map(sorted, case["groups"]))
    assert sorted(map(sorted, group(cards))) == expected
    assert group(cards[::-1]) == group(cards)


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_a_card_survives_its_bytes(case):
    for name, told in case["articles"].items():
        card = _card(name, told["text"], told.get("published"))
        again = Card.unpacked(name, card.packed())
        assert (again, again.terms, again.keys, again.sketch, again.weights) == (card, card.terms, card.keys, card.sketch, card.weights)


def test_a_card_has_length_one_and_no_order_in_its_text():
    card = _card("a", "Ferry sinks off Lasang\nThe Corda capsized with 275 passengers on Monday.")
    assert sum(w * w for w in card.weights) == pytest.approx(1, abs=1e-3)
    assert list(card.terms) == sorted(card.terms)


def _strangers(count, shared=""):
    r = random.Random(7)

    def word():
        return "".join(r.choice(_SYLLABLES) for _ in range(4))

    return [_card(f"{n:04}", f"{shared} {' '.join(word() for _ in range(40))}.") for n in range(count)]


def test_strangers_stay_alone_and_meet_nobody():
    cards = _strangers(150)
    assert all(len(members) == 1 for members in group(cards))
    assert not any(others for _, others in candidates(cards, grouping_table().numbers))


def test_a_word_that_all_share_makes_no_square_of_pairs():
    numbers = dict(grouping_table().numbers, block=20, meets=8)
    cards = _strangers(400, shared="Quorvath Melindor Tasperin.")
    pairs = sum(len(others) for _, others in candidates(cards, numbers))
    assert 0 < pairs <= 8 * len(cards)


def test_a_large_block_parted_by_days_loses_no_pair_of_neighbours():
    numbers = dict(grouping_table().numbers, block=12, shared=1, days=3)
    cards = [_card(f"{n:03}", "Quorvath.", f"2026-03-{1 + n // 4:02}") for n in range(80)]
    found = {(place, other) for place, others in candidates(cards, numbers) for other in others}
    assert found == {(a, b) for a in range(80) for b in range(a + 1, 80) if b // 4 - a // 4 <= 3}


def test_copies_go_with_the_first_and_bring_their_story_together():
    text = "Fire in Fenwick. " + " ".join(f"The {a}{b} office counted {7 * n + 12} {a}{b}s." for n, (a, b) in enumerate(pairwise(_SYLLABLES)))
    cards = [_card(f"{n:03}", f"{text} Printed by paper number {n}.") for n in range(130)]
    numbers = dict(grouping_table().numbers, block=10, meets=4)
    assert set(originals(cards, numbers)) == {0}
    assert [len(members) for members in group(cards, numbers=numbers)] == [130]


def test_an_overlap_is_that_of_the_runs():
    a, b = _card("a", " ".join(f"w{n}x" for n in range(60)) + "."), _card("b", " ".join(f"w{n}x" for n in range(300, 360)) + ".")
    assert overlap(a.sketch, a.sketch) == 1.0
    assert overlap(a.sketch, b.sketch) == 0.0
    assert overlap(a.sketch, _card("c", "Short.").sketch) == 0.0


@pytest.mark.parametrize(("rows", "found"), [("*\t9\nharbour\n", "tsv:2"), ("*\t9\nharbour\tmany\n", "tsv:2"), ("harbour\t3\n", "no row '*'")])
def test_a_broken_table_of_words(tmp_path, rows, found):
    (tmp_path / "commonness.tsv").write_text(rows, encoding="utf-8")
    with pytest.raises(RuleError, match=found.replace("*", r"\*")):
        _counts(tmp_path / "commonness.tsv")
