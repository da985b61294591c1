"""What the desk wants to hold before the flood goes to print."""

import pytest

pytestmark = pytest.mark.factcheck("sources")


def test_the_houses(factcheck):
    assert factcheck.figure("houses") == 340


def test_the_draft(factcheck):
    factcheck.assert_supported("draft.md")


def test_the_sources_agree(factcheck):
    factcheck.assert_consistent(fail_on="warning")


def test_the_distance(factcheck):
    assert factcheck.figure("dam") == "12 kilometers"
