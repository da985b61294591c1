"""What a change adds, keeps and resolves: two results compared by the ids of their findings, for a terminal or a pull-request comment.

Works on the data of the JSON contract, so that two files of two runs compare like two results in hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from factcheck.report.bundles import only_here
from factcheck.report.escape import block, inline
from factcheck.report.outgoing import line as one_line
from factcheck.report.quote import shorten
from factcheck.report.values import plural

LIMIT = 60_000  # characters; GitHub takes 65,536 in a comment
_SIDE = 80  # characters of a sentence on either side of the figure


@dataclass(frozen=True, slots=True)
class Change:
    """Findings by what became of them, each in the order of its own result. Accepted ones count as not there."""

    old: dict[str, Any]
    new: dict[str, Any]
    added: tuple[dict[str, Any], ...]
    kept: tuple[dict[str, Any], ...]
    resolved: tuple[dict[str, Any], ...]

    @property
    def summary(self) -> str:
        """The counts in one line."""
        return f"{len(self.added)} new, {len(self.kept)} kept, {len(self.resolved)} resolved"


def compare(old: dict[str, Any], new: dict[str, Any]) -> Change:
    """Compare two results given as data of the JSON contract."""
    before = [f for f in old["findings"] if not f["accepted"]]
    after = [f for f in new["findings"] if not f["accepted"]]
    known, present = {f["id"] for f in before}, {f["id"] for f in after}
    return Change(
        old,
        new,
        tuple(f for f in after if f["id"] not in known),
        tuple(f for f in after if f["id"] in known),
        tuple(f for f in before if f["id"] not in present),
    )


def as_data(change: Change, base: str) -> dict[str, Any]:
    """The change as plain data: ids of findings in the new result, and the resolved findings themselves."""
    return {
        "base": base,
        "added": [f["id"] for f in change.added],
        "kept": [f["id"] for f in change.kept],
        "resolved": list(change.resolved),
    }


def terminal(change: Change, *, verbose: bool = False) -> str:
    """The change as plain text: new findings in full, the others in one line each; those of one bundle together unless all are asked for."""
    lines = []
    alone, together = (change.added, []) if verbose else _apart(change.added)
    for finding in alone:
        lines += [f"new {_name(finding)}", f"  {one_line(finding['message'])}"]
        lines += [f'  {spot} "{before}{surface}{after}"' for spot, before, surface, after in _quotes(finding, change.new)] + [""]
    lines += [f"new {text}" for text in together] + [""] * bool(together)
    for word, findings in (("kept", change.kept), ("resolved", change.resolved)):
        alone, together = (findings, []) if verbose else _apart(findings)
        lines += [_line(word, f) for f in alone] + [f"{word} {text}" for text in together]
    return "\n".join([*lines, change.summary, *(f"  {line}" for line in coverage_text(change.new))]) + "\n"


def markdown(change: Change, limit: int = LIMIT, *, verbose: bool = False) -> str:
    """The change as a comment of at most ``limit`` characters: whole blocks are left out and counted, never cut."""
    head = [f"### Figures: {change.summary}", ""]
    tail = ["", *(f"- {inline(line)}" for line in coverage_text(change.new))]
    alone, together = (change.added, []) if verbose else _apart(change.added)
    blocks = ["\n".join(_block(f, change.new)) for f in alone]
    blocks += ["\n".join([*(f"- {inline(text)}" for text in together), ""])] if together else []
    blocks += ["\n".join(_details(title, found, verbose)) for title, found in (("Kept", change.kept), ("Resolved", change.resolved)) if found]
    room = limit - len("\n".join([*head, *tail])) - 100
    shown: list[str] = []
    for text in blocks:
        if len(text) + 1 > room:
            break
        room -= len(text) + 1
        shown.append(text)
    if len(shown) < len(blocks):
        shown.append(f"… {plural(len(blocks) - len(shown), 'block')} more, see the report.")
    return "\n".join([*head, *(shown or [] if change.new["coverage"].get("nothing_compared") else shown or ["No new differences."]), *tail]) + "\n"


_SKIPPED = (("not read", "not_read"), ("left out", "left_out"), ("note", "notes"))


def coverage_text(data: dict[str, Any]) -> list[str]:
    """The coverage of a result given as data."""
    seen, kept = data["coverage"], data.get("acceptance", {})
    empty = seen.get("nothing_compared")
    lines = [
        *([f"Nothing to compare: {empty}"] if empty else []),
        f"{plural(seen['sources'], 'source')} read, {plural(seen['lineages'], 'independent lineage')}",
        f"{plural(seen['figures'], 'figure')} found, {seen['aligned']} aligned across sources, {seen['single']} in one source only",
        *(f"{word}: {what}" for word, key in _SKIPPED for what in seen.get(key, ())),
    ]
    hidden = kept.get("baseline", 0) + kept.get("inline", 0)
    return [*lines, f"{plural(hidden, 'finding')} accepted and not shown"] if hidden else lines


def _line(word: str, finding: dict[str, Any]) -> str:
    return f"{word} {_name(finding)}: {one_line(finding['message'])}"


def _block(finding: dict[str, Any], data: dict[str, Any]) -> list[str]:
    lines = [f"#### {inline(finding['rule'])} · {inline(finding['severity'])} · {inline(finding['id'])}", "", block(finding["message"]), ""]
    for spot, before, surface, after in _quotes(finding, data):
        lead, trail = " " * before.endswith(" "), " " * after.startswith(" ")
        lines.append(f'- {inline(spot)} "{inline(before)}{lead}**{inline(surface)}**{trail}{inline(after)}"')
    return [*lines, ""]


def _apart(findings: Iterable[dict[str, Any]]) -> tuple[tuple[dict[str, Any], ...], list[str]]:
    """The findings that are told by themselves, and a line for each bundle of the others."""
    alone: list[dict[str, Any]] = []
    together: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        if finding.get("bundle"):
            together[finding["severity"], finding["rule"], finding["bundle"]] += 1
        else:
            alone.append(finding)
    return tuple(alone), [f"{severity} {rule} {name}: {only_here(name, n)}" for (severity, rule, name), n in sorted(together.items())]


def _details(title: str, findings: tuple[dict[str, Any], ...], verbose: bool) -> list[str]:
    alone, together = (findings, []) if verbose else _apart(findings)
    items = [f"- {inline(_name(f))}: {inline(shorten(f['message'], 200))}" for f in alone]
    items += [f"- {inline(text)}" for text in together]
    return ["<details>", f"<summary>{title}: {len(findings)}</summary>", "", *items, "", "</details>", ""]


def _name(finding: dict[str, Any]) -> str:
    return f"{finding['severity']} {finding['rule']} {finding['id']}"


def _quotes(finding: dict[str, Any], data: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """Place, words before, figure, words after, of each figure of a finding."""
    figures = {f["id"]: f for f in data["figures"]}
    found = []
    for i in finding["figures"]:
        figure = figures[i]
        start, end = (figure[k] - figure["sentence_start"] for k in ("start", "end"))
        sentence = figure["sentence"]
        before, after = " ".join(sentence[:start].split()), " ".join(sentence[end:].split())
        before = shorten(before[::-1], _SIDE)[::-1] + " " * sentence[:start][-1:].isspace()
        after = " " * sentence[end:][:1].isspace() + shorten(after, _SIDE)
        found.append((f"{figure['source']}:{figure['line']}", before, " ".join(figure["surface"].split()), after))
    return found
