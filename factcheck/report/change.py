"""What a change adds, keeps and resolves: two results compared by the ids of their findings, for a terminal or a pull-request comment.

Works on the data of the JSON contract, so that two files of two runs compare like two results in hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from factcheck.report.escape import block, inline
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


def terminal(change: Change) -> str:
    """The change as plain text: new findings in full, the others in one line each."""
    lines = []
    for finding in change.added:
        lines += [f"new {finding['severity']} {finding['rule']} {finding['id']}", f"  {finding['message']}"]
        lines += [f'  {spot} "{before}{surface}{after}"' for spot, before, surface, after in _quotes(finding, change.new)] + [""]
    lines += [_line("kept", f) for f in change.kept] + [_line("resolved", f) for f in change.resolved]
    return "\n".join([*lines, change.summary, *(f"  {line}" for line in coverage_text(change.new))]) + "\n"


def markdown(change: Change, limit: int = LIMIT) -> str:
    """The change as a comment of at most ``limit`` characters: whole blocks are left out and counted, never cut."""
    head = [f"### Figures: {change.summary}", ""]
    tail = ["", *(f"- {inline(line)}" for line in coverage_text(change.new))]
    blocks = ["\n".join(_block(f, change.new)) for f in change.added]
    blocks += ["\n".join(_details(title, found)) for title, found in (("Kept", change.kept), ("Resolved", change.resolved)) if found]
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
    return f"{word} {finding['severity']} {finding['rule']} {finding['id']}: {finding['message']}"


def _block(finding: dict[str, Any], data: dict[str, Any]) -> list[str]:
    lines = [f"#### {finding['rule']} · {finding['severity']} · {finding['id']}", "", block(finding["message"]), ""]
    for spot, before, surface, after in _quotes(finding, data):
        lead, trail = " " * before.endswith(" "), " " * after.startswith(" ")
        lines.append(f'- {inline(spot)} "{inline(before)}{lead}**{inline(surface)}**{trail}{inline(after)}"')
    return [*lines, ""]


def _details(title: str, findings: tuple[dict[str, Any], ...]) -> list[str]:
    items = [f"- {f['severity']} {f['rule']} {f['id']}: {inline(shorten(f['message'], 200))}" for f in findings]
    return ["<details>", f"<summary>{title}: {len(findings)}</summary>", "", *items, "", "</details>", ""]


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
