"""Rare units come out of tables: the right names, and no parser that costs a second in each process."""

from __future__ import annotations

import subprocess
import sys

import pytest

from factcheck.model import Source
from factcheck.pipeline import extract_one


@pytest.mark.parametrize(
    ("text", "unit", "dimension"),
    [
        ("The beam bears 5 N/mm2 at most.", "newton per square millimetre", "[newton per square millimetre]"),
        ("The lamp gave 20 J/m^2 at most.", "joule per square metre", "[joule per square metre]"),
        ("The dose was 3 mGy at most.", "milligray", "radiation absorbed dose"),
        ("The pump moved 3 m^3/s at most.", "cubic metre per second", "volumetric flow"),
        ("The salt weighed 3 g/cm^3 at most.", "gram per cubic centimetre", "density"),
    ],
)
def test_rare_units(text, unit, dimension):
    (figure,) = extract_one(Source("case", text)).figures
    assert (figure.quantity.unit, figure.quantity.dimension) == (unit, dimension)


@pytest.mark.parametrize("text", ["The part is 5 N/xy2 wide.", "The part is 5 zz/m^2 wide.", "The part is 5 N/m^-2 wide."])
def test_compounds_that_are_none_are_not_made_up(text):
    assert [f.quantity.unit for f in extract_one(Source("case", text)).figures if " per " in f.quantity.unit] == []


def test_a_rare_unit_imports_no_parser():
    code = (
        "import sys, factcheck; from decimal import Decimal; "
        "found = factcheck.extract('The beam bears 5 N/mm2, the lamp 20 J/m^2, the dose was 3 mGy.').figures; "
        "print([f.unit for f in found], sorted(m for m in sys.modules if m.startswith(('quantulum3', 'num2words', 'inflect', 'sklearn'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "['newton per square millimetre', 'joule per square metre', 'milligray'] []"
