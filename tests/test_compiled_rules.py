"""The compiled rules: fresh, the same data as the YAML, and only a shortcut."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck.errors import RuleError
from factcheck.paths import rules_root
from factcheck.tables import yamlfile

ROOT = rules_root()
NAMES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.yaml"))


@pytest.fixture
def cold(monkeypatch, tmp_path):
    """A machine on which nothing has been parsed before."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yamlfile._compiled.cache_clear()
    yield tmp_path
    yamlfile._compiled.cache_clear()


def test_the_compiled_rules_are_fresh():
    lines = (ROOT / yamlfile.COMPILED).read_text(encoding="utf-8").removesuffix("\n").split("\n")
    stale = [name for name in NAMES if yamlfile.compile_line((ROOT / name).read_bytes(), name) not in lines]
    assert stale == [], "rules were changed and not compiled: run `make reports`"
    assert [json.loads(line)[1] for line in lines] == NAMES


def test_no_rule_is_parsed_on_a_cold_machine(cold, monkeypatch):
    monkeypatch.setattr(yamlfile, "parse_tree", lambda raw, name: pytest.fail(f"{name} was parsed"))
    for name in NAMES:
        assert yamlfile.read_yaml(ROOT / name)


def test_a_changed_file_is_read_and_not_its_stale_line(cold):
    changed = cold / "roles.yaml"
    changed.write_bytes((ROOT / "lexicon" / "roles.yaml").read_bytes() + b"\nadded: by hand\n")
    assert yamlfile.read_yaml(changed)["added"] == "by hand"


@pytest.mark.parametrize("content", [None, b"", b"no json at all\n", b"\xff\xfe"])
def test_without_compiled_rules_the_data_is_the_same(cold, monkeypatch, content):
    path = ROOT / "lexicon" / "tolerances.yaml"
    expected = yamlfile.read_yaml(path)
    folder = cold / "rules"
    folder.mkdir()
    if content is not None:
        (folder / yamlfile.COMPILED).write_bytes(content)
    monkeypatch.setattr(yamlfile, "rules_root", lambda: Path(folder))
    yamlfile._compiled.cache_clear()
    assert yamlfile.read_yaml(path) == expected


@pytest.mark.parametrize("raw", [b"1: a key that is no string", b"day: 2026-03-10"])
def test_what_json_would_change_is_not_compiled(raw):
    with pytest.raises(RuleError):
        yamlfile.compile_line(raw, "a.yaml")
