"""The datings of the sources as a list: what ``factcheck extract --datings`` prints."""

from __future__ import annotations

import json

from factcheck.model import Dating, Edge, Grain, Moment, Result
from factcheck.quantity.wording import in_sentence
from factcheck.report.catalogue import Catalogue
from factcheck.report.data import as_data
from factcheck.report.lists import tables
from factcheck.report.values import coverage_lines
from factcheck.tables.time import WEEKDAYS

COLUMNS = (
    *("id", "source", "line", "column", "start", "end", "surface", "phrase", "form", "grain", "edge", "first", "last", "resolved_by"),
    *("event", "predicate", "attribution", "modality", "place", "sentence"),
)
_WHOLE = {Grain.YEAR: len("2026"), Grain.MONTH: len("2026-03")}


def render(result: Result, form: str, *, explain: bool = False, width: int | None = None, raw: bool = False) -> str:
    """Return the datings as table, csv, json or markdown; ``explain`` tells all that was read of each."""
    if form == "json":
        data = as_data(result)
        return json.dumps({k: data[k] for k in ("schema", "sources", "datings", "coverage")}, ensure_ascii=False, indent=1) + "\n"
    if form == "csv":
        return tables.csv(COLUMNS, [[d.get(c) for c in COLUMNS] for d in as_data(result)["datings"]], raw=raw)
    catalogue = Catalogue(result)
    head = ["where", "time", "means", "form", "to the", "edge", "dates"]
    rows = [_row(d, catalogue) for d in catalogue.datings.values()]
    if form == "markdown":
        return tables.markdown(head, rows) + "\n" + "".join(f"- {line}\n" for line in coverage_lines(result))
    listed = "".join(f"{line}\n" for d in catalogue.datings.values() for line in described(d, catalogue))
    return (listed if explain else tables.plain(head, rows, width)) + "\n" + "".join(f"{line}\n" for line in coverage_lines(result))


def _row(dating: Dating, catalogue: Catalogue) -> list[str]:
    return [catalogue.spot(dating), catalogue.phrase(dating), means(dating), dating.form.value, dating.grain.value, dating.edge.value, dated(dating)]


def dated(dating: Dating) -> str:
    """What a dating dates, for people: "vote (the council)"; "" where nothing says."""
    what = dating.event or (dating.predicate.lemma if dating.predicate is not None else "")
    whose = " ".join(dating.subject.text.split()) if dating.subject is not None and not dating.event else ""
    return f"{what} ({in_sentence(whose)})" if whose and what else what


def means(dating: Dating) -> str:
    """The days that a dating means, or what it prints of them where they are not known."""
    hour = f" {clock(dating.at)}" if dating.at.minute is not None else ""
    if dating.first is not None and dating.last is not None:
        whole = _WHOLE.get(dating.grain)
        if whole is not None and dating.first[:whole] == dating.last[:whole]:
            return dating.first[:whole] + hour  # a whole year, or a whole month
        return (dating.first if dating.first == dating.last else f"{dating.first} to {dating.last}") + hour
    if dating.first is not None:
        return f"from {dating.first} on{hour}"
    if dating.last is not None:
        return f"up to {dating.last}{hour}"
    if dating.offset is not None:
        ahead = "after" if dating.offset.count > 0 else "before"
        of = "another event" if dating.offset.of == "event" else "the day of the text"
        count = abs(dating.offset.count)
        return f"{count} {dating.offset.unit}{'s' * (count != 1)} {ahead} {of}" if count else f"the {dating.offset.unit} of {of}"
    at = dating.at
    parts = [WEEKDAYS[at.weekday] if at.weekday is not None else "", f"day {at.day}" if at.day else "", f"month {at.month}" if at.month else ""]
    return " ".join([p for p in parts if p]) + hour or "not known"


def clock(moment: Moment) -> str:
    """The hour of a moment as 24 hours, with its zone."""
    minute = moment.minute or 0
    return f"{minute // 60:02d}:{minute % 60:02d}{' ' + moment.zone.upper() if moment.zone else ''}"


def described(dating: Dating, catalogue: Catalogue) -> list[str]:
    """One dating with all that was read of it."""
    parts = [f"means {means(dating).strip()}", f"{dating.form.value} to the {dating.grain.value}"]
    if dating.edge is not Edge.AT:
        parts.append(dating.edge.value)
    if dating.by and dating.by != "printed":
        parts.append(f"counted from the day of the text by {dating.by}")
    parts += [f"dates {dated(dating)}"] if dated(dating) else []
    parts += ["only reports"] if dating.spoken else []
    if dating.attribution is not None:
        parts.append(f"{dating.attribution.stance} by {dating.attribution.speaker}")
    parts += [f"place {dating.place}"] if dating.place else []
    parts += [dating.modality.value] if dating.modality.value != "done" else []
    return [f'{catalogue.spot(dating)}  "{catalogue.phrase(dating)}"', f"    {'; '.join(parts)}"]
