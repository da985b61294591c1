"""Where the rules lie: bundled in a wheel, or beside the package in a clone or an editable install."""

from __future__ import annotations

from pathlib import Path

from factcheck.errors import RuleError

_PACKAGE = Path(__file__).resolve().parent


def rules_root() -> Path:
    """Return the folder that holds ``checks/``, ``lexicon/`` and ``matching.yaml``.

    Raises:
        RuleError: neither the bundled nor the sibling folder is there.
    """
    for candidate in (_PACKAGE / "_bundled" / "rules", _PACKAGE.parent / "rules"):
        if (candidate / "lexicon").is_dir():
            return candidate
    raise RuleError(str(_PACKAGE), "no rules folder", expected="factcheck/_bundled/rules or a sibling rules/", remedy="reinstall factcheck")
