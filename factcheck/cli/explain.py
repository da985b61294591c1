"""``factcheck explain``: why a finding was made, what a rule says, and why two figures were not put together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import check as checking
from factcheck.cli import session
from factcheck.cli.check import Draft, NoCache, Rules
from factcheck.cli.help import UsageError
from factcheck.errors import ConfigError

if TYPE_CHECKING:
    from factcheck.config import Config
    from factcheck.model import Mention, Result
    from factcheck.report.catalogue import Catalogue

_DIGITS = 10  # of a line or column, more than any has
_ID = re.compile(r"[0-9a-f]{4,12}(-\d+)?")


def explain(
    subject: Annotated[str | None, typer.Argument(metavar="FINDING-ID|RULE", help="The id of a finding, or a rule.", show_default=False)] = None,
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH", help="The sources, where a finding or a pair is asked for.")] = None,
    pair: Annotated[tuple[str, str] | None, typer.Option("--pair", metavar="SOURCE:LINE:COL SOURCE:LINE:COL", help="Two figures or times.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Every comparison and every pair, and how each part of a reading was found.")] = False,
    draft: Draft = None,
    rules: Rules = None,
    no_cache: NoCache = False,
) -> int:
    """Print how the figures of a finding were read, how they came together and what the rule made of them."""
    session.refuse_empty(draft=draft)
    config = session.settings(rules or ()).with_flags(draft=draft, cache=False if no_cache else None)
    if pair is not None:
        targets = [x for x in (subject, *(paths or ())) if x is not None]
        return _pair(pair, checking.run(session.chosen_paths(targets, config), config), config, full)
    if subject is None:
        raise UsageError("factcheck explain", "nothing to explain", expected="the id of a finding, a rule, or --pair")
    if not _ID.fullmatch(subject):
        from factcheck import rulebook
        from factcheck.cli.rules import described

        session.write(described(rulebook.one_rule(config, subject)))
        return 0
    return _finding(subject, checking.run(session.chosen_paths(paths, config), config), full)


def _finding(wanted: str, result: Result, full: bool) -> int:
    from factcheck.report.explain import finding_lines

    found = [f for f in result.findings if f.id == wanted] or [f for f in result.findings if f.id.startswith(wanted)]
    if len(found) != 1:
        ids = ", ".join(f.id for f in (found or result.findings)[:8])
        known = ids or "an id that the check prints"
        if found:
            raise ConfigError(wanted, "more than one finding", expected=known)
        raise ConfigError(wanted, "no such finding", expected=known, remedy="" if result.draft else "for one of a draft's check name it with --draft")
    session.write("\n".join(finding_lines(found[0], result, full=full)) + "\n")
    return 0


def _pair(pair: tuple[str, str], result: Result, config: Config, full: bool) -> int:
    from factcheck.report.catalogue import Catalogue

    catalogue = Catalogue(result)
    first, second = (_mention_at(spot, catalogue) for spot in pair)
    session.write(pair_text(first, second, result, config, full=full) + "\n")
    return 0


def pair_text(first: Mention, second: Mention, result: Result, config: Config, *, full: bool = False) -> str:
    """Why two figures, or two times, are or are not one fact, and what the rules made of them.

    Raises:
        ConfigError: they are the same, or one is a figure and one a time.
    """
    from factcheck import pipeline, rulebook
    from factcheck.model import Dating
    from factcheck.report.explain import pair_lines

    if first.id == second.id:
        raise ConfigError("--pair", "the same figure twice", expected="two places")
    if isinstance(first, Dating) is not isinstance(second, Dating):
        raise ConfigError("--pair", "a figure and a time", expected="two figures, or two times")
    comparison = pipeline.compared(result, first.id, second.id)
    steps = pipeline.judged(result, comparison, rulebook.chosen_rules(config))
    return "\n".join(pair_lines(first, second, comparison, steps, result, full=full))


def _mention_at(spot: str, catalogue: Catalogue) -> Mention:
    """The figure or dating at ``source:line:column``, where the column may be anywhere in its phrase, or of an id that JSON prints."""
    if spot in catalogue.mentions:
        return catalogue.mentions[spot]
    parts = spot.rsplit(":", 2)
    if len(parts) != 3 or not all(p.isascii() and p.isdecimal() and len(p) < _DIGITS for p in parts[1:]):
        raise ConfigError("--pair", f"'{spot}' is no place", expected="SOURCE:LINE:COLUMN, or the id of a figure or time in JSON, SOURCE#N")
    name, line, column = parts[0], int(parts[1]), int(parts[2])
    source = next((i for i, s in catalogue.sources.items() if name in (i, s.path)), None)
    if source is None:
        raise ConfigError("--pair", f"no source '{name}'", expected=", ".join(list(catalogue.sources)[:8]))
    here = [m for m in catalogue.mentions.values() if m.source == source]
    for figure in here:
        start = catalogue.line_column(source, min(figure.start, figure.phrase.start))
        end = catalogue.end(source, max(figure.end, figure.phrase.end))
        if start <= (line, column) < end:
            return figure
    near = [catalogue.spot(f) for f in here if catalogue.place(f).line == line] or [catalogue.spot(f) for f in here[:8]]
    raise ConfigError("--pair", f"no figure or time at {spot}", expected="one of " + ", ".join(near) if near else "a source with figures or times")
