"""What is known of one figure or dating, for whoever points at it: how it was read, its fact, who else says what; and titles of actions."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Dating, Figure, Finding, Mention, Verdict
from factcheck.model.sources import readable
from factcheck.quantity.wording import mid_sentence
from factcheck.report.catalogue import Catalogue
from factcheck.report.checklist import acceptances, said
from factcheck.report.escape import inline
from factcheck.report.explain import described
from factcheck.report.outgoing import line, markdown, screen
from factcheck.report.quote import shorten

_OTHERS = 12  # figures of a fact that are told one by one
_NAMED = 4  # sources that a title names
_QUOTE = 100  # characters of what a baseline quotes


def others(mention: Mention, catalogue: Catalogue) -> tuple[Mention, ...]:
    """The other figures of its fact, or datings of its event, in order; where it stands alone, those that a verdict or finding sets beside it."""
    together = [o.datings for o in catalogue.story.occasions] if isinstance(mention, Dating) else [f.figures for f in catalogue.facts.values()]
    ids = {i for group in together if mention.id in group for i in group}
    if ids <= {mention.id}:
        verdict = verdict_on(mention, catalogue)
        ids = {*(verdict.evidence if verdict is not None else ()), *(i for f in findings_on(mention, catalogue) for i in f.ids)}
    return tuple(catalogue.mentions[i] for i in catalogue.in_order(ids - {mention.id}))


def findings_on(mention: Mention, catalogue: Catalogue) -> tuple[Finding, ...]:
    """The open findings that rest on it."""
    return tuple(f for f in catalogue.open_findings() if mention.id in f.ids)


def verdict_on(mention: Mention, catalogue: Catalogue) -> Verdict | None:
    """What the sources say of a figure or time of the draft; None for what stands elsewhere."""
    return next((v for v in (*catalogue.result.verdicts, *catalogue.result.dated) if v.figure == mention.id), None)


def _blocks(mention: Mention, catalogue: Catalogue) -> list[tuple[str, list[str]]]:
    """A line of plain text each with those that stand under it."""
    head, reading, *_ = (text.strip() for text in described(mention, catalogue))
    blocks = [(head, [reading])]
    verdict = verdict_on(mention, catalogue)
    if verdict is not None:
        accepted = acceptances(catalogue.result).get(mention.id, "")
        blocks.append((said(verdict), [x for x in (verdict.reason, accepted) if x]))
    label = _label(mention, catalogue)
    if label:
        told = [_told(m, catalogue) for m in others(mention, catalogue)]
        more = len(told) - _OTHERS
        blocks.append((label, told[:_OTHERS] + ([f"and {more} more"] if more > 0 else [])))
    blocks += [(f"{f.severity.value} {f.rule} {f.id}", [f.message]) for f in findings_on(mention, catalogue)]
    return blocks


def _label(mention: Mention, catalogue: Catalogue) -> str:
    if isinstance(mention, Dating):
        return next((o.label for o in catalogue.story.occasions if mention.id in o.datings), "")
    return catalogue.fact_of[mention.id].label if mention.id in catalogue.fact_of else ""


def _told(mention: Mention, catalogue: Catalogue) -> str:
    """A figure that says something of the same thing: where, its words, and who is named for it."""
    by = f" ({mention.attribution.stance} by {mention.attribution.speaker})" if mention.attribution is not None else ""
    return f"{catalogue.spot(mention)} “{catalogue.phrase(mention)}”{by}"


def as_markdown(mention: Mention, catalogue: Catalogue) -> str:
    """All of it as Markdown in which nothing that an outlet printed is markup."""
    parts = [f"**{inline(head)}**\n" + "".join(f"\n- {inline(text)}" for text in lines) for head, lines in _blocks(mention, catalogue)]
    return markdown("\n\n".join(parts))


def as_text(mention: Mention, catalogue: Catalogue) -> str:
    """The same as plain text."""
    return screen("\n".join("\n  ".join(line(text) for text in (head, *lines)) for head, lines in _blocks(mention, catalogue)))


def label_of(mention: Mention, catalogue: Catalogue) -> str:
    """The words of a figure with its source, on one line."""
    return line(f"{catalogue.phrase(mention)} ({mention.source})")


def in_short(finding: Finding, catalogue: Catalogue) -> str:
    """What the figures of a finding say, short, for people who read the baseline."""
    members = catalogue.members(finding)
    phrases = [catalogue.phrase(f) for f in members]
    inside = [mid_sentence(text, f) if isinstance(f, Figure) else text for text, f in zip(phrases, members, strict=True)]
    return shorten(" / ".join((*phrases[:1], *(p for p in dict.fromkeys(inside) if p != inside[0]))), _QUOTE)


def accept_title(finding: Finding) -> str:
    """What accepting a finding is called."""
    return line(f"Accept {finding.rule} {finding.id}, with a reason, in the baseline")


def replace_title(old: Mention, words: str, sources: Sequence[str]) -> str:
    """What putting the words of other sources in the place of these is called; it names each of them."""
    named = [readable(s) for s in dict.fromkeys(sources)]
    named = [*named[:_NAMED], f"{len(named) - _NAMED} more"] if len(named) > _NAMED else named
    told = f"{', '.join(named[:-1])} and {named[-1]} have" if len(named) > 1 else f"{named[0]} has"
    return line(f"Put “{words}” for “{old.surface}”, as {told} it")
