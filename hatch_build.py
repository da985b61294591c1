"""Compiles the reading of texts with mypyc while a wheel is built, where FACTCHECK_COMPILE=1 is set: docs/adr/0032-compiled.md.

Without the variable nothing happens here, and the wheel is pure Python.
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VARIABLE = "FACTCHECK_COMPILE"
NEEDED = ["mypy[mypyc]>=2.4", "setuptools>=65"]  # asked for only where something is compiled
COMPILED = ("extract", "text", "quantity", "tables/words")  # folders of the package; what is left out and why stands in the ADR


def files(root: Path) -> list[str]:
    """The modules that are compiled, relative to the root of the project; what only re-exports gains nothing."""
    found = [path for folder in COMPILED for path in (root / "factcheck" / folder).rglob("*.py") if path.name != "__init__.py"]
    return sorted(path.relative_to(root).as_posix() for path in found)


def missing() -> str:
    """What stands in the way of compiling on this machine, "" if nothing does."""
    if sys.implementation.name != "cpython":
        return f"mypyc makes modules for CPython, and this is {sys.implementation.name}"
    if sys.platform == "win32":
        return ""  # setuptools looks for Visual C++ and names it where there is none
    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
    if shutil.which(compiler) is None:
        return f"no C compiler: {compiler} is not on the PATH; install one, such as the package gcc, or name yours in CC"
    header = Path(sysconfig.get_path("include"), "Python.h")
    return "" if header.is_file() else f"no {header}; install the headers of Python, such as the package python3-dev"


class CompileHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the compiled modules beside the sources of the wheel; a module that is there as both is imported compiled."""

    def dependencies(self) -> list[str]:
        """What a build needs besides hatchling."""
        return NEEDED if self._wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and say what the wheel then is."""
        if not self._wanted():
            return
        if version == "editable":
            self.app.abort(f"{VARIABLE}=1: an editable install runs the sources themselves; leave -e out, or {VARIABLE}")
        if problem := missing():
            self.app.abort(f"{VARIABLE}=1: {problem}; without {VARIABLE} the same package is installed as pure Python")
        self._made = Path(tempfile.mkdtemp(prefix="factcheck-compiled-"))
        for path in _compile(Path(self.root), self._made):
            build_data["force_include"][str(path)] = path.relative_to(self._made / "lib").as_posix()
        build_data["pure_python"], build_data["infer_tag"] = False, True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        if self._wanted():
            shutil.rmtree(self._made, ignore_errors=True)

    def _wanted(self) -> bool:
        value = os.environ.get(VARIABLE, "")
        if value not in ("", "0", "1"):
            self.app.abort(f"{VARIABLE}={value}: expected 1 to compile, 0 or nothing for pure Python")
        return value == "1"


def _compile(root: Path, made: Path) -> list[Path]:
    """Compile the modules into a folder, and return what came out."""
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    before = Path.cwd()
    os.chdir(root)  # mypyc names modules by their place below the working folder
    try:
        # No settings of the project: its strict checks would fail for types of packages that a build does not need.
        options = ["--config-file=", "--ignore-missing-imports", f"--cache-dir={made / 'cache'}"]
        modules = mypycify([*options, *files(root)], opt_level="2", debug_level="0", multi_file=True, target_dir=str(made / "c"))
        command = build_ext(Distribution({"name": "factcheck", "ext_modules": modules}))
        command.build_lib, command.build_temp, command.parallel = str(made / "lib"), str(made / "temp"), True
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(before)
    return sorted(path for path in (made / "lib").rglob("*") if path.is_file())
