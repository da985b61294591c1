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


# --- compounds of symbols -----------------------------------------------------------------------------------------------------------------
TOPS = "J kJ N kN W kW V A mA g mg kg m mm cm km Pa kPa L mL mol Bq lm lx T t ft in C Hz rad sr Ω S s min".split()
BELOW = "m m² m2 m^2 m³ m^3 mm² cm2 cm³ s s2 s^2 h min l mL kg g K mol km² ha ft² W Hz J Pa".split()
LONGER = "N*m J/kg/K W/m²/K W/m²·K m³/s/km g/m²/s kg·m/s µg/kg/h mg/kg/h mA·h V·s Pa·s lm/W cd/m² m/s/s m²/s cm³/g kg·m² s/m²".split()
# Where we name something else, and why: it reads "kV" below as it should and takes a milli for a mega above, litres a minute for standard ones.
OTHERWISE = {"L/min": "litre per minute"}


def test_compounds_are_named_as_its_parser_names_them():
    """The table that replaced the parser, held against it: the same names, and the same entities but for some that it cannot decide."""
    import warnings

    from factcheck.extract.units.quantulum import compound
    from factcheck.tables.bundle import load_grammar

    parts = tuple(load_grammar().units.parts.items())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser

        wrong, alike, count = [], 0, 0
        for text in [f"{top}/{below}" for top in TOPS for below in BELOW] + LONGER:
            found = parser.parse(f"1 {text}")
            if len(found) != 1 or found[0].value != 1 or found[0].span[1] < len(text) + 1:
                continue
            ours = compound(text, parts)
            name, entity = found[0].unit.name, found[0].unit.entity.name
            count += 1
            if ours is None or ours[0] != OTHERWISE.get(text, name):
                wrong.append((text, name, ours))
            else:
                alike += ours[1] == (f"[{name}]" if entity == "unknown" else entity)
    assert wrong == []
    assert count > 800
    assert alike > 0.97 * count
