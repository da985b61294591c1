"""The sentences of a finding: each is told once, with all of the finding's figures in it marked and with every source that has it word for word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.model import Dating, Mention
from factcheck.quantity.wording import admits
from factcheck.report.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence. ``figures`` are those of its first source, in text order; ``copies`` the first figure of each other place that has it."""

    figures: tuple[Mention, ...]
    copies: tuple[Mention, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Every source that has the sentence, each once."""
        return tuple(dict.fromkeys(f.source for f in (self.figures[0], *self.copies)))

    def remarks(self) -> list[str]:
        """What the figures admit, and who says so; with the figure in front where there are several."""
        several = len(self.figures) > 1
        found = [f"{' '.join(f.surface.split()) + ' ' if several else ''}{meaning(f)}" for f in self.figures if meaning(f)]
        said = dict.fromkeys(f"{f.attribution.stance} by {' '.join(f.attribution.speaker.split())}" for f in self.figures if f.attribution)
        return [*found, *said]


def sentences(members: Iterable[Mention], catalogue: Catalogue) -> list[Told]:
    """The sentences of figures in the order of their first figures; a sentence that several places have word for word stands there once."""
    by_sentence: dict[tuple[str, int], list[Mention]] = {}
    for figure in members:
        by_sentence.setdefault((figure.source, figure.sentence), []).append(figure)
    told: dict[tuple[str, ...], tuple[list[Mention], list[Mention]]] = {}
    for figures in by_sentence.values():
        words = (catalogue.sentence(figures[0]), *sorted(f.surface for f in figures))
        if words in told:
            told[words][1].append(figures[0])
        else:
            told[words] = (sorted(figures, key=lambda f: (f.start, f.end)), [])
    return [Told(tuple(figures), tuple(copies)) for figures, copies in told.values()]


def meaning(mention: Mention) -> str:
    """What a figure leaves room for, or the days that a dating means where it does not print them; "" where that says no more than the text."""
    if isinstance(mention, Dating):
        if mention.by in ("", "printed") or mention.first is None or mention.last is None:
            return ""
        days = mention.first if mention.first == mention.last else f"{mention.first} to {mention.last}"
        return f"means {days}, counted from the day of the text"
    return f"admits {admits(mention)}" if admits(mention) else ""
