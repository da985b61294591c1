"""quantulum3's own cases, read by both: wherever we read something else, ``cases/extract/quantulum3.jsonl`` gives the reason.

A row is {file, index, text (its beginning), reason, missing, extra}: the quantities of the case that we do not read, as [value, unit], and the
figures that the case does not have, as printed. A case without a row must agree; a row must describe its difference exactly.
"""

from __future__ import annotations

import json
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import pytest

from factcheck.model import Source
from factcheck.pipeline import extract_one

FILES = ("quantities.json", "quantities.ambiguity.json")
# Its currencies by name, and the names that differ although the unit is the same.
NAMES = {
    "dimensionless": "", "dollar": "USD", "united states dollar": "USD", "euro": "EUR", "pound sterling": "GBP", "canadian dollar": "CAD",
    "australian dollar": "AUD", "japanese yen": "JPY", "indian rupee": "INR", "south african rand": "ZAR", "chinese yuan": "CNY",
    "brazilian real": "BRL", "degree Fahrenheit": "degree fahrenheit",
}  # fmt: skip
REASONS = ("deliberate", "wrong there", "one figure here", "not news", "missing")


def folder():
    """The cases as the installed package has them; read as files, the package itself is slow to import."""
    spec = find_spec("quantulum3")
    assert spec is not None and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "_lang" / "en_US" / "tests"


def their_cases():
    return [(name, n, case) for name in FILES for n, case in enumerate(json.loads((folder() / name).read_text(encoding="utf-8")))]


def rows():
    path = Path(__file__).resolve().parent / "cases" / "extract" / "quantulum3.jsonl"
    return {(row["file"], row["index"]): row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def same(figure, value, unit):
    """Whether a figure is the quantity of a case; there a range is its middle."""
    quantity = figure.quantity
    close = Decimal("1e-6") * max(Decimal(1), abs(value))
    return quantity.unit == unit and min(abs(v - value) for v in (quantity.low, quantity.high, (quantity.low + quantity.high) / 2)) <= close


def difference(case):
    """What the case has and we do not, and what we have and the case does not."""
    left = list(extract_one(Source("case", case["req"])).figures)
    missing = []
    for quantity in case["res"]:
        value, unit = Decimal(str(quantity["value"])), NAMES.get(quantity.get("unit"), quantity.get("unit"))
        match = next((figure for figure in left if same(figure, value, unit)), None)
        if match is None:
            missing.append([quantity["value"], unit])
        else:
            left.remove(match)
    return missing, [figure.surface for figure in left]


@pytest.mark.parametrize(("name", "index", "case"), [pytest.param(*row, id=f"{row[0][11:-5]}-{row[1]}") for row in their_cases()])
def test_we_differ_only_where_a_reason_is_given(name, index, case):
    row = rows().get((name, index))
    missing, extra = difference(case)
    if row is None:
        assert (missing, extra) == ([], [])
    else:
        assert case["req"].startswith(row["text"]), "the rows belong to another version of quantulum3"
        assert (missing, extra) == (row["missing"], row["extra"])


def test_every_row_has_a_reason_of_a_known_sort():
    assert [row for row in rows().values() if row["reason"].partition(": ")[0] not in REASONS or not row["reason"].partition(": ")[2]] == []


def test_most_cases_agree():
    everything = len(their_cases())
    assert len(rows()) < everything / 2
