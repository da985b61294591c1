"""The rule reference: every rule in Markdown, from the rule files themselves; ``docs/rules.md`` is what this gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from factcheck.report.escape import block, inline, table

if TYPE_CHECKING:
    from factcheck.check.rule import Example, Rule

_ORDER = ("error", "warning", "note")


def reference(rules: Sequence[Rule]) -> str:
    """Return a page: the rules in a table by severity, then each with its reason, its numbers and its examples."""
    ordered = sorted(rules, key=lambda r: (_ORDER.index(r.severity.value), r.id))
    head = [[f"[{inline(r.id)}](#{quote(r.id)})", r.severity.value, inline(r.summary)] for r in ordered]
    lines = ["<!-- made by `factcheck rules list --format markdown` -->", "", "# The rules", "", *table(["rule", "severity", "says"], head), ""]
    for rule in ordered:
        lines += _rule(rule)
    return "\n".join(lines).rstrip("\n") + "\n"


def _rule(rule: Rule) -> list[str]:
    lines = [f"## {inline(rule.id)}", "", f"{rule.severity.value} · {block(rule.summary)}.", "", block(rule.explanation), ""]
    if rule.source:
        lines += [f"Source: {inline(rule.source)}", ""]
    numbers = [f"{name} {_parameter(value)}" for name, value in rule.parameters]
    if numbers:
        lines += [f"Kind `{rule.kind}` with {inline(', '.join(numbers))}.", ""]
    return [*lines, "Flags:", "", *_examples(rule.flags), "", "Passes:", "", *_examples(rule.passes), ""]


def _parameter(value: object) -> str:
    return " ".join(sorted(value)) if isinstance(value, frozenset) else str(value)


def _examples(examples: Sequence[Example]) -> list[str]:
    lines = []
    for example in examples:
        texts = []
        for number, text in enumerate(example.texts):
            about = [x for x in (example.outlet[number] if example.outlet else None, example.published[number] if example.published else None) if x]
            if example.draft == number:
                about.append("the draft")
            texts.append(f'"{inline(text)}"' + (f" ({', '.join(inline(a) for a in about)})" if about else ""))
        lines.append("- " + " — ".join(texts))
    return lines
