"""``factcheck baseline``: accept findings with a reason, see which entries are of use, and remove those that are not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import check as checking
from factcheck.cli import session
from factcheck.cli.check import Draft, Paths, Rules, Today
from factcheck.cli.help import Command
from factcheck.config import BASELINE
from factcheck.errors import ConfigError
from factcheck.files import is_file

if TYPE_CHECKING:
    from factcheck.accept.baseline import Entry
    from factcheck.config import Config
    from factcheck.model import Finding, Result

app = typer.Typer(rich_markup_mode=None)

Baseline = Annotated[Path | None, typer.Option("--baseline", metavar="FILE", help="factcheck-baseline.yaml if left out.", show_default=False)]


@app.command("write", cls=Command)
def write(
    paths: Paths = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why these findings are accepted; required for new entries.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who looked at them.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="YYYY-MM-DD", help="Last day on which the new entries count.")] = "",
    only: Annotated[list[str] | None, typer.Option("--only", metavar="ID", help="Only these findings; may be repeated.")] = None,
    draft: Draft = None,
    baseline: Baseline = None,
    rules: Rules = None,
) -> int:
    """Add the open findings to the baseline. Entries that are there stay as they are."""
    from factcheck.report.values import plural

    path, result, entries = _state(paths, draft, baseline, rules)
    known = {e.id for e in entries}
    new = [f for f in result.findings if f.id not in known and not f.accepted and (not only or f.id in only)]
    missing = [i for i in only or () if i not in {f.id for f in result.findings}]
    if missing:
        raise ConfigError("--only", f"no finding {missing[0]}", expected=", ".join(f.id for f in new[:8]))
    if new and not reason.strip():
        raise ConfigError("--reason", f"{plural(len(new), 'new finding')} and no reason", remedy='say why they are accepted: --reason "…"')
    added = [entry(f, result, reason.strip(), by, until) for f in new]
    _save(path, [*entries, *added])
    session.write(f"{path}: {len(added)} added, {len(entries)} kept\n")
    return 0


@app.command("check", cls=Command)
def check(paths: Paths = None, draft: Draft = None, baseline: Baseline = None, rules: Rules = None, today: Today = None) -> int:
    """Exit 1 where entries are stale (they meet no finding any more) or expired."""
    from factcheck.report.values import plural

    path, result, entries = _state(paths, draft, baseline, rules, today)
    seen = result.acceptance
    by_id = {e.id: e for e in entries}
    lines = [f"stale    {i} {by_id[i].rule}: {by_id[i].reason}" for i in seen.stale]
    lines += [f"expired  {i} {by_id[i].rule} since {by_id[i].until}: {by_id[i].reason}" for i in seen.expired]
    lines += [f"unused   {spot}" for spot in seen.unused]
    counts = f"{plural(len(entries), 'entry', 'entries')}, {len(seen.stale)} stale, {len(seen.expired)} expired"
    lines.append(f"{path}: {counts}; {plural(seen.baseline, 'finding')} hidden")
    session.write("\n".join(lines) + "\n")
    return int(bool(seen.stale or seen.expired))


@app.command("prune", cls=Command)
def prune(paths: Paths = None, draft: Draft = None, baseline: Baseline = None, rules: Rules = None, today: Today = None) -> int:
    """Remove the entries that are stale or expired."""
    path, result, entries = _state(paths, draft, baseline, rules, today)
    gone = {*result.acceptance.stale, *result.acceptance.expired}
    _save(path, [e for e in entries if e.id not in gone])
    session.write(f"{path}: {len(gone)} removed, {len(entries) - len(gone)} kept\n")
    return 0


@app.command("migrate", cls=Command)
def migrate(paths: Paths = None, draft: Draft = None, baseline: Baseline = None, rules: Rules = None) -> int:
    """Turn a baseline of an older version over to the ids of today; exit 1 where entries meet no finding of these sources."""
    from factcheck.accept.baseline import read_baseline
    from factcheck.accept.migrate import migrate as turn_over

    config = _settings(draft, rules)
    path = baseline or Path(config.baseline or BASELINE)
    if not is_file(path):
        raise ConfigError(str(path), "no such baseline", expected="a baseline of an older version")
    entries = read_baseline(path, to_migrate=True)
    if not any(e.old for e in entries):
        session.write(f"{path}: nothing to turn over, {len(entries)} kept\n")
        return 0
    result = checking.run(session.chosen_paths(paths, config), replace(config, baseline=None, select=(), ignore=()))
    done = turn_over(entries, result, lambda f: _quote(f, result))
    _save(path, list(done.entries))
    lines = [f"no finding  {e.id} {e.rule}: {e.quote or e.reason}" for e in done.lost]
    lines.append(f"{path}: {done.moved} turned over, {len(done.lost)} without a finding")
    if done.lost:
        lines.append("These stay in the file as they were and accept nothing: migrate with their own sources, or remove them with `baseline prune`.")
    session.write("\n".join(lines) + "\n")
    return int(bool(done.lost))


def _state(
    paths: list[str] | None, draft: str | None, baseline: Path | None, rules: list[str] | None, today: str | None = None
) -> tuple[Path, Result, tuple[Entry, ...]]:
    """The baseline's path, the result that it is held against, and its entries."""
    from factcheck.accept.baseline import read_baseline
    from factcheck.config import today as day

    config = _settings(draft, rules)
    path = baseline or Path(config.baseline or BASELINE)
    entries = read_baseline(path)
    config = replace(config, baseline=str(path) if is_file(path) else None, today=day(today))
    return path, checking.run(session.chosen_paths(paths, config), config), entries


def _settings(draft: str | None, rules: list[str] | None) -> Config:
    session.refuse_empty(draft=draft)
    return session.settings(rules or ()).with_flags(draft=draft)


def entry(finding: Finding, result: Result, reason: str, by: str, until: str) -> Entry:
    """The entry that accepts a finding, with the words of its figures for whoever reads the file."""
    from factcheck.accept.baseline import Entry
    from factcheck.config import date

    return Entry(finding.id, finding.rule, reason, _quote(finding, result), by, date(until, "--until") if until else "")


def _quote(finding: Finding, result: Result) -> str:
    from factcheck.report.catalogue import Catalogue
    from factcheck.report.mention import in_short

    return in_short(finding, Catalogue(result))


def _save(path: Path, entries: list[Entry]) -> None:
    from factcheck.accept.baseline import format_baseline
    from factcheck.cli.files import write_file

    write_file(path, format_baseline(entries).encode())


@app.callback()
def group() -> None:
    """Accept findings that somebody looked at."""
