"""Edits that change no number: nothing that was accepted comes back, and the committed report changes where it must and nowhere else.

The edits stand in ``tests/edits.py``. They are made to each source of the stories of this repository and, where it is at hand, to one source
after the other of the shared ones.
"""

from __future__ import annotations

import os
from pathlib import Path

import edits
import pytest

from factcheck.model import Result
from factcheck.report import render

HERE = Path(__file__).parent
OWN = sorted(p for p in (HERE / "corpora").iterdir() if p.is_dir())
_SHARED = Path(os.environ.get("FACTCHECK_SHARED", HERE.parent.parent / "shared")) / "corpora"
STORIES = OWN + (sorted(p for p in _SHARED.iterdir() if p.is_dir()) if _SHARED.is_dir() else [])
# Where the edit changes what is one fact, and not only how it is named: one more witness moves the mean of a group (dam-project, epidemic-update,
# mediterranean-cables, qeshm-quake) or brings its sentence as a text that disagrees (ferry-capsizing); another verb takes two figures apart that were
# one (mine-collapse, mediterranean-cables: notes on who stands alone); a total that is moved away from its parts is no total (election-count);
# two ways to group 274 passengers and 274 tickets lie as near (ferry-capsizing); another paragraph is the lead (dam-project). Each is asserted to be
# there still, so that the list shrinks when one is mended; it hangs on the weights, and is looked at anew when these are learnt anew.
READ_ANEW = {
    ("dam-project", "exchange"): {"valley-echo.txt"},
    ("dam-project", "witness"): {"valley-echo.txt"},
    ("election-count", "exchange"): {"commission.txt"},
    ("epidemic-update", "witness"): {"equator-press.txt", "medaid.txt"},
    ("ferry-capsizing", "exchange"): {"island-tv.txt"},
    ("ferry-capsizing", "witness"): {"meridian.txt"},
    ("hp-eds-2008", "witness"): {"eweek-sources.txt"},
    ("stadium-transfer", "exchange"): {"club.txt", "vale-herald.txt"},
}
NAMES = {p.name for p in OWN}  # stories in whose reports another name of a file changes names only
SILENT = ("insert", "exchange")  # edits that leave the report as it is


@pytest.fixture(scope="module", params=STORIES, ids=lambda p: p.name)
def story(request, tmp_path_factory):
    files = edits.story_files(request.param)
    before = edits.checked(files, tmp_path_factory.mktemp("story") / request.param.name)
    return files, before, request.param.name, lines(before)


def lines(result: Result) -> list[str]:
    return str(render("markdown", result)).split("\n")


@pytest.mark.parametrize("name", sorted(edits.EDITS))
def test_nothing_is_reopened(story, name, tmp_path):
    files, before, title, said = story
    known = {f.id for f in before.findings}
    reopened: dict[str, list[str]] = {}
    changed = set()
    for number, (source, after) in enumerate(edits.edited(files, before, name)):
        found = edits.checked(after, tmp_path / str(number))
        if new := [f"{f.rule} {f.message}" for f in found.findings if f.id not in known]:
            reopened[source] = new
        if name in SILENT and lines(found) != said:
            changed.add(source)
        if name == "rename" and title in NAMES:
            new = next(n for n in after if n not in files)
            assert [line for line in lines(found) if new not in line] == [line for line in said if source not in line], "more than names has changed"
    expected = READ_ANEW.get((title, name), set())
    assert {s: new for s, new in reopened.items() if s not in expected} == {}
    assert changed | set(reopened) == expected


@pytest.mark.parametrize("story", OWN, indirect=True, ids=lambda p: p.name)
def test_a_changed_number_is_a_new_finding(story, tmp_path):
    """The other side of the same coin: what lasts through every edit must not last through this one."""
    files, before, *_ = story
    files = dict(files)
    finding = next(f for f in before.findings if f.severity.value == "error" and len(f.sides) == 2)
    figure = next(f for e in before.story.extractions for f in e.figures if f.id == finding.sides[1].figures[0])
    text = files[figure.source]
    spot = text.index(edits.sentence_of(before, figure)) + text[text.index(edits.sentence_of(before, figure)) :].index(figure.surface)
    digit = next(k for k, c in enumerate(figure.surface) if c.isdigit())
    other = str((int(figure.surface[digit]) + 4) % 9 + 1)
    files[figure.source] = text[: spot + digit] + other + text[spot + digit + 1 :]
    assert finding.id not in {f.id for f in edits.checked(files, tmp_path / "after").findings}


def test_the_edits_are_made(tmp_path):
    """An edit that finds nothing to edit shows nothing: each must meet some source of our own stories."""
    unmade = set(edits.EDITS)
    for folder in OWN:
        files = edits.story_files(folder)
        before = edits.checked(files, tmp_path / folder.name)
        unmade -= {name for name in unmade if any(edits.edited(files, before, name))}
        if not unmade:
            return
    assert unmade == set()
