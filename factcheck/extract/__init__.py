"""From a layout to the figures and datings of one source, with their context."""

from factcheck.extract.assemble import extract_pieces, extract_source
from factcheck.extract.datings.find import find_datings
from factcheck.extract.sentences import Sentences

__all__ = ["Sentences", "extract_pieces", "extract_source", "find_datings"]
