"""Turns a baseline of the scheme ``factcheck/v1`` over to today's: the findings of today are named once more as they were named then.

The old scheme: rule; key of the fact; sorted set of (source, low, high, unit, denominator, hedge) of the figures. It knew one finding a lineage
where there is now one a figure, so that an old entry may become several.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck.accept.baseline import OLD_SCHEME, Entry
from factcheck.model import Figure, Finding, Result
from factcheck.model.identity import digest
from factcheck.quantity.wording import canonical


@dataclass(frozen=True, slots=True)
class Migration:
    """What became of a baseline. ``lost`` are the old entries that found no finding; they are part of ``entries`` as they were."""

    entries: tuple[Entry, ...]
    moved: int  # old entries that found their findings
    lost: tuple[Entry, ...]


def migrate(entries: Sequence[Entry], result: Result, quote: Callable[[Finding], str]) -> Migration:
    """Give old entries the ids of today; reason, name and last day stay.

    An entry of the new scheme that is there already wins over an old one for the same finding. Old entries without a finding stay as they are:
    they may belong to another story that the same file serves.
    """
    found = _old_names(result)
    kept = {e.id: e for e in entries if not e.old}
    lost: list[Entry] = []
    moved = 0
    for entry in (e for e in entries if e.old):
        findings = [f for f in found.get(entry.id, ()) if f.rule == entry.rule]
        if not findings:
            lost.append(entry)
            continue
        moved += 1
        for finding in findings:
            kept.setdefault(finding.id, replace(entry, id=finding.id, quote=quote(finding), scheme=""))
    return Migration((*kept.values(), *lost), moved, tuple(lost))


def _old_names(result: Result) -> Mapping[str, tuple[Finding, ...]]:
    """The findings of today by the id that the old scheme gave them."""
    figures = {f.id: f for e in sorted(result.story.extractions, key=lambda e: e.source.id) for f in e.figures}
    order = {i: n for n, i in enumerate(figures)}
    keys = {f.id: f.key for f in result.story.facts}
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in result.findings:
        if finding.datings:
            continue  # the old scheme knew none
        groups[finding.rule, finding.bundle or finding.id].append(finding)
    named = []
    for (rule, _), findings in groups.items():
        ids = sorted({i for f in findings for i in f.figures}, key=order.__getitem__)
        fact = findings[0].fact
        key = () if fact is None else keys.get(fact, ())
        named.append((_old_digest(rule, key, (figures[i] for i in ids)), [order[i] for i in ids], findings[0].message, findings))
    named.sort(key=lambda x: x[:3])
    seen: Counter[str] = Counter()
    found = {}
    for name, _, _, findings in named:
        seen[name] += 1
        found[name if seen[name] == 1 else f"{name}-{seen[name]}"] = tuple(findings)
    return found


def _old_digest(rule: str, key: Sequence[str], figures: Iterable[Figure]) -> str:
    values = {(f.source, canonical(f.quantity.low), canonical(f.quantity.high), f.quantity.unit, f.quantity.per, f.hedge.value) for f in figures}
    return digest(((OLD_SCHEME, rule), key, *sorted(values)))
