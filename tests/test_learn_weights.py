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
    return [Row((key,), n < same, 1.0, "real", True, "first") for n in range(same + apart)]


def test_without_pairs_every_weight_is_its_prior(table):
    capped = {name: min(round(prior, 1), learn_weights._MOST.get(name, 99.0)) for name, prior in table.priors.items()}
    assert fit([], table)[0] == capped


def test_pairs_move_the_level_they_stand_on_and_no_other(table):
    key, other = _level(table, "names"), _level(table, "place")
    rest = _rows(other, 50, 50)
    up, down = fit([*rest, *_rows(key, 40, 0)], table)[0], fit([*rest, *_rows(key, 0, 40)], table)[0]
    assert up[key] > table.priors[key] > down[key]
    assert all(up[name] == down[name] for name in up if name not in (key, other))


def test_what_all_pairs_share_goes_to_the_point_of_even_odds(table):
    key, others = _level(table, "names"), _level(table, "place")
    rare, common = fit([*_rows(key, 10, 90), *_rows(others, 10, 90)], table), fit([*_rows(key, 90, 10), *_rows(others, 90, 10)], table)
    assert rare[1] - common[1] == pytest.approx(2 * 3.17, abs=0.5)  # one to nine is 3.17 bits
    assert rare[0][key] == pytest.approx(common[0][key], abs=0.5)


def test_few_pairs_move_less_than_many(table):
    key, rest = _level(table, "names"), _rows(_level(table, "place"), 500, 500)
    few, many = fit([*rest, *_rows(key, 3, 0)], table)[0], fit([*rest, *_rows(key, 300, 0)], table)[0]
    assert table.priors[key] <= few[key] < many[key]


def test_hard_pairs_have_an_intercept_of_their_own(table):
    key = _level(table, "names")
    easy = [*_rows(key, 2_000, 2_000), *_rows(_level(table, "place"), 2_000, 2_000)]
    hard = [Row((key,), n < 200, 1.0, "pairs", True, "first") for n in range(4_000)]  # the same level among pairs picked to be hard
    alone, both = fit(easy, table), fit(easy + hard, table)
    assert both[0][key] == pytest.approx(alone[0][key], abs=0.5)
    assert both[1] == pytest.approx(alone[1], abs=0.5)


def test_a_ladder_never_rises():
    assert learn_weights.falling({"a": 1.0, "b": 3.0, "c": 2.0, "d": -1.0}) == {"a": 2.0, "b": 2.0, "c": 2.0, "d": -1.0}
    assert learn_weights.falling({"a": 3.0, "b": 2.0}) == {"a": 3.0, "b": 2.0}


def test_average_precision(table):
    high, low = sorted(table.weights, key=lambda name: -table.weights[name])[0], sorted(table.weights, key=lambda name: table.weights[name])[0]
    best, worst = Row((high,), True, 1.0, "pairs", True, "first"), Row((low,), False, 1.0, "pairs", True, "first")
    assert average_precision([worst, best], table) == 1.0
    assert average_precision([Row((high,), False, 1.0, "pairs", True, "first"), Row((low,), True, 1.0, "pairs", True, "first")], table) == 0.5


def test_writing_changes_weights_and_nothing_else(table, tmp_path, monkeypatch):
    before = (learn_weights.rules_root() / "matching.yaml").read_text(encoding="utf-8")
    (tmp_path / "matching.yaml").write_text(before, encoding="utf-8")
    monkeypatch.setattr(learn_weights, "rules_root", lambda: tmp_path)
    learn_weights.write(table)
    assert (tmp_path / "matching.yaml").read_text(encoding="utf-8") == before
    key = _level(table, "names")
    learn_weights.write(table.learnt({**table.weights, key: table.weights[key] + 1}, {}))
    after = (tmp_path / "matching.yaml").read_text(encoding="utf-8")
    changed = [(a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b]
    assert len(changed) == 1
    assert changed[0][0].partition("prior")[2] == changed[0][1].partition("prior")[2]
