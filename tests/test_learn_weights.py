"""The learner of match weights: it follows the pairs where there are many and keeps the prior where there are none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from factcheck.align.comparisons.compare import load_matching

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

import learn_weights
from learn_weights import Row, average_precision, fit


@pytest.fixture(scope="module")
def table():
    return load_matching()


def _level(table, aspect):
    return next(name for name in sorted(table.weights) if name.startswith(aspect + "/"))


def _rows(key, same, apart):
    return [Row((key,), n < same, 1.0, False, True, "first") for n in range(same + apart)]


def test_without_pairs_every_weight_is_its_prior(table):
    assert fit([], table) == {name: round(prior * 4) / 4 for name, prior in table.priors.items()}


def test_pairs_move_the_level_they_stand_on_and_no_other(table):
    key = _level(table, "names")
    up, down = fit(_rows(key, 400, 0), table), fit(_rows(key, 0, 400), table)
    assert up[key] > table.priors[key]
    assert up[key] > down[key]
    assert all(up[name] == down[name] for name in up if name != key)


def test_odds_are_learnt_as_they_are(table):
    key = _level(table, "names")  # 800 of 1,000 is four to one: two bits above even
    assert fit(_rows(key, 80_000, 20_000), table)[key] == pytest.approx(table.numbers["even_at"] + 2, abs=0.25)


def test_few_pairs_move_less_than_many(table):
    key = _level(table, "names")
    few, many = fit(_rows(key, 3, 0), table), fit(_rows(key, 300, 0), table)
    assert table.priors[key] <= few[key] < many[key]


def test_hard_pairs_have_an_intercept_of_their_own(table):
    key, other = _level(table, "names"), _level(table, "place")
    easy = _rows(key, 2_000, 2_000)
    hard = [Row((key,), n < 200, 1.0, True, True, "first") for n in range(4_000)]  # the same level among pairs picked to be hard
    assert fit(easy + hard, table)[key] == pytest.approx(fit(easy, table)[key], abs=0.5)
    assert fit(easy + hard, table)[other] == fit([], table)[other]


def test_average_precision(table):
    high, low = sorted(table.weights, key=lambda name: -table.weights[name])[0], sorted(table.weights, key=lambda name: table.weights[name])[0]
    best, worst = Row((high,), True, 1.0, True, True, "first"), Row((low,), False, 1.0, True, True, "first")
    assert average_precision([worst, best], table) == 1.0
    assert average_precision([Row((high,), False, 1.0, True, True, "first"), Row((low,), True, 1.0, True, True, "first")], table) == 0.5


def test_writing_changes_weights_and_nothing_else(table, tmp_path, monkeypatch):
    before = (learn_weights.rules_root() / "matching.yaml").read_text(encoding="utf-8")
    (tmp_path / "matching.yaml").write_text(before, encoding="utf-8")
    monkeypatch.setattr(learn_weights, "rules_root", lambda: tmp_path)
    learn_weights.write(table)
    assert (tmp_path / "matching.yaml").read_text(encoding="utf-8") == before
    key = _level(table, "names")
    table.weights[key] += 1
    try:
        learn_weights.write(table)
    finally:
        table.weights[key] -= 1
    after = (tmp_path / "matching.yaml").read_text(encoding="utf-8")
    changed = [(a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b]
    assert len(changed) == 1
    assert changed[0][0].partition("prior")[2] == changed[0][1].partition("prior")[2]
