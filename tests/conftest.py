"""Fixtures that every room's tests may use."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

# What one test has read must not spare another its reading, and nobody's own cache is touched; the tests of the cache have a folder of their own.
os.environ["FACTCHECK_CACHE"] = "false"
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="factcheck-tests-")
atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], ignore_errors=True)

# As the command has it: what a check makes mostly stays until it ends, and looking through all of it again and again costs a fifth of its time.
gc.set_threshold(100_000, 20, 20)

# A test must not fail by chance, in the hands of somebody who changed something else: the same examples each time. `make explore` looks for new ones.
settings.register_profile("same", derandomize=True)
if not os.environ.get("FACTCHECK_EXPLORE"):
    settings.load_profile("same")

# What `make quick` leaves out: growth and memory, cold starts and processes of their own, browsers, packages, pytest in pytest, long oracles.
SLOW_FILES = ("browser", "dask", "growth", "limits", "lsp", "oracles", "packaging", "pytest_plugin", "quantulum3", "safe_code", "shared", "stability")
SLOW_TESTS = (
    *("growth", "grows", "cold_start", "hash_seed", "heavy", "reader_that_goes_away", "from_outside", "learn_weights", "hard_pairs", "ctrl_c"),
    *("never_opened", "closed_or_full", "leaves_nothing_behind", "workers_end", "order_of_the_sources", "unrelated_source", "sentence_put_in"),
    *(
        "a_new_user_sees",
        "figures_without_capitals",
        "imports_pandas",
        "circle_of_imports",
        "completion",
        "many_jobs",
        "number_of_jobs",
        "was_killed",
    ),
    *("many_processes", "processes_with_workers", "killed_in_the_middle", "the_shared_stories"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the slow tests in one place, so that the quick ones can be chosen."""
    slow_file = {stem: any(name in stem for name in SLOW_FILES) for stem in {item.path.stem for item in items}}
    for item in items:
        if slow_file[item.path.stem] or any(name in item.name for name in SLOW_TESTS):
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    """What was imported and collected stays until the end: nothing of it is garbage to look for."""
    gc.collect()
    gc.freeze()


ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared stories, which is no part of the repository: ``FACTCHECK_SHARED``, or a sibling of the clone."""
    folder = Path(os.environ.get("FACTCHECK_SHARED", ROOT.parent / "shared"))
    if not (folder / "corpora").is_dir():
        pytest.skip("the shared stories are not here; set FACTCHECK_SHARED")
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT
