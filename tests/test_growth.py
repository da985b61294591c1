"""What a stranger sends costs in proportion to its size: from n to 8n the work grows nearly in proportion, through every way in.

Executed lines are counted: two runs give the same number on any machine. A second, wider bound on process time catches what grows inside a single
call of C. The cases are those of ``bench/growth.py``, which prints process times and has the long run.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from commandline import run

import factcheck
from factcheck.errors import ErrorGroup

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
import growth

LIMIT = 1.15
LIMIT_OF_TIME = 1.35  # a cache that is too small makes n^1.2 of what is linear
TRIES = 5


def near_linear(measure) -> None:
    """``measure`` takes a cost, ``growth.steps`` or ``growth.seconds``, and gives it for n and 8n.

    Of times the least of each size over a few tries counts: a neighbour on the machine slows one size and not the others, and never makes one faster.
    """
    counted = measure(growth.steps)
    assert growth.exponent(counted) <= LIMIT, f"grows by n^{growth.exponent(counted):.2f}: {counted} lines"
    least = measure(growth.seconds)
    for _ in range(TRIES - 1):
        if growth.exponent(least) <= LIMIT_OF_TIME:
            return
        least = [min(pair) for pair in zip(least, measure(growth.seconds), strict=True)]
    assert growth.exponent(least) <= LIMIT_OF_TIME, f"grows by n^{growth.exponent(least):.2f}: {least} seconds"


def test_what_is_quadratic_is_seen():
    """The bounds can fail: a loop in a loop, and a search through a list inside one call."""

    def loops(n: int) -> int:
        count = 0
        for _ in range(n):
            for _ in range(n):
                count += 1
        return count

    def searches(n: int) -> None:
        row = list(range(n))
        for _ in row:
            row.index(n - 1)

    for work, size in ((loops, 20), (searches, 500)):
        with pytest.raises(AssertionError, match="grows by"):
            near_linear(lambda cost, work=work, size=size: [cost(lambda k=k: work(size * k)) for k in growth.ENDS])


@pytest.mark.parametrize("name", growth.CASES)
def test_growth_of_a_check(name):
    near_linear(lambda cost: growth.measured(name, cost, sizes=growth.ENDS))


def test_growth_of_mistakes_in_a_baseline(tmp_path):
    from factcheck.accept.baseline import read_baseline

    def read(count: int) -> None:
        path = tmp_path / f"{count}.yaml"
        entries = "".join(f'  - id: "{n // 2:012x}"\n    rule: r\n    reason: seen\n    z: {n}\n' for n in range(count))
        path.write_text(f"scheme: factcheck/v2\nfindings:\n{entries}")
        with pytest.raises(ErrorGroup):
            read_baseline(path)

    near_linear(lambda cost: [cost(lambda k=k: read(60 * k)) for k in growth.ENDS])


def test_growth_of_comments(tmp_path):
    for k in growth.ENDS:
        (tmp_path / str(k)).mkdir()
        text = "".join(f"The crew sold 12 goats.\n\n<!-- factcheck: ignore[value-conflict] seen {n} -->\n\n" for n in range(150 * k))
        (tmp_path / str(k) / "a.md").write_text(text)
    near_linear(lambda cost: [cost(lambda k=k: factcheck.check(tmp_path / str(k))) for k in growth.ENDS])


@pytest.fixture(scope="module")
def rewritten(tmp_path_factory):
    """A folder with a story of rewrites in each of four sizes, and the JSON of each beside it."""
    folder = tmp_path_factory.mktemp("rewritten")
    for k in growth.ENDS:
        story = folder / f"s{k}"
        story.mkdir()
        for name, text in growth.rewrites(4 * k).items():
            (story / f"{name}.txt").write_text(text)
        (story / "odd.txt").write_text("The north office said 11 goats in Barton were reached after 3 days.")
        (folder / f"{k}.json").write_text(factcheck.check(story).render("json"))
    return folder


COMMANDS = {
    "extract": lambda k: ("extract", f"s{k}", "--format", "csv"),
    "facts": lambda k: ("facts", f"s{k}"),
    "explain": lambda k: ("explain", json.loads(Path(f"{k}.json").read_text())["findings"][0]["id"], f"s{k}", "--full"),
    "report": lambda k: ("report", "--check", f"{k}.md"),
    "diff": lambda k: ("diff", f"{k}.json", f"{k}.json"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_growth_of_a_command(rewritten, monkeypatch, capfdbinary, command):
    monkeypatch.chdir(rewritten)
    arguments = {k: COMMANDS[command](k) for k in growth.ENDS}
    if command == "report":
        for k in arguments:
            assert run(capfdbinary, "report", "--update", f"{k}.md", f"s{k}")[0] == 0

    def once(k: int) -> None:
        code, _, err = run(capfdbinary, *arguments[k])
        assert code == 0, err

    near_linear(lambda cost: [cost(lambda k=k: once(k)) for k in growth.ENDS])


def test_what_is_too_much_is_said_and_counted():
    """A limit that is passed stands in the coverage, and in the JSON; an ordinary story says nothing of the kind."""
    result = factcheck.check(growth.one_story(60))
    notes = result.coverage.lines
    assert any("too many to compare each with each" in line for line in notes), notes
    assert any("values of one fact" in line for line in notes), notes
    assert json.loads(result.render("json"))["coverage"]["notes"] != []
    small = factcheck.check(growth.one_story(4))
    assert json.loads(small.render("json"))["coverage"]["notes"] == []


def test_many_sources_of_one_story_make_few_facts():
    """Pairs that were left out for speed do not tear one fact into pieces."""
    result = factcheck.check(growth.one_story(120))
    assert len(result.record.story.facts) <= 12
