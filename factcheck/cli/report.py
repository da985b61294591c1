"""``factcheck report``: committed reports that are held fresh."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli import check as checking
from factcheck.cli import session
from factcheck.cli.check import Draft, NoCache
from factcheck.cli.help import UsageError
from factcheck.errors import ConfigError
from factcheck.files import RESULTS, read_file

_HEADER = re.compile(r"^<!-- factcheck report( \(verbose\))? of: (.*) -->$", re.MULTILINE)


def report(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="A Markdown report, such as reports/story.md.")],
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH", help="Its sources; those that the report names if left out.")] = None,
    draft: Draft = None,
    check: Annotated[bool, typer.Option("--check", help="Exit 1 where the report is not what the sources give today.")] = False,
    update: Annotated[bool, typer.Option("--update", help="Write the report anew.")] = False,
    places: Annotated[bool, typer.Option("--places", help="The lines of its figures too, in REPORT.places.json beside it.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="With all lists; the report remembers it.")] = False,
    no_cache: NoCache = False,
) -> int:
    """Check that a committed report is fresh, or write it anew."""
    if check == update:
        raise UsageError("factcheck report", "says neither or both of --check and --update", expected="one of them")
    old = _read(report, must_exist=check or not paths)
    if update:
        _refuse_strangers(report, old)
    named, drafted = ((), None) if paths else _origin(report, old)
    made = fresh(tuple(paths or named), draft or drafted, verbose=verbose or _verbose(old), no_cache=no_cache)
    files = {report: (old, str(made.render("markdown", report.parent)))}
    if places:
        beside = report.with_name(f"{report.stem}.places.json")
        files[beside] = (_read(beside, must_exist=False), str(made.render("places", report.parent)))
    for path, (before, after) in files.items():
        if update and before != after:
            from factcheck.cli.files import write_file

            write_file(path, after.encode("utf-8", "surrogatepass"))
        elif before != after:
            session.write(_difference(path, report, before, after))
    return 0 if update else int(any(before != after for before, after in files.values()))


def fresh(paths: tuple[str, ...], draft: str | None, *, verbose: bool = False, no_cache: bool = False) -> checking.Publication:
    """What a report of these sources is to be made of."""
    config = session.settings().with_flags(draft=draft, cache=False if no_cache else None)
    return checking.Publication(checking.run(paths, config), paths, config, verbose=verbose)


def _refuse_strangers(report: Path, old: str) -> None:
    """Raise where the file that would be written over is none of ours: a slip of the hand must not cost a draft."""
    from factcheck.report.formats.markdown import HEADER
    from factcheck.report.quote import shorten

    if old and not old.startswith(HEADER):
        begins = shorten(old.splitlines()[0], 60)
        remedy = "name another file, or remove this one if it may go"
        raise ConfigError(str(report), f"is no report of factcheck and begins '{begins}'", expected=f"'{HEADER}' in its first line", remedy=remedy)


def _read(report: Path, must_exist: bool) -> str:
    try:
        return read_file(report, ConfigError, RESULTS).decode("utf-8")
    except FileNotFoundError:
        if not must_exist:
            return ""
        raise ConfigError(str(report), "no such report", remedy=f"make it with `factcheck report --update {report} PATH…`") from None
    except UnicodeDecodeError as error:
        raise ConfigError(str(report), f"byte {error.start + 1} is no UTF-8", expected="a report of factcheck") from error


def _verbose(text: str) -> bool:
    """Whether a report was made with all lists."""
    found = _HEADER.search(text)
    return found is not None and found.group(1) is not None


def _origin(report: Path, text: str) -> tuple[tuple[str, ...], str | None]:
    """The sources and the draft that a report names, as paths from the working folder."""
    found = _HEADER.search(text)
    if found is None:
        raise ConfigError(str(report), "does not say what it was made of", remedy=f"name the sources: `factcheck report --update {report} PATH…`")
    from urllib.parse import unquote

    sources, _, draft = found.group(2).partition(" draft: ")
    return tuple(str(report.parent / unquote(p)) for p in sources.split()), str(report.parent / unquote(draft)) if draft else None


def _difference(path: Path, report: Path, old: str, new: str) -> str:
    from difflib import unified_diff

    lines = unified_diff(old.splitlines(), new.splitlines(), str(path), f"{path} (fresh)", lineterm="")
    also = "" if path == report else " --places"
    return "\n".join(lines) + f"\n{path} is not fresh; run `factcheck report --update {report}{also}`\n"
