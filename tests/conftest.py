"""Fixtures that every room's tests may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A machine that decides whether a change lands tries the same examples each time; a person's machine goes on looking for new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

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
