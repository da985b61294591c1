"""The out folder of a scan: who works in it, what version of everything its state belongs to, and where its files lie."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from factcheck.config import Config
from factcheck.errors import ConfigError
from factcheck.files import is_folder, real
from factcheck.paths import rules_root

STATE = "state"  # the folder that makes a scan resumable; without it the next one begins anew
NEW = "new"  # in it: tables that are not whole yet
SCHEME = "factcheck-scan/1"
PARTS = "part-*"
_VERSION = "version.json"
_LOCK = "lock.sqlite"
_PACKAGE = Path(__file__).resolve().parent.parent


@contextmanager
def opened(out: Path, archive: Iterable[str]) -> Iterator[Path]:
    """The state folder of an out folder, for one run at a time; what a run that was killed has left half written is taken out.

    Raises:
        ConfigError: the folder cannot be made, is that of something else, lies in the archive, or another run works in it.
    """
    _refuse(out, archive)
    state = out / STATE
    try:
        state.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(state / NEW, ignore_errors=True)
        (state / NEW).mkdir()
        lock = sqlite3.connect(state / _LOCK, timeout=0, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise ConfigError("--out", f"{out} cannot be written: {error}", remedy="check the folder and its permissions") from error
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")  # the system lets go of it when the process ends, whatever ends it
        except sqlite3.Error as error:
            raise ConfigError(
                "--out", f"another run works in {out}, or its state is damaged", remedy="wait for it, or name another folder"
            ) from error
        yield state
    finally:
        lock.close()
        shutil.rmtree(state / NEW, ignore_errors=True)


def _refuse(out: Path, archive: Iterable[str]) -> None:
    if out.exists() and not out.is_dir():
        raise ConfigError("--out", f"{out} is a file", expected="a folder")
    there = [p.name for p in out.iterdir()] if out.is_dir() else []
    if there and STATE not in there:
        raise ConfigError("--out", f"{out} holds other files ({sorted(there)[0]})", expected="a folder that is new, empty or of a scan")
    inside = next((a for a in archive if is_folder(a) and real(out).is_relative_to(real(a))), None)
    if inside is not None:
        raise ConfigError("--out", f"{out} lies in {inside}, which is read", expected="a folder outside of the archive")


def settle(state: Path, config: Config, forget: Callable[[], None]) -> str:
    """Take out what is of another version, other rules or other settings than this run; say what that was, or "".

    ``forget`` takes out what was checked and leaves what was read.
    """
    told = {"scheme": SCHEME, "read": _reading(config), "check": _checking(config)}
    file = state / _VERSION
    before: dict[str, str] = {}
    with suppress(OSError, ValueError, TypeError):
        before = dict(json.loads(file.read_text(encoding="utf-8")))
    if before == told:
        return ""
    word = ""
    if (before.get("scheme"), before.get("read")) != (SCHEME, told["read"]):
        parts = sorted(state.glob(PARTS))
        word = "the state is of another version or other settings: everything is read and checked anew" if parts else ""
        for path in parts:
            path.unlink()
    else:
        word = "rules or settings have changed: every story is checked anew"
        forget()
    made = state / NEW / _VERSION  # written last: a run that is killed before takes out once more
    made.write_text(json.dumps(told), encoding="utf-8")
    made.replace(file)
    return word


def _reading(config: Config) -> str:
    """A hash of all that decides what is read of an article: code, lexicons, and settings."""
    settings = repr((config.locale, config.limits, config.follow_links))
    return _hashed(_PACKAGE, (".py", ".so", ".pyd"), _hashed(rules_root() / "lexicon", ("",), settings))


def _checking(config: Config) -> str:
    """A hash of all else that decides what is told of a story."""
    settings = repr((config.select, config.ignore, config.severity, config.per_source, config.today))
    for folder in config.rules:
        settings += _hashed(Path(folder), (".yaml", ".yml"), folder)
    return _hashed(rules_root(), (".yaml",), settings)


def _hashed(folder: Path, suffixes: tuple[str, ...], beside: str) -> str:
    found = hashlib.blake2b(beside.encode("utf-8", "surrogatepass"), digest_size=16)
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name.endswith(suffixes) and "__pycache__" not in p.parts):
        found.update(f"\0{path.relative_to(folder).as_posix()}\0".encode("utf-8", "surrogatepass") + path.read_bytes())
    return found.hexdigest()
