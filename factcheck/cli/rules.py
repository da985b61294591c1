"""``factcheck rules``: what is checked, in words, and whether each rule still does what its examples say."""

from __future__ import annotations

from textwrap import wrap as fill
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import session
from factcheck.cli.check import Rules
from factcheck.cli.help import Command
from factcheck.errors import ConfigError

if TYPE_CHECKING:
    from factcheck.check.rule import Rule

app = typer.Typer(rich_markup_mode=None)


@app.command("list", cls=Command)
def list_rules(
    rules: Rules = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table, or markdown: the whole reference.")] = "table",
) -> int:
    """List the rules with their severity."""
    from factcheck import rulebook
    from factcheck.report.lists import tables

    found = rulebook.chosen_rules(session.settings(rules or ()))
    if format == "markdown":
        from factcheck.cli.reference import reference

        session.write(reference(found), "markdown")
        return 0
    if format != "table":
        raise ConfigError("--format", f"unknown format '{format}'", expected="table or markdown")
    rows = [[r.id, r.severity.value, r.kind, r.summary] for r in found]
    session.write(tables.plain(["rule", "severity", "kind", "says"], rows, session.width()))
    return 0


@app.command("show", cls=Command)
def show_rule(rule: Annotated[str, typer.Argument(metavar="RULE", help="Its id, see `factcheck rules list`.")], rules: Rules = None) -> int:
    """Explain one rule, with its examples."""
    from factcheck import rulebook

    session.write(described(rulebook.one_rule(session.settings(rules or ()), rule)))
    return 0


def described(rule: Rule) -> str:
    """A rule in words: what it says, why, with which numbers, and its examples."""
    lines = [f"{rule.id} · {rule.severity.value} · {rule.kind}", rule.summary, "", *fill(rule.explanation), "", f"message: {rule.message}"]
    lines += [f"source:  {rule.source}"] if rule.source else []
    lines += [f"{name}: {_parameter(value)}" for name, value in rule.parameters]
    for title, examples in (("flags", rule.flags), ("passes", rule.passes)):
        lines += ["", f"{title}:"]
        for example in examples:
            lines += ["  - " + "\n    ".join(f'"{t}"' for t in example.texts)]
    return "\n".join(lines) + "\n"


def _parameter(value: object) -> str:
    return " ".join(sorted(value)) if isinstance(value, frozenset) else str(value)


@app.command("test", cls=Command)
def test_rules(rules: Rules = None, names: Annotated[list[str] | None, typer.Argument(metavar="RULE", help="These rules only.")] = None) -> int:
    """Run the examples of the rules: those under flags must flag, those under passes must not."""
    from factcheck import pipeline, rulebook

    config = session.settings(rules or (), select=names or ())
    failures, count = rulebook.try_examples(rulebook.chosen_rules(config), pipeline.story_of)
    session.write("".join(f"{line}\n" for line in failures) + f"{count} examples, {len(failures)} failed\n")
    return int(bool(failures))
