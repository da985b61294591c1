"""What an editor asks about a place: hover, the other figures of the fact, verdicts as inlay hints, and what can be done about a finding."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lsprotocol import types

from factcheck.lsp.diagnostics import against, of_findings
from factcheck.lsp.places import Places
from factcheck.model import Dating, Figure, Finding, Mention
from factcheck.report import mention as telling
from factcheck.report.checklist import in_text_order, said
from factcheck.report.outgoing import line

ACCEPT = "factcheck.accept"
Stories = Sequence[Places]


def hover(stories: Stories, path: Path, at: types.Position, *, plain: bool) -> types.Hover | None:
    """What is known of the figure at a place."""
    for places in stories:
        for mention in places.within(path, types.Range(at, at))[:1]:
            tell = telling.as_text if plain else telling.as_markdown
            kind = types.MarkupKind.PlainText if plain else types.MarkupKind.Markdown
            return types.Hover(types.MarkupContent(kind, tell(mention, places.catalogue)), places.range(mention))
    return None


def others(stories: Stories, path: Path, at: types.Position, *, itself: bool) -> list[types.Location]:
    """Where the other figures of the fact stand; with ``itself`` also the one that is asked about."""
    found: dict[tuple[str, int, int], types.Location] = {}
    for places in stories:
        for mention in places.within(path, types.Range(at, at))[:1]:
            for one in (*((mention,) if itself else ()), *telling.others(mention, places.catalogue)):
                there = places.location(one)
                found.setdefault((there.uri, there.range.start.line, there.range.start.character), there)
    return list(found.values())


def hints(stories: Stories, path: Path, asked: types.Range) -> list[types.InlayHint]:
    """The verdicts on the figures and times of a draft, behind each."""
    found = []
    for places in stories:
        here = {m.id: m for m in places.mentions(path)}
        for verdict in in_text_order(places.catalogue):
            mention = here.get(verdict.figure)
            if mention is None:
                continue
            end = places.range(mention).end
            if asked.start <= end <= asked.end:
                found.append(types.InlayHint(end, line(said(verdict)), tooltip=line(verdict.reason) or None, padding_left=True))
    return found


def actions(stories: Stories, path: Path, asked: types.Range, folder: Path, version: int | None) -> list[types.CodeAction]:
    """Accepting each finding that a range touches, and the other sides' values in the place of what stands there. None is ever preferred."""
    found: dict[str, types.CodeAction] = {}
    for places in stories:
        diagnostics = of_findings(places)
        for mention in places.within(path, asked):
            for finding in telling.findings_on(mention, places.catalogue):
                told = [d for d in diagnostics[places.uri(mention.source)] if d.data == {"finding": finding.id} and d.range == places.range(mention)]
                accepted = _accept(finding, folder)
                for key, action in ((accepted.title, accepted), *_replacements(finding, mention, places, version).items()):
                    action.diagnostics = told
                    found.setdefault(key, action)
    return list(found.values())


def _accept(finding: Finding, folder: Path) -> types.CodeAction:
    title = telling.accept_title(finding)
    command = types.Command(title, ACCEPT, arguments=[{"folder": str(folder), "finding": finding.id}])
    return types.CodeAction(title, kind=types.CodeActionKind.QuickFix, command=command)


def _replacements(finding: Finding, old: Mention, places: Places, version: int | None) -> dict[str, types.CodeAction]:
    """One for each wording of another side, by figure and wording, for people to choose from: nothing here says which is right."""
    tellers: dict[str, list[str]] = {}
    for new in against(finding, old, places.catalogue.members(finding)) if places.stands_as_printed(old) else ():
        if _alike(old, new):
            tellers.setdefault(" ".join(new.surface.split()), []).append(new.source)
    found = {}
    for words, sources in tellers.items():
        if words != old.surface:
            edit = types.TextEdit(places.range(old), words)
            document = types.OptionalVersionedTextDocumentIdentifier(places.uri(old.source), version)
            change = types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [edit])])
            title = telling.replace_title(old, words, sources)
            found[f"{old.id} {words}"] = types.CodeAction(title, kind=types.CodeActionKind.QuickFix, edit=change)
    return found


def _alike(old: Mention, new: Mention) -> bool:
    """Whether one can stand where the other does: figures of a kind and dimension in running text, or datings."""
    if isinstance(old, Figure) and isinstance(new, Figure):
        one, other = old.quantity, new.quantity
        return (one.kind, one.dimension, one.per) == (other.kind, other.dimension, other.per) and not old.is_cell and not new.is_cell
    return isinstance(old, Dating) and isinstance(new, Dating)
