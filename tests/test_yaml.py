"""YAML of strangers: bounded before anything is built of it, placed in one pass, and nothing of it kept."""

from __future__ import annotations

import datetime
import json
import time

import pytest
from commandline import run
from ruamel.yaml import YAML

from factcheck.errors import ErrorGroup, RuleError
from factcheck.paths import rules_root
from factcheck.tables.yamltree import ALIASES, DEPTH, EXPANDED, Places, parse_tree

HEAD = "scheme: factcheck/v2\nfindings: []\n"


def _bomb(levels: int) -> str:
    rows = ["r0: &r0 [y, y, y, y, y, y, y, y]"] + [f"r{n}: &r{n} [{', '.join([f'*r{n - 1}'] * 8)}]" for n in range(1, levels)]
    return "\n".join(rows) + "\n"


# What is sent, the place in the answer, words of the answer
REFUSED = {
    "aliases that double": (_bomb(9), "", "stand for too much"),
    "merged mappings that double": (
        "m0: &m0 {k: 1}\n" + "".join(f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}]}}\n" for n in range(1, 9)), "", "too much"
    ),
    "many aliases": ("one: &one 1\nall: [" + "*one, " * (ALIASES + 1) + "]\n", ":1:6", "aliases"),
    "an alias of what it stands in": ("ring: &ring [1, *ring]\n", ":1:7", "inside what it stands for"),
    "an alias of a mapping that it stands in": ("ring: &ring\n  way: {on: *ring}\n", ":1:7", "inside what it stands for"),
    "brackets": ("open: " + "[" * 5000, f":1:{6 + DEPTH}", "nested too deeply"),
    "braces": ("open: " + "{x: " * 5000, "", "nested too deeply"),
    "dashes": ("- " * 5000, "", "nested too deeply"),
    "a day that there is not": ("day: 2026-02-30\n", ":1:6", "stands for no value"),
    "an hour that there is not": ("at: 2026-02-03T09:00:00-99:00\n", ":1:5", "stands for no value"),
    "a number too long to read": (f"big: {'7' * 5000}\n", ":1:6", "stands for no value"),
    "a list as a key": ("? [one, {two: 3}]\n: 4\n", ":2:3", "stands for no value"),
    "an object": ("run: !!python/object/apply:os.getcwd []\n", ":1:6", "not valid YAML"),
    "an escape beyond Unicode": ('text: "\\UFFFFFFFF"\n', "", "not valid YAML"),
    "two documents": ("a: 1\n---\nb: 2\n", "", "not valid YAML"),
    "the same key twice": ("a: 1\na: 2\n", "", "not valid YAML"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "place", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(text, place, words):
    started = time.process_time()
    with pytest.raises(RuleError) as caught:
        parse_tree(text.encode(), "sent.yaml")
    assert str(caught.value).startswith(f"sent.yaml{place}")
    assert words in str(caught.value)
    assert time.process_time() - started < 5, "the answer must not wait for what it refuses"


@pytest.mark.parametrize(("text", "place", "words"), REFUSED.values(), ids=REFUSED)
def test_a_baseline_of_that_kind_is_an_input_that_cannot_be_read(tmp_path, monkeypatch, capfdbinary, text, place, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "a.txt").write_text("The crew saved 31 goats.")
    (tmp_path / "kept.yaml").write_text(text)
    code, _, err = run(capfdbinary, "check", "story", "--baseline", "kept.yaml", "--allow-empty")
    assert code == 2
    assert f"kept.yaml{place}" in err
    assert words in err


# What a file may hold: the same as the library that reads it makes of it
KEPT = {
    "a few aliases": "one: &one [1, 2]\ntwo: [*one, *one]\nthree: {<<: {a: 1}, b: *one}\n",
    "an anchor used anew": "- &x 1\n- *x\n- &x 2\n- *x\n",
    "days and numbers": "day: 2026-02-03\n1: one\n2.5: more\n~: none\n",
    "an ordered mapping": "!!omap\n- b: 1\n- a: 2\n",
    "a set": "!!set {b, a}\n",
    "deep, but not too deep": "x: " + "[" * (DEPTH - 1) + "]" * (DEPTH - 1) + "\n",
    "nothing": "",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_is_read(text):
    expected = YAML(typ="safe", pure=True)
    expected.composer.warn_double_anchors = False
    found = parse_tree(text.encode(), "kept.yaml")
    assert repr(found) == repr(expected.load(text))


def test_types_stay_what_they_are_the_second_time(tmp_path, monkeypatch):
    """A cache in JSON made texts of days and of keys that are numbers."""
    from factcheck.tables.yamlfile import read_yaml

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "kept.yaml"
    path.write_text("until: 2026-02-03\n7: seven\n")
    expected = {"until": datetime.date(2026, 2, 3), 7: "seven"}
    assert (read_yaml(path), read_yaml(path)) == (expected, expected)
    assert not (tmp_path / "cache").exists()


def test_the_shipped_rules_are_far_below_the_bounds():
    for path in rules_root().rglob("*.yaml"):
        depth = _depth(parse_tree(path.read_bytes(), path.name))
        assert depth * 3 < DEPTH, path
    assert EXPANDED > ALIASES


def _depth(data) -> int:
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return 1 + max(map(_depth, inside), default=0)


def test_checking_a_project_writes_nothing_into_the_home_folder_but_the_cache(tmp_path, monkeypatch, capfdbinary):
    home, project = tmp_path / "home", tmp_path / "project"
    home.mkdir()
    (project / "story").mkdir(parents=True)
    (project / "rules").mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.chdir(project)
    (project / "story" / "a.txt").write_text("The crew saved 31 goats.")
    (project / "story" / "b.txt").write_text("The crew saved 13 goats.")
    rule = (rules_root() / "checks" / "value-conflict.yaml").read_text(encoding="utf-8")
    (project / "rules" / "own.yaml").write_text(rule.replace("id: value-conflict", "id: own-conflict", 1) + "\n# ours\n")
    (project / "factcheck-baseline.yaml").write_text(HEAD)
    monkeypatch.delenv("FACTCHECK_CACHE")
    assert run(capfdbinary, "check", "story", "--rules", "rules", "--no-cache")[0] == 1
    assert list(home.rglob("*")) == []
    assert run(capfdbinary, "check", "story", "--rules", "rules")[0] == 1
    assert [p.name for p in home.rglob("*") if p.is_file()] == ["extractions.sqlite"]


# --- places -------------------------------------------------------------------------------------------------------------------------------
TREE = "one:\n  - {a: 1, b: 2}\n  - c\ntwo:\n  three: 3\n7: seven\n"


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ((), ":1:1"), (("one",), ":1:1"), (("one", 0), ":2:5"), (("one", 0, "b"), ":2:12"), (("one", 1), ":3:5"), (("two", "three"), ":5:3"),
        (("7",), ":6:1"), (("two", "four"), ":4:1"), (("one", 9), ":1:1"), (("one", -1), ":1:1"), (("two", "three", "on"), ":5:3"),
        (("two", 0), ":4:1"),
    ],
)  # fmt: skip
def test_the_place_of_an_entry(keys, place):
    assert Places(TREE.encode(), "t.yaml").of(*keys) == f"t.yaml{place}"


def test_an_empty_file_has_no_lines():
    assert Places(b"", "t.yaml").of("one") == "t.yaml"


def test_hundreds_of_mistakes_are_placed_in_one_pass(tmp_path):
    from factcheck.accept.baseline import read_baseline

    count = 600
    entries = "".join(f'  - id: "{n // 2:012x}"\n    rule: r\n    reason: seen\n    z: {n}\n' for n in range(count))
    path = tmp_path / "many.yaml"
    path.write_text(f"scheme: factcheck/v2\nfindings:\n{entries}")
    started = time.process_time()
    with pytest.raises(ErrorGroup) as caught:
        read_baseline(path)
    assert time.process_time() - started < 10, "parsed once a mistake, these took minutes"
    strangers, twice = caught.value.errors[:count], caught.value.errors[count:]
    assert [e.place for e in strangers] == [f"{path}:{6 + 4 * n}:5" for n in range(count)]
    assert [e.place for e in twice] == [f"{path}:{3 + 4 * n}:5" for n in range(1, count, 2)]


def test_many_unknown_keys_of_expectations_are_placed_too(tmp_path):
    from factcheck.pytest_plugin.expectations import read_expectations

    path = tmp_path / "story.factcheck.yaml"
    path.write_text("story: .\nfacts:\n" + "".join(f"  fact {n}: {{no-question: {json.dumps(n)}}}\n" for n in range(300)))
    started = time.process_time()
    with pytest.raises(ErrorGroup) as caught:
        read_expectations(path)
    assert time.process_time() - started < 10
    assert caught.value.errors[0].place == f"{path}:3:12"
    assert caught.value.errors[-1].place == f"{path}:302:3"
