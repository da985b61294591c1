"""When something happened, as a matcher: ``story.when("vote") == "Tuesday"``, ``story.when("Bence served").agrees_with("1967 to 1979")``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from factcheck.api.answer import Answer
from factcheck.api.datings import Datings, DatingView
from factcheck.api.names import NotFoundError, words
from factcheck.api.pointing import point
from factcheck.model import Dating, Source
from factcheck.quantity.when import relation
from factcheck.report.catalogue import Catalogue
from factcheck.report.outgoing import screen

_SAME, _FITS = ("same",), ("same", "within")
_NAMED = 8  # events that a message names


class When:
    """All datings of the events that answer to a name, to be compared with a time in words or a ``datetime.date``.

    ``==`` asks whether some source prints just this time, ``agrees_with`` whether every one of them can hold together with it.
    """

    def __init__(self, name: str, datings: Sequence[DatingView]) -> None:
        self.name = name
        self.datings = tuple(datings)

    def ask(self, op: str, value: str | date) -> Answer:
        """Compare by name: ``==``, ``!=`` or ``agrees with``; the answer shows the sentences.

        Raises:
            ValueError: an unknown operator, or words that print no time.
        """
        wanted, told = read_time(value), value.isoformat() if isinstance(value, date) else value
        if op in ("==", "!="):
            met = tuple(d for d in self.datings if relation(d.record, wanted).said in _SAME)
            return self._answer(bool(met) == (op == "=="), f"{op} {told}", met)
        if op == "agrees with":
            against = tuple(d for d in self.datings if relation(d.record, wanted).said == "apart")
            fits = tuple(d for d in self.datings if relation(d.record, wanted).said in _FITS)
            return self._answer(bool(fits) and not against, f"agrees with {told}", against or fits)
        raise ValueError(f"unknown comparison {op!r}; expected ==, != or agrees with")

    def agrees_with(self, value: str | date) -> Answer:
        """Whether every dating of the event can hold together with a time, and one of them says it."""
        return self.ask("agrees with", value)

    def _answer(self, yes: bool, question: str, met: tuple[DatingView, ...]) -> Answer:
        shown = met or self.datings
        said = f"“{self.name}” {question}" + ("" if yes else ": not so. The sources say")
        return Answer(yes, point(said, shown), shown)

    def __eq__(self, other: object) -> bool:
        return bool(self.ask("==", other)) if isinstance(other, (str, date)) else NotImplemented

    def __ne__(self, other: object) -> bool:
        return bool(self.ask("!=", other)) if isinstance(other, (str, date)) else NotImplemented

    __hash__ = None  # type: ignore[assignment] # equal to many times at once

    def __repr__(self) -> str:
        return screen(f"<when {self.name!r}: {'; '.join(dict.fromkeys(f'“{d.phrase}” {d.spot}' for d in self.datings))}>")

    def _repr_html_(self) -> str:
        return Datings(self.datings, self.datings[0]._catalogue)._repr_html_()


def when(name: str, catalogue: Catalogue, source: str | None = None) -> When:
    """The datings of a name, of all sources or of one: by id or label of an occasion, else by event, subject and words of the sentence.

    Raises:
        NotFoundError: there are none, or the source is not there.
    """
    if source is not None and source not in catalogue.sources:
        raise NotFoundError(f"no source {source!r}; there are {', '.join(catalogue.sources)}")
    grouped = [catalogue.datings[i] for o in catalogue.story.occasions if name in (o.id, o.label) for i in o.datings]
    found = grouped or _named(name, catalogue)
    draft = catalogue.result.draft  # no witness, unless it is asked for by name
    chosen = [DatingView(d, catalogue) for d in found if (d.source != draft if source is None else d.source == source)]
    if not chosen:
        events = sorted({_event(d) for d in catalogue.datings.values() if _event(d)})
        told = ", ".join(events[:_NAMED]) + (" …" if len(events) > _NAMED else "") if events else "none"
        raise NotFoundError(f"no time is given for {name!r}; the events that have one: {told}")
    return When(name, chosen)


def _named(name: str, catalogue: Catalogue) -> list[Dating]:
    """The datings that a name fits best: event and subject decide, then the whole sentence. Every word of the name has to be met."""
    wanted = words(name)
    held = [(d, _closest(d, catalogue)) for d in catalogue.datings.values() if not d.spoken]
    near = [d for d, close in held if wanted and wanted <= close]
    return near or [d for d, close in held if wanted and wanted <= close | words(catalogue.sentence(d))]


def _closest(dating: Dating, catalogue: Catalogue) -> frozenset[str]:
    """Event, verb (as a lemma and as printed) and subject."""
    said = [_event(dating)]
    if dating.predicate is not None:
        span = dating.predicate.span
        said += [dating.predicate.lemma, catalogue.sources[dating.source].text[span.start : span.end] if span is not None else ""]
    return words(" ".join(said)) | _subject(dating)


def _subject(dating: Dating) -> frozenset[str]:
    return words(dating.subject.text) if dating.subject is not None else frozenset()


def _event(dating: Dating) -> str:
    return dating.event or (dating.predicate.lemma if dating.predicate is not None else "")


def read_time(value: str | date) -> Dating:
    """A time in words as the sources are read: "Tuesday", "March 10, 2026", "1967 to 1979", "4:20 p.m.".

    Raises:
        ValueError: the words print no time, or more than one.
    """
    from factcheck.pipeline import extract_one

    said = value.isoformat() if isinstance(value, date) else value
    found = extract_one(Source("-", f"It happened on {said}.")).datings
    if len(found) != 1:
        raise ValueError(f"{said!r} is {'no time' if not found else 'more than one time'}; expected a day, date, year, span or hour in words")
    return found[0]
