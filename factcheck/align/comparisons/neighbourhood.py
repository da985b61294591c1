"""The surroundings of two figures: what stands behind each, rare words of their clauses, lead, alone or in a list, words that exclude each other."""

from __future__ import annotations

from factcheck.align.comparisons.aspect import Aspect, Pair

_RARE = 2  # times that a source may print a word for it to be rare
_LIST = 3  # figures more in one sentence than in the other that make it a list


def _behind(pair: Pair) -> str:
    """Words in common among those right behind the numbers: "12 ferries sank off Orla", "14 ferries off Orla"."""
    shared = len(pair.x.behind & pair.y.behind)
    return "many" if shared > 1 else "one" if shared else "none"


def _rare(pair: Pair) -> str:
    """Words of both clauses that either source prints twice at most."""
    uses = pair.story.context.stem_uses
    mine, theirs = uses[pair.x.source], uses[pair.y.source]
    shared = sum(1 for s in pair.x.clause & pair.y.clause if mine[s] <= _RARE and theirs[s] <= _RARE)
    return "many" if shared > 2 else "some" if shared == 2 else "one" if shared else "none"


def _lead(pair: Pair) -> str:
    return "both" if pair.x.lead and pair.y.lead else "one" if pair.x.lead or pair.y.lead else "neither"


def _crowd(pair: Pair) -> str:
    """Whether one stands in a list of figures and the other nearly alone."""
    lines = pair.story.context.lines
    apart = abs(len(lines[pair.x.line].figures) - len(lines[pair.y.line].figures))
    return "alike" if not apart else "near" if apart < _LIST else "list_against_one"


def _exclusive(pair: Pair) -> str:
    """Whether the clauses name members of one set of words that exclude each other, and none in common: boys, girls."""
    x, y = pair.x.members, pair.y.members
    return "differs" if any(y.get(group, member) != member for group, member in x.items()) else "none"


BEHIND = Aspect("behind", ("many", "one", "none"), _behind)
LEAD = Aspect("lead", ("both", "one", "neither"), _lead)
RARE = Aspect("rare_words", ("many", "some", "one", "none"), _rare)
CROWD = Aspect("crowd", ("alike", "near", "list_against_one"), _crowd)
EXCLUSIVE = Aspect("exclusive", ("differs", "none"), _exclusive)
