"""Runs rules over one story."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.check.changed import all_changed
from factcheck.check.corrections import without_withdrawn
from factcheck.check.drafts.scope import of_the_draft
from factcheck.check.index import StoryIndex
from factcheck.check.kinds import kinds
from factcheck.check.once import once
from factcheck.check.rule import Rule
from factcheck.model import Finding, Story
from factcheck.tables.tolerances import load_tolerances
from factcheck.tables.vocabulary import load_vocabulary


def run(story: Story, rules: Sequence[Rule], *, draft: str | None = None) -> tuple[Finding, ...]:
    """Return what ``rules`` find in a story: errors first, then by fact key, rule and figures. Ids are left empty; the report names findings.

    ``draft`` is the id of the source that is held against the others: it is no witness, and the rules for drafts look at it alone.
    """
    return find(index_of(story, draft=draft), rules)


def find(index: StoryIndex, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """The same for a story that is indexed; what the rules looked up stays in the index for whoever asks next."""
    keys = {f.id: f.key for f in index.story.facts}
    found = [f for rule in sorted(rules, key=lambda r: r.id) for f in kinds()[rule.kind].check(index, rule) if f.ids]
    found = all_changed(index, _without_echoes(once(index, found, rules), rules), rules)
    if index.draft is not None:
        found = of_the_draft(index, found, rules)

    def place(f: Finding) -> tuple[object, ...]:
        return -f.severity.rank, keys.get(f.fact or "", ()), f.rule, [index.order[i] for i in f.ids], f.message

    return tuple(sorted(found, key=place))


def index_of(story: Story, *, draft: str | None = None) -> StoryIndex:
    """Index a story for judgement with the project's tables."""
    return StoryIndex(without_withdrawn(story), load_tolerances(), load_vocabulary(), draft)


def _without_echoes(found: list[Finding], rules: Sequence[Rule]) -> list[Finding]:
    """Drop what rules that yield say of a fact of which another rule has spoken."""
    yielding = {r.id for r in rules if r.yields}
    spoken_of = {f.fact for f in found if f.rule not in yielding and f.fact is not None}
    return [f for f in found if f.rule not in yielding or f.fact not in spoken_of]
