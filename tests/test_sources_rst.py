"""reStructuredText, case by case: what is text and what is not; the page as docutils sees it."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

from factcheck.errors import SourceError
from factcheck.model import About, Position
from factcheck.sources import rst

SAMPLE = Path(__file__).parent / "cases" / "sources" / "page.rst"
CASES = {
    "emphasis": ("A *b* **c d** and 5 * 3 * 2, a*b.", "A b c d and 5 * 3 * 2, a*b."),
    "escapes": (r"\*a\* b\ c", "*a* bc"),
    "code": ("It ``costs 5`` now.", "It now."),
    "links": ("`a b <https://x.example/9>`__, `c`_, d_, e_f.", "a b, c, d, e_f."),
    "roles": (":doc:`the plan <p9>` :func:`f9` :kbd:`Ctrl` km\\ :sup:`2`", "the plan Ctrl km2"),
    "substitution": ("It is |v9| now.", "It is now."),
    "comment": (".. 9\n   more 8\n\nIt ended.", "It ended."),
    "target": (".. _a: https://x.example/9\n.. |b| replace:: 8\n\nIt ended.", "It ended."),
    "admonition": (".. warning::\n\n   Some 12 men.\n\nIt ended.", "Some 12 men.\n\nIt ended."),
    "in one line": (".. note:: Some 12\n   men.\n\n   More.", "Some 12 men.\n\nMore."),
    "unknown directive": (".. toctree::\n   :maxdepth: 9\n\n   a9\n\nIt ended.", "It ended."),
    "raw": (".. raw:: html\n\n   <b>9</b>\n\nIt ended.", "It ended."),
    "literal": ("Thus::\n\n  x = 9\n\n  y = 8\n\nIt ended.", "Thus:\n\nIt ended."),
    "bare literal": ("::\n\n  x = 9\n\nIt ended.", "It ended."),
    "fields": ("It rained.\n\n:after: 9 men\n:and: boys", "It rained.\n\n9 men\n\nboys"),
    "a rule": ("It rained.\n\n----\n\nIt ended.", "It rained.\n\nIt ended."),
    "nested items": ("- a\n\n  - b 12\n\n- c", "a\n\nb 12\n\nc"),
    "a wide cell": ("+---+---+\n| a | b |\n+---+---+\n| c 12  |\n+---+---+", "a\tb\n\nc 12"),
    "an empty first cell": ("=== ===\na   b\n    c\nd   e\n=== ===", "a\tb c\n\nd\te"),
    "lines of Windows": ("Toll\r\n====\r\n\r\nSome\r\n12 men.\r\n", "Toll\n\nSome 12 men."),
    "rubric": (".. rubric:: Toll\n\nIt ended.", "Toll\n\nIt ended."),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_text(name):
    page, text = CASES[name]
    assert rst.read(page.encode(), "a.rst").text == text


def test_marks_and_what_the_page_tells():
    read = rst.read(SAMPLE.read_bytes(), "page.rst")
    found = {p: [read.text[m.start : m.end] for m in read.marks if m.position is p] for p in Position}
    assert found[Position.HEADLINE] == ["Toll rises to 1,700", "Numbers"]
    assert found[Position.LIST] == ["item of 12", "item of 14 that goes on", "first", "second"]
    assert found[Position.CAPTION] == ["By place", "A map of 3 towns"]
    assert len(found[Position.TABLE]) == 7
    assert (read.outlet, read.published, read.locale, read.about) == ("Hill Wire", "2026-03-10", "en-GB", About("Toll rises to 1,700"))


@pytest.mark.parametrize(("raw", "found"), [(b"", "is empty"), (b"\x00\x01", "is binary"), (b".. 12 men", "has no words"), (b"%PDF-1.7", "is a PDF")])
def test_what_is_refused(raw, found):
    with pytest.raises(SourceError, match=rf"a\.rst: {found}"):
        rst.read(raw, "a.rst")


def test_nothing_is_included(tmp_path):
    (tmp_path / "b.rst").write_text("Secret 9.")
    page = f"It ended.\n\n.. include:: {tmp_path / 'b.rst'}\n\n.. csv-table::\n   :file: {tmp_path / 'b.rst'}\n"
    assert rst.read(page.encode(), str(tmp_path / "a.rst")).text == "It ended."


def test_docutils_sees_the_same_words():
    docutils = pytest.importorskip("docutils")
    from docutils import nodes
    from docutils.frontend import get_default_settings
    from docutils.parsers.rst import Parser
    from docutils.utils import new_document

    assert docutils
    page = SAMPLE.read_text(encoding="utf-8").replace(":ref:`the plan <plan-55>`, :ref:`bare44`", "the plan").replace("versionadded:: 3.22", "note::")
    settings = get_default_settings(Parser)
    settings.report_level, settings.file_insertion_enabled = 5, False
    document = new_document("page", settings)
    Parser().parse(page, document)
    unseen = (
        *(nodes.literal, nodes.literal_block, nodes.doctest_block, nodes.comment, nodes.footnote_reference, nodes.label, nodes.problematic),
        *(nodes.substitution_definition, nodes.substitution_reference, nodes.system_message, nodes.field_list),
    )

    def words(node):
        if isinstance(node, unseen):
            return ""
        if isinstance(node, nodes.Text):
            return node.astext()
        return ("" if isinstance(node, nodes.TextElement) else " ").join(words(child) for child in node.children)

    theirs, ours = (re.findall(r"\w+", text) for text in (words(document), rst.read(page.encode(), "a.rst").text))
    assert [line for line in difflib.ndiff(theirs, ours) if line[0] in "+-"] == []
