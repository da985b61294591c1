"""Which rules are to run, with which severities, and whether their own examples hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.config import Config, nearest
from factcheck.errors import ConfigError
from factcheck.model.identity import is_id

if TYPE_CHECKING:
    from factcheck.check.rule import Example, Rule
    from factcheck.model import Story


def chosen_rules(config: Config) -> tuple[Rule, ...]:
    """The rules that are to run, with the severities that the user wants, sorted by id."""
    from factcheck.check import load_rules

    rules = {r.id: r for r in load_rules(config.rules)}
    overrides = dict(config.severity)
    of_sources = tuple(rule for entry in config.per_source for rule in entry.ignore)
    for setting, named in (("select", config.select), ("ignore", config.ignore), ("severity", tuple(overrides)), ("per_source", of_sources)):
        for rule in named:
            known(rule, rules, config.place(setting))
    wanted = [r for i, r in sorted(rules.items()) if (not config.select or i in config.select) and i not in config.ignore]
    if not wanted:
        raise ConfigError("select", "no rule is left to run", remedy="see `factcheck rules list`")
    return tuple(replace(r, severity=overrides[r.id]) if r.id in overrides else r for r in wanted)


def one_rule(config: Config, name: str) -> Rule:
    """The rule of this id, with the severity that the user wants.

    Raises:
        ConfigError: there is none.
    """
    rules = {r.id: r for r in chosen_rules(replace(config, select=(), ignore=()))}
    known(name, rules, "")
    return rules[name]


def known(rule: str, rules: Mapping[str, Rule], place: str) -> None:
    """Raise where there is no rule of this id; ``place`` is where it was named.

    Raises:
        ConfigError: there is none.
    """
    if rule not in rules:
        raise ConfigError(place, f"unknown rule '{rule}'", expected=nearest(rule, tuple(sorted(rules))), remedy="see `factcheck rules list`")


def refuse_unknown(named: Iterable[str], ran: Set[str], config: Config, place: str) -> None:
    """Refuse the name of a rule that there is not; what looks like the id of a finding is none. ``ran`` are rules that there are.

    Raises:
        ConfigError: one is.
    """
    refuse_strangers(((name, place) for name in named if not is_id(name)), ran, config)


def refuse_strangers(comments: Iterable[tuple[str, str]], ran: Set[str], config: Config) -> None:
    """Refuse a comment, a rule and its place, for a rule that there is not: it would accept nothing for ever. ``ran`` are rules that there are.

    Raises:
        ConfigError: one is.
    """
    strangers = [(rule, place) for rule, place in comments if rule not in ran]
    if strangers:
        from factcheck.check import load_rules

        rules = {r.id: r for r in load_rules(config.rules)}
        for rule, place in strangers:
            known(rule, rules, place)


def try_examples(rules: Sequence[Rule], story_of: Callable[[Example], tuple[Story, str | None]]) -> tuple[list[str], int]:
    """Run the examples of rules, of which ``story_of`` makes stories; return a line for each that fails, and how many there are."""
    from factcheck.check import test_rules

    results = test_rules(rules, story_of)
    failures = [
        f"{r.rule}: {'flags' if r.flags else 'passes'} {r.number} {'is not flagged' if r.flags else 'is flagged'}: "
        f"{' / '.join(r.texts)}{''.join(f' → {m}' for m in r.found)}"
        for r in results
        if not r.good
    ]
    return failures, len(results)
