"""Notebooks: what is read of their cells, where it stands, and what is none."""

from __future__ import annotations

import json
from bisect import bisect_right

import pytest

from factcheck.errors import SourceError
from factcheck.model import Position
from factcheck.sources import ipynb, load

FRAME = "<div><style>td { width: 99px }</style><table><tr><th>place</th><th>dead</th></tr><tr><td>Lasang</td><td>12</td></tr></table></div>"
CELLS = [
    {"cell_type": "markdown", "source": ["# Toll “rises” \\ to 1,700\n", "\n", "Some *1,700*\n", "men 😀 `came 9`."]},
    {"cell_type": "code", "source": "x = 88", "outputs": [{"output_type": "stream", "name": "stdout", "text": ["1,700 men\n", '12 "boys"\n']}]},
    {
        "cell_type": "code",
        "source": ["y = 77"],
        "outputs": [
            {"output_type": "stream", "name": "stderr", "text": "66 warnings"},
            {"output_type": "execute_result", "data": {"text/html": [FRAME], "text/plain": ["  place dead"]}},
            {"output_type": "display_data", "data": {"image/png": "aaaa55", "text/plain": ["<Figure size 640x480 with 1 Axes>"]}},
            {"output_type": "display_data", "data": {"text/markdown": "It *ended* at 5."}},
            {"output_type": "error", "ename": "E44", "traceback": ["33"]},
        ],
    },
    {"cell_type": "raw", "source": "22"},
    {"cell_type": "markdown", "source": "The end."},
]
READ = 'Toll “rises” \\ to 1,700\n\nSome 1,700 men 😀 .\n\n1,700 men\n12 "boys"\n\n\nplace\tdead\n\nLasang\t12\n\nIt ended at 5.\n\nThe end.'
BOOK = {"cells": CELLS, "metadata": {"title": "Toll", "date": "2026-03-10"}, "nbformat": 4}
OLD = {"worksheets": [{"cells": [{"cell_type": "markdown", "source": "Some 12 men."}]}], "nbformat": 3}


@pytest.mark.parametrize("asked", [{"indent": 1}, {"ensure_ascii": False}], ids=["as saved", "in letters"])
def test_what_is_read_of_a_notebook(asked):
    file = json.dumps(BOOK, **asked)
    read = ipynb.read(file.encode(), "a.ipynb")
    assert "\n\n".join(part.strip() for part in read.text.split("\n\n")).strip() == "\n\n".join(part.strip() for part in READ.split("\n\n"))
    assert [m.position for m in read.marks] == [Position.HEADLINE, Position.TABLE, Position.TABLE]
    starts, lines = [run.start for run in read.origin], file.split("\n")
    for offset, char in enumerate(read.text):
        if char.isascii() and char.isalnum():
            run = read.origin[bisect_right(starts, offset) - 1]
            assert lines[run.line - 1][run.column - 1 + offset - run.start] == char


def test_what_a_notebook_tells(tmp_path):
    (tmp_path / "a.ipynb").write_text(json.dumps(BOOK))
    (tmp_path / "b.ipynb").write_text(json.dumps(OLD))
    new, old = load([tmp_path]).sources
    assert (new.published, new.about.title, new.format, old.text) == ("2026-03-10", "Toll", "notebook", "Some 12 men.")


HARM = {
    "broken": ('{"cells": [', "is no JSON: "),
    "deep": ('{"cells": ' + "[" * 100_000, "is no JSON: nested too deep"),
    "no notebook": ("[1]", "is JSON, but has no cells"),
    "no cells": ('{"cells": 7}', "is JSON, but has no cells"),
    "of other sorts": ('{"cells": [7, {"cell_type": "markdown", "source": 7}, {"cell_type": "code", "outputs": [7, {"data": 7}]}]}', "has no words"),
    "only code": ('{"cells": [{"cell_type": "code", "source": "x = 9"}]}', "has no words"),
    "empty": ("", "is empty"),
    "binary": ("\x00\x01", "is binary"),
}


@pytest.mark.parametrize("name", HARM)
def test_what_is_refused(name):
    text, found = HARM[name]
    with pytest.raises(SourceError) as caught:
        ipynb.read(text.encode(), "a.ipynb")
    assert str(caught.value).startswith(f"a.ipynb: {found}")
