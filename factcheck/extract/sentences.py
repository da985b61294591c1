"""The sentences of one source as its readers ask for them: the words of each, and who speaks in it, read once for figures and datings alike."""

from __future__ import annotations

from factcheck.extract.context.attribution import Attributed, Attributor
from factcheck.extract.tokens import Tokens
from factcheck.model import Layout, Source
from factcheck.tables import Tables

_KEPT = 2_000  # sentences of one source that are kept: those of any article; what lies beyond is read again


class Sentences:
    """The words and the speakers of sentences by their index in the layout; a bounded memory, since a source may be of any length."""

    __slots__ = ("_layout", "_speakers", "_text", "_tokens", "attributor")

    def __init__(self, source: Source, layout: Layout, tables: Tables) -> None:
        self._text = layout.of(source)
        self._layout = layout
        self.attributor = Attributor(tables.attribution)
        self._tokens: dict[int, Tokens] = {}
        self._speakers: dict[int, tuple[Attributed, ...]] = {}

    def tokens(self, index: int) -> Tokens:
        """The words of a sentence."""
        found = self._tokens.get(index)
        if found is None:
            sentence = self._layout.sentences[index]
            found = Tokens(self._text, sentence.start, sentence.end, lost=self._layout.lost_capitals)
            if len(self._tokens) < _KEPT:
                self._tokens[index] = found
        return found

    def speakers(self, index: int) -> tuple[Attributed, ...]:
        """The attributions of a sentence by its own words."""
        found = self._speakers.get(index)
        if found is None:
            found = self.attributor.sentence(self.tokens(index))
            if len(self._speakers) < _KEPT:
                self._speakers[index] = found
        return found
