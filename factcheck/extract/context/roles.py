"""What part a figure plays among its neighbours: total, part, whole, change, previous or current value, further, limit.

Token tests left and right of the figure; the strongest sign wins, in the order of ``find``. "Up to" is a hedge and never a role.
"""

from __future__ import annotations

from itertools import takewhile

from factcheck.extract.tokens import Tokens
from factcheck.model import Role
from factcheck.tables.roles import RoleTable, role_table
from factcheck.tables.time import time_table
from factcheck.tables.words import load_words

_APART = 16  # tokens between "from" and the "to" before a value told in two ways
_REACH = 11  # words before a figure in which its change may stand
_SIDE = 5  # words from one side's number to the "to" before the other's
_OWNER = 5  # words back from an owner to its "of"
_BESIDE = 5  # words in which a time would be named
_SAID = 4  # words of "when there were", and of "from March 2010"
_MARK = 6  # words in which the mark stands that a number is off
_NEAR = 8  # fillers before a figure that are stepped over
_ENDS = frozenset(".;:")
_MONEY = frozenset("$£€¥")


def find(tokens: Tokens, i: int, j: int, head: int | None, *, restated: bool = False) -> Role:
    """Return the role of the figure ``tokens[i:j]`` with counted noun ``head``; ``restated`` where it converts the figure before it."""
    if restated:
        return Role.RESTATED
    table = role_table()
    lower = tokens.lower
    k = i - 1
    first = max(-1, k - _NEAR)
    while k > first and (lower[k] in table.fillers or lower[k] in _MONEY):
        if lower[k] in table.comparatives and lower[k + 1] != "than":
            break
        k -= 1
    if k > 1 and lower[k].endswith("ed") and lower[k - 1] in ("a", "an", "the") and lower[k - 2] in ("from", "to"):
        k -= 2  # "up 5% from a restated $1.20 billion"
    k = _past_sum(lower, k, table)
    before = lower[k] if k >= 0 else ""
    return (
        _moved(lower, k, before, j, head, table)
        or _changed(lower, k, before, i, j, head, table)
        or _portion(lower, k, before, i, j, head, table)
        or _rest(lower, k, before, j, head, table)
        or Role.PLAIN
    )


def _past_sum(lower: list[str], k: int, table: RoleTable) -> int:
    """The "by" of "lower by a combined 110,000", "fell by a total of 40": what changed in all is a change; else ``k``."""
    at = k - 1 if k > 2 and lower[k] == "of" else k
    told = at > 1 and lower[at] in table.totals and lower[at - 2 : at] == ["by", "a"]
    return at - 2 if told and _change_before(lower, at - 2, table, movers=True) else k


def _moved(lower: list[str], k: int, before: str, j: int, head: int | None, table: RoleTable) -> Role | None:
    """Return previous or current: "to $107 from $103", "an earlier toll of 14", "compared with 91"."""
    if k > 0 and before == "from" and (lower[k - 1] in ("up", "down") or _change_before(lower, k, table, movers=False) or _after_to(lower, k, table)):
        return Role.PREVIOUS
    if k > 1 and before == "to" and lower[k - 1] == "," and (opened := _inserted(lower, k - 1, table)):
        return Role.CURRENT if _change_before(lower, opened, table, movers=True) else None
    grown = k > 1 and lower[k - 1] == "up" and (lower[k - 2] in table.movers or lower[k - 2] in table.changes)
    if k > 0 and before == "to" and (grown or lower[k - 1] not in ("up", "close", "compared")):
        counted = head is not None and head >= j
        return Role.CURRENT if _change_before(lower, k, table, movers=True, counted=counted) else None
    if (before in ("with", "to") and k > 0 and lower[k - 1] == "compared") or before in table.compare:
        return Role.PREVIOUS if _beside(lower, j, head, table) is None else None
    return Role.PREVIOUS if _previous(lower, k, before, table) or _when_before(lower, k, table) else None


def _when_before(lower: list[str], k: int, table: RoleTable) -> bool:
    """Whether a number tells what there was when a change set out: "fell by 40 percent from 2010, when there were 900, to 540"."""
    when = next((m for m in range(k, max(1, k - _SAID), -1) if lower[m] == "when" and lower[m - 1] == ","), 0)
    since = next((m for m in range(when - 2, max(0, when - _SAID), -1) if lower[m] == "from"), 0) if when else 0
    return since > 0 and _change_before(lower, since, table, movers=False)


def _inserted(lower: list[str], comma: int, table: RoleTable) -> int:
    """The comma that opens the clause which the comma at token ``comma`` closes; 0 where there is none: "from 1999, when 40 died, to 12"."""
    for m in range(comma - 1, max(0, comma - _APART), -1):
        if lower[m] == ",":
            return m if lower[m + 1] in table.stops else 0
        if lower[m] in _ENDS:
            return 0
    return 0


def _beside(lower: list[str], j: int, head: int | None, table: RoleTable) -> int | None:
    """The token behind a compared number that names another, and no other time: "compared with 12 for the Greens"."""
    times = time_table()
    for k in (j, head + 1 if head is not None and head >= j else j):
        if k + 1 >= len(lower) or lower[k] not in table.beside:
            continue
        behind = list(takewhile(lambda w: w not in table.stops and w != ",", lower[k + 1 : k + 1 + _BESIDE]))
        if not any(w in times.telltales or w in times.near or w in times.fiscal or (len(w) == 4 and w.isdecimal()) for w in behind):
            return k
    return None


def compared_with(tokens: Tokens, i: int, j: int, head: int | None) -> int | None:
    """The token that opens whose number the figure is where it is compared with another's: the "for" of "compared with 12 for the Greens"."""
    table = role_table()
    lower = tokens.lower
    k = i - 1
    first = max(-1, k - _NEAR)
    while k > first and (lower[k] in table.fillers or lower[k] in _MONEY):
        k -= 1
    if k < 1 or not (lower[k] in table.compare or (lower[k] in ("with", "to") and lower[k - 1] == "compared") or _to_other(lower, k, j, table)):
        return None
    return _beside(lower, j, head, table)


def _to_other(lower: list[str], k: int, j: int, table: RoleTable) -> bool:
    """Whether "to" at token ``k`` sets one side's number against another's: "44 percent of the vote to 37 percent for", "52 seats to 41 for"."""
    if lower[k] != "to" or _change_before(lower, k, table, movers=True):
        return False
    near = lower[max(0, k - _SIDE) : k]
    alike = any(w in table.measured for w in near) if lower[j - 1] in table.measured else lower[j : j + 1] == ["for"]
    return alike and any(_counted(w, table) for w in near) and "from" not in near


def _after_to(lower: list[str], k: int, table: RoleTable) -> bool:
    """Whether a value after a change, told in two ways, stands before "from": "rose to $412 million, or 84 cents per share, from $367 million"."""
    if lower[k - 1] != ",":
        return False
    for m in range(k - 2, max(0, k - _APART), -1):
        if lower[m] in table.stops and lower[m] not in (",", "or"):
            return False
        if lower[m] == "to" and (lower[m + 1][0].isdecimal() or lower[m + 1] in _MONEY):
            return _change_before(lower, m, table, movers=True)
    return False


def _changed(lower: list[str], k: int, before: str, i: int, j: int, head: int | None, table: RoleTable) -> Role | None:
    """Return change: "rose 4%", "by 12", "a rise of $2", "12 percent lower", "seven more than in 2022"."""
    measured = lower[j - 1] in table.measured or lower[i] in _MONEY or (i > 0 and lower[i - 1] in _MONEY)
    follows = lower[j] if j < len(lower) else ""
    bare = head is None or head < j
    change = (
        (before in table.changes and bare)
        or (before == "by" and not _agents(lower, k, j, head) and _change_before(lower, k, table, movers=True))
        or (before in table.changes_if_measured and measured)
        or (before in ("up", "down") and k > 0 and lower[k - 1] in table.be)
        or (before == "of" and k > 0 and lower[k - 1] in table.change_nouns)
        or (follows in table.change_after and (measured or follows in table.compared_after))
        or (follows in table.comparatives and lower[j + 1 : j + 2] == ["than"])
        or (follows in table.offsets and _off_mark(lower, j + 1, table))
        or (head == j and lower[j + 1 : j + 2] in (["above"], ["below"]) and _off_mark(lower, j + 2, table))
    )
    return Role.CHANGE if change else None


def _agents(lower: list[str], k: int, j: int, head: int | None) -> bool:
    """Whether those behind "by" are who did it: "the suit was brought by 88 residents", "the boy was taken by three men"."""
    if head is None or head < j or lower[k - 1] not in _DONE:
        return False
    words = load_words()
    return words.is_human_class(words.noun_class(words.noun(lower[head])))


_DONE = frozenset("brought taken pushed raised lifted moved dropped".split())


def _off_mark(lower: list[str], k: int, table: RoleTable) -> bool:
    """Whether a record, an average or another mark ends the noun phrase that begins at token ``k``: "above its previous record"."""
    for m in range(k, min(len(lower), k + _MARK)):
        if not lower[m][0].isalpha() or lower[m] in table.stops:
            return False
        if lower[m] in table.yardsticks:
            follows = lower[m + 1] if m + 1 < len(lower) else "."
            return (not follows[0].isalnum() or follows in table.yardstick_ends) and lower[m - 1] not in table.no_yardsticks
    return False


def _previous(lower: list[str], k: int, before: str, table: RoleTable) -> bool:
    if before in table.previous_words:
        return True
    if before == "of" and k > 1 and (lower[k - 2] in table.previous_adjectives or (k > 2 and lower[k - 3] in table.previous_adjectives)):
        return True
    if before == "been" and k > 0 and lower[k - 1] == "had":
        return True
    if before in ("at", "as") and k > 1 and lower[k - 2] in table.previous_words:
        return True
    if _had_put(lower, k, table):
        return True
    return before in table.previous_adjectives and before not in table.not_before


def _had_put(lower: list[str], k: int, table: RoleTable) -> bool:
    """Whether the number is what was said before: "had put the toll at 41", "had earlier reported 41 deaths"."""
    for m in range(k, max(-1, k - 1 - _REACH), -1):
        if lower[m] in table.stops or lower[m] in _ENDS:
            return False
        if lower[m] == "had" and m < k:
            earlier = lower[m + 1] in table.previous_words or lower[m + 1] in table.earlier
            return lower[m + 1 + earlier] in table.putting and (earlier or (lower[m + 1] == "put" and "at" in lower[k : k + 2]))
    return False


def _change_before(lower: list[str], k: int, table: RoleTable, *, movers: bool, counted: bool = False) -> bool:
    """Whether a word of change stands in the clause before token ``k``; ``counted``: one that changes counts of things, not "power was cut to"."""
    for m in range(k - 1, max(-1, k - 1 - _REACH), -1):
        word = lower[m]
        if word in table.stops:
            return False
        if counted and word in table.carriers:
            return False
        if word in table.changes or word in table.changes_if_measured or (movers and word in table.movers) or (not movers and word in table.movers):
            return not (word == "up" and lower[m + 1 : m + 2] == ["to"] and m + 1 == k)
        if word in table.change_nouns and not movers:
            return True
    return False


def _portion(lower: list[str], k: int, before: str, i: int, j: int, head: int | None, table: RoleTable) -> Role | None:
    """Return part or whole: "30 of them", "of which 48 million", "9 of the 32", "out of 2,500", "Of the dead, 15"."""
    after = head + 1 if head is not None and head >= j else j
    if before == "among" and ("the" in lower[k + 1 : i] or not k or lower[k - 1] in table.be or lower[k - 1] in table.ranking):
        return Role.WHOLE  # "ranks among the 22 entrants", "she is now among the 2,300 people who fled"
    if before == "among" and lower[k - 1] in table.sharing:
        return None  # "divided among four heirs"
    if before in table.among or (before in table.those and k > 0 and lower[k - 1] in ("among", "of")):
        return Role.PART
    if _whole(lower, i, head, table):
        return Role.WHOLE
    measured = lower[j - 1] in table.measured
    for at in (j, after):
        if at + 1 < len(lower) and lower[at] == "of":
            follows = lower[at + 1]
            if follows in table.those or (at == j and follows in table.determiners and not measured and lower[i - 1 : i] != ["the"]):
                return Role.PART
            if (follows[0].isdecimal() and (at == j or head == j - 1)) or (
                follows in table.determiners and at + 2 < len(lower) and lower[at + 2][0].isdecimal() and lower[at + 3 : at + 5] != ["-", "strong"]
            ):
                return Role.PART
    if _out_of(lower, j) or (_out_of(lower, after) and _bare_number(lower, after + 2, table)):
        return Role.PART
    return _of_opening(lower, i, table)


def _out_of(lower: list[str], k: int) -> bool:
    return k + 1 < len(lower) and lower[k] == "out" and lower[k + 1] == "of"


def _bare_number(lower: list[str], k: int, table: RoleTable) -> bool:
    """Whether a number without a noun of its own stands at token ``k``, a determiner before it allowed: "out of 390 it had held"."""
    if k < len(lower) and lower[k] in table.bare_openers:
        k += 1
    if k >= len(lower) or not (lower[k][0].isdecimal() or lower[k] in table.numbers):
        return False
    return k + 1 >= len(lower) or not lower[k + 1][0].isalpha() or lower[k + 1] in table.bare_followers


def _whole(lower: list[str], i: int, head: int | None, table: RoleTable) -> bool:
    """Whether the figure is that of which another is the part: "of" before it, a number or a word of share before that."""
    m = i - 1
    while m >= max(0, i - _NEAR) and (lower[m] in table.fillers or lower[m] in table.determiners or lower[m] in _MONEY):
        m -= 1
    if m > 1 and lower[m].endswith(("'s", "s'")):  # "nine of the depot's 16 clerks"
        m = next((n for n in range(m - 1, max(0, m - _OWNER), -1) if lower[n] == "of"), m)
    if m < 1:
        return False
    if lower[m] != "of" or lower[m - 1] in table.of_idioms:
        return lower[m] == "among" and lower[m - 1] == "from"
    if lower[m - 1] == "out":
        return m > 1 and (head is None or head < i or _counted(lower[m - 2], table) or lower[m - 2] == lower[head])
    if _counted(lower[m - 1], table) or lower[m - 1] in table.quantifiers or lower[m - 1] == "%":
        return True
    determined = m + 1 < i and lower[m + 1] in table.determiners
    return determined and m > 1 and _counted(lower[m - 2], table)


def _counted(word: str, table: RoleTable) -> bool:
    return word[0].isdecimal() or word in table.numbers


def _of_opening(lower: list[str], i: int, table: RoleTable) -> Role | None:
    """Return part for "Of the dead, 15 came …", "Of 310 brands, 217 …", "Among those, three …"; whole for the number inside such an opening."""
    if len(lower) > 3 and lower[0] in ("of", "among") and (lower[1] in table.determiners | table.those or _counted(lower[1], table)):
        for k in range(2, min(len(lower), 10)):
            if lower[k] == ",":
                first = not any(_counted(w, table) for w in lower[k + 1 : i])  # of those behind an opening with a number one is its part
                return (
                    Role.PART
                    if k < i <= k + _REACH and (first or not _counted(lower[1], table))
                    else (Role.WHOLE if lower[0] == "of" and i < k else None)
                )
    return None


def _rest(lower: list[str], k: int, before: str, j: int, head: int | None, table: RoleTable) -> Role | None:
    """Return further, limit or total."""
    after = head + 1 if head is not None and head >= j else j
    if _holds(lower, k, table):
        return Role.LIMIT
    of = lower[k - 1] if before == "of" and k > 0 else ""
    if before in table.further or _further_behind(lower, j, after, table):
        return Role.FURTHER
    if of in table.limit_before or (before in ("for", "to") and k > 0 and lower[k - 1] in table.licences) or _limited(lower, j, after, table):
        return Role.LIMIT
    if before == "," and lower[max(0, k - 2) : k] == ["in", "all"]:
        return Role.TOTAL
    total = of in table.totals or before in table.totals or _in_all(lower, j, table) or (after != j and _in_all(lower, after, table))
    return Role.TOTAL if total else None


def _limited(lower: list[str], j: int, after: int, table: RoleTable) -> bool:
    """Whether a word of limits stands right behind the figure or ends its noun phrase: "the 5 percent hurdle"."""
    return (j < len(lower) and lower[j] in table.limits) or (j + 1 <= after and j + 1 < len(lower) and lower[j + 1] in table.limits)


def _in_all(lower: list[str], k: int, table: RoleTable) -> bool:
    """Whether "in all", "altogether" stands at token ``k``."""
    return k < len(lower) and (lower[k] in table.total_after or (lower[k] == "in" and lower[k + 1 : k + 2] == ["all"]))


def _holds(lower: list[str], k: int, table: RoleTable) -> bool:
    """Whether the number is how much something can take: "has the capacity to carry 178", "can hold up to 400", "room for 450"."""
    if k > 0 and lower[k] == "to" and lower[k - 1] == "up":
        k -= 2
    if k < 1:
        return False
    if lower[k] == "for":
        return lower[k - 1] in table.rooms
    return lower[k] in table.hold and not table.able.isdisjoint(lower[max(0, k - 4) : k])


def _further_behind(lower: list[str], j: int, after: int, table: RoleTable) -> bool:
    """Whether "more", "additional" or "further" stands between the figure and its noun: "12 more men", not "12 more than"."""
    for at in (j, j + 1):
        if at < len(lower) and lower[at] in table.further_after and lower[at + 1 : at + 2] != ["than"]:
            return at == j or at < after
    return False
