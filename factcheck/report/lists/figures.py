"""The figures of the sources as a list: what ``factcheck extract`` prints."""

from __future__ import annotations

import json

from factcheck.model import Figure, Result
from factcheck.quantity.wording import interval, plain_number, unit_words
from factcheck.report.catalogue import Catalogue
from factcheck.report.data import as_data, exclusions
from factcheck.report.escape import inline
from factcheck.report.lists import tables
from factcheck.report.values import coverage_lines

COLUMNS = (
    *("id", "source", "line", "column", "start", "end", "surface", "phrase", "low", "high", "unit", "dimension", "noun", "noun_phrase"),
    *("hedge", "predicate", "attribution", "place", "time", "modality", "role", "kind", "sentence"),
)


def render(result: Result, form: str, *, explain: bool = False, width: int | None = None, raw: bool = False) -> str:
    """Return the figures as table, csv, json or markdown; ``explain`` adds the trace of each and what was set aside.

    CSV carries no coverage, since other programs read it; the same counts can be made from its rows.
    """
    if form == "json":
        return _json(result, explain)
    if form == "csv":
        return csv(result, raw=raw)
    catalogue = Catalogue(result)
    head = ["where", "figure", "value", "unit", "hedge", "counted", "predicate", "said by"]
    rows = [_row(f, catalogue) for f in catalogue.figures.values()]
    if form == "markdown":
        return tables.markdown(head, rows) + "\n" + "".join(f"- {inline(line)}\n" for line in coverage_lines(result))
    text = _explained(catalogue) if explain else tables.plain(head, rows, width)
    return text + "\n" + "".join(f"{line}\n" for line in coverage_lines(result))


def csv(result: Result, *, raw: bool = False) -> str:
    """One row a figure with the columns of the JSON contract."""
    rows = [[f.get(c) for c in COLUMNS] for f in as_data(result)["figures"]]
    return tables.csv(COLUMNS, rows, raw=raw)


def _row(figure: Figure, catalogue: Catalogue) -> list[str]:
    return [
        catalogue.spot(figure),
        catalogue.phrase(figure),
        value(figure),
        unit_words(figure.quantity.unit, figure.quantity.per),
        figure.hedge.value,
        figure.noun.lemma if figure.noun is not None else "",
        figure.predicate.lemma if figure.predicate is not None else "",
        figure.attribution.speaker if figure.attribution is not None else "",
    ]


def value(figure: Figure) -> str:
    """The number or range as stated, in plain digits and in the printed order."""
    quantity = figure.quantity
    return f"{plain_number(quantity.low)}–{plain_number(quantity.high)}" if quantity.is_range else plain_number(quantity.low)


def _json(result: Result, explain: bool) -> str:
    data = as_data(result)
    if explain:
        traces = {f.id: f.trace for e in result.story.extractions for f in e.figures}
        for figure in data["figures"]:
            figure["trace"] = [{"stage": s.stage, "by": s.by, "outcome": s.outcome} for s in traces[figure["id"]]]
        data["exclusions"] = exclusions(Catalogue(result).extractions)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _explained(catalogue: Catalogue) -> str:
    lines: list[str] = []
    for extraction in catalogue.extractions:
        for figure in extraction.figures:
            lines += described(figure, catalogue)
        for x in extraction.exclusions:
            line, column = catalogue.line_column(extraction.source.id, x.start)
            lines.append(
                f'{extraction.source.id}:{line}:{column}  "{" ".join(x.surface.split())}"  no figure: {x.kind}{" by " + x.by if x.by else ""}'
            )
        lines.append("")
    return "\n".join(lines)


def described(figure: Figure, catalogue: Catalogue) -> list[str]:
    """One figure with all that was read of it, and the trace of how."""
    unit = unit_words(figure.quantity.unit, figure.quantity.per)
    parts = [f"value {value(figure)} {unit}".rstrip(), f"admits {interval(figure.interval)}", f"hedge {figure.hedge.value}"]
    if figure.noun is not None:
        parts.append(
            f"counted {figure.noun.lemma}" + (f" ({figure.noun.cls})" if figure.noun.cls else "") + (" inherited" if figure.noun.inherited else "")
        )
    if figure.predicate is not None:
        parts.append(("not " if figure.predicate.negated else "") + figure.predicate.lemma)
    if figure.attribution is not None:
        parts.append(f"{figure.attribution.stance} by {figure.attribution.speaker}")
    parts += [f"{name} {text}" for name, text in (("place", figure.place), ("time", figure.time)) if text]
    if figure.subject is not None:
        parts.append(f"of {figure.subject.text} by {figure.subject.how}")
    around = (("place", figure.scene), ("time", figure.moment))
    parts += [f"{name} of the {given.how}: {given.text}" for name, given in around if given is not None]
    parts += [x for x in (figure.modality.value, figure.role.value) if x not in {"done", "plain"}]
    if catalogue.layouts[figure.source].lost_capitals:
        parts.append("copy without capitals, those of names given back")
    lines = [f'{catalogue.spot(figure)}  "{catalogue.phrase(figure)}"', f"    {'; '.join(parts)}"]
    return lines + [f"    {s.stage}: {s.outcome}{' by ' + s.by if s.by else ''}" for s in figure.trace]
