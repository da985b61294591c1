"""Figures written while they are found are the bytes of figures written at once."""

from __future__ import annotations

import pytest

from factcheck import pipeline
from factcheck.model import Skip, Source
from factcheck.report.lists import figures, stream

TEXT = 'About 275 troops arrived on Monday, "at least 12" of them wounded.\n\nThe bill came to $4.5 million, or 3% of the budget.\n'


@pytest.mark.parametrize("form", stream.FORMATS)
@pytest.mark.parametrize("texts", [(TEXT,), (TEXT, "No numbers here."), ("No numbers here.",), (TEXT * 700, TEXT)])
def test_same_bytes(form: str, texts: tuple[str, ...]) -> None:
    sources = tuple(Source(f"{n}.txt", text) for n, text in enumerate(texts))
    skipped = (Skip("left.bin", "no text"), Skip("report.md", "a report of factcheck", ours=True))
    at_once = pipeline.unjudged(pipeline.extract_all(sources, datings=False), skipped)
    run = stream.Stream(form, sources, skipped)
    assert "".join(run.written(pipeline.extract_pieces(sources))) == figures.render(at_once, form)
    assert run.result().coverage == at_once.coverage
