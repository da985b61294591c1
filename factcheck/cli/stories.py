"""Several stories in one run: each folder is checked by itself, and one summary ends the run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.cli import session
from factcheck.cli.streams import say
from factcheck.errors import ConfigError
from factcheck.files import is_folder, printable, real

if TYPE_CHECKING:
    from factcheck.model import Result

FORMATS = ("terminal", "markdown", "github", "rdjsonl")  # of which several reports may stand below one another
PLACE = "{story}"  # stands for the name of the story in a path of --output


def stories(paths: Sequence[str], *, split: bool, together: bool, draft: bool) -> tuple[tuple[str, ...], ...]:
    """The stories that the paths of a command line name, each with its paths, in their order.

    Several folders and nothing else are a story each, as in ``stories/*/``. With ``split`` the one folder that is named is a folder of such
    folders. With ``together``, and where a draft is held against them, all that is named is one story.

    Raises:
        ConfigError: ``split`` and something that is no folder of folders.
    """
    folders = [p for p in paths if is_folder(p)]
    if split:
        return tuple((folder,) for folder in _split(paths, folders))
    if together or draft or len(folders) < 2 or len(folders) < len(paths):
        return (tuple(paths),)
    return tuple((folder,) for folder in folders)


def _split(paths: Sequence[str], folders: Sequence[str]) -> list[str]:
    if len(folders) < len(paths):
        file = next(p for p in paths if p not in folders)
        raise ConfigError("--stories", f"{file} is no folder", expected="folders, or one folder of folders, each a story")
    if len(folders) > 1:
        return list(folders)
    inner = sorted(str(p) for p in Path(folders[0]).iterdir() if p.is_dir() and not p.name.startswith("."))
    if not inner:
        raise ConfigError("--stories", f"no folder in {folders[0]}", expected="a folder of folders, each a story")
    return inner


def check_outputs(shown: str, quiet: bool, targets: Sequence[tuple[str, Path]]) -> None:
    """Refuse what could hold one story only.

    Raises:
        ConfigError: a format of one document, or a file that each story would write over.
    """
    if shown not in FORMATS and not quiet:
        raise ConfigError(
            "--format", f"{shown} holds one story", expected=", ".join(FORMATS), remedy=f"write a file a story: --output {shown}:{PLACE}.out"
        )
    for name, path in targets:
        if PLACE not in str(path):
            raise ConfigError(
                "--output", f"every story would write over {path}", expected=f"{PLACE} in the path", remedy=f"as in {name}:reports/{PLACE}"
            )


def each(
    told: Sequence[tuple[str, ...]],
    check: Callable[[Sequence[str], Sequence[tuple[str, Path]]], tuple[int, Result]],
    shown: str,
    targets: Sequence[tuple[str, Path]],
    quiet: bool,
) -> tuple[int, list[Result]]:
    """Check each story by itself and end in one summary; the code is 1 where a story fails, else 2 where one had nothing to compare, else 0."""
    from factcheck.report.outgoing import line
    from factcheck.report.values import tally

    names = _names([paths[0] for paths in told])
    codes, results = [], []
    for paths, name in zip(told, names, strict=True):
        if shown == "terminal" and not quiet:
            session.write(f"== {line(name)}\n")
        outputs = [(form, Path(str(path).replace(PLACE, name))) for form, path in targets]
        code, result = check(paths, outputs)
        codes.append(code)
        results.append(result)
        if shown in ("terminal", "markdown") and not quiet:
            session.write("\n")
    text = _summary(names, [tally(r) for r in results])
    if shown == "terminal" and not quiet:
        session.write(text)
    elif not quiet:
        say(text, end="")
    return 1 if 1 in codes else max(codes), results


def _names(folders: Sequence[str]) -> list[str]:
    """The names of the folders; with their path where two would be called alike."""
    names = [printable(real(f).name) for f in folders]
    if len(set(names)) == len(names):
        return names
    return [printable(Path(f).as_posix()).strip("/").replace("/", "-").replace("..", "up") for f in folders]


def _summary(names: Sequence[str], tallies: Sequence[str]) -> str:
    width = max(map(len, names))
    return "\n".join([f"{len(names)} stories", *(f"  {name:<{width}}  {said}" for name, said in zip(names, tallies, strict=True))]) + "\n"
