"""Every record that crosses the boundary of a stage: frozen, slotted, picklable, hashable plain values.

Offsets are code points, half-open, into the unmodified text of a source. Values are ``Decimal``. Collections are tuples.
A stage adds knowledge by building the next record, never by filling fields of the last one.

    sources ──► text ──► extract ──► align ──► check ──► report
    Source      Layout   Extraction  Story     Finding   Result
"""

from factcheck.model.datings import Dating, Edge, Form, Grain, Mention, Moment, Offset
from factcheck.model.facts import EXCHANGED, NUMBER_ASPECTS, VALUE_ASPECTS, Comparison, Fact, Level, Lineage, Occasion, Passage, Story, probability
from factcheck.model.failing import ERRORS, WANTING, FailOn, failing
from factcheck.model.figures import (
    Attribution,
    Exclusion,
    Extraction,
    Figure,
    Hedge,
    Inherited,
    Interval,
    Kind,
    Modality,
    Noun,
    Predicate,
    Quantity,
    Role,
    Subject,
)
from factcheck.model.findings import Acceptance, Coverage, Finding, Result, RuleNote, Severity, Side, Verdict
from factcheck.model.grids import Cell, Column, Grid, Period, Reading, Table, TableRow
from factcheck.model.limits import Limits
from factcheck.model.sources import UNTOLD, About, Layout, Mark, Position, Run, Sentence, Skip, Source, Span, Step

__all__ = [
    "ERRORS",
    "EXCHANGED",
    "NUMBER_ASPECTS",
    "UNTOLD",
    "VALUE_ASPECTS",
    "WANTING",
    "About",
    "Acceptance",
    "Attribution",
    "Cell",
    "Column",
    "Comparison",
    "Coverage",
    "Dating",
    "Edge",
    "Exclusion",
    "Extraction",
    "Fact",
    "FailOn",
    "Figure",
    "Finding",
    "Form",
    "Grain",
    "Grid",
    "Hedge",
    "Inherited",
    "Interval",
    "Kind",
    "Layout",
    "Level",
    "Limits",
    "Lineage",
    "Mark",
    "Mention",
    "Modality",
    "Moment",
    "Noun",
    "Occasion",
    "Offset",
    "Passage",
    "Period",
    "Position",
    "Predicate",
    "Quantity",
    "Reading",
    "Result",
    "Role",
    "RuleNote",
    "Run",
    "Sentence",
    "Severity",
    "Side",
    "Skip",
    "Source",
    "Span",
    "Step",
    "Story",
    "Subject",
    "Table",
    "TableRow",
    "Verdict",
    "failing",
    "probability",
]
