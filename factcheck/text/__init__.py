"""From a source's text to its layout: paragraphs, sentences, quotations, dateline."""

from factcheck.text.layout import read_layout

__all__ = ["read_layout"]
