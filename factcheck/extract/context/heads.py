"""The counted or measured noun of a quantity: behind it ("170 U.S. personnel"), before it ("a toll of 89"), or told by the words around a length."""

from __future__ import annotations

from factcheck.extract.candidate import Candidate
from factcheck.extract.context import verb_groups
from factcheck.extract.context.head import Head
from factcheck.extract.context.heads_before import NounBefore
from factcheck.extract.context.noun_phrases import NounPhrase
from factcheck.extract.neighbours import capital
from factcheck.extract.tokens import Tokens
from factcheck.model import Kind, Noun, Span
from factcheck.tables.attribution import attribution_table
from factcheck.tables.heads import Heads
from factcheck.tables.time import time_table
from factcheck.tables.words import ADJ, NOUN, NUM, PARTICIPLE_ED, PARTICIPLE_ING, PAST, PLURAL, PREP, VERB, Words

_CHILD = "child"  # what "a mother of two" counts
_BRACKET = 6  # tokens of a conversion in brackets
_INDEX = 4  # words of the name of an index
_ENDS = frozenset((".", ",", ";", ")", "and", ""))  # what may follow a clause
_ON = frozenset(("on", "over"))
_OWNER = 4  # tokens of an owner between "of" and what is owned


class HeadFinder:
    """Finds heads with one set of tables."""

    __slots__ = ("before", "phrase", "table", "words")

    def __init__(self, words: Words, table: Heads) -> None:
        self.words = words
        self.table = table
        self.phrase = NounPhrase(words, table)
        self.before = NounBefore(words, table)

    def find(self, tokens: Tokens, candidate: Candidate, first: int) -> Head:
        """Find the noun of one quantity; ``first`` is the first token of its phrase, hedge included."""
        told = self._told(tokens, candidate, first)
        if told is not None:
            return told
        behind = self._behind(tokens, candidate)
        if behind.index is not None and tokens.lower[behind.index] in self.table.point_words:  # "the index fell 12 points"
            return self._quoted_in_points(tokens, candidate, first) or behind
        if behind.index is not None and self._foreseen(tokens, candidate, behind.index):
            behind = Head(None, candidate.end, candidate.end, "")
        if behind.index is not None or behind.anaphoric:
            return behind
        if candidate.kind is Kind.COUNT and tokens.at(first - 1) in self.table.again and not tokens.at(candidate.end)[:1].isdecimal():
            return Head(None, candidate.end, candidate.end, "")
        if candidate.kind in (Kind.PERCENT, Kind.SHARE) and verb_groups.takes_side(tokens, candidate.end, self.words):
            return behind  # "…, 13 percent want more parks"
        gap = 1 + (tokens.at(first - 1) == ",")
        relative = gap == 1 and tokens.at(first - 1) in ("which", "whom")
        if (relative or (gap > 1 and tokens.at(first - 2) in self.table.pronouns)) and tokens.at(first - 1 - gap) in ("of", "among"):
            return Head(None, candidate.end, candidate.end, "of + pronoun before", anaphoric=True)
        return self.before.find(tokens, candidate, first) or behind

    def _told(self, tokens: Tokens, candidate: Candidate, first: int) -> Head | None:
        """The head of a quantity whose kind or shape says it: an age, children of a parent, "one driver in 12", a length."""
        if candidate.kind is Kind.AGE:
            return Head(None, candidate.end, candidate.end, "age")
        if candidate.kind is Kind.COUNT and tokens.at(first - 1) == "of" and tokens.at(first - 2) in self.table.parents:
            return Head(None, candidate.end, candidate.end, _CHILD)
        if candidate.kind is Kind.SHARE and tokens.at(candidate.i + 2) == "in" and self.phrase.is_noun(tokens.at(candidate.i + 1)):
            return Head(candidate.i + 1, candidate.i + 1, candidate.end, "inside")
        if candidate.dimension != "length":
            return None
        near = tokens.at(candidate.i - 1) == "within" and tokens.at(candidate.end) == "of"  # "within 10 miles of the border"
        measured = "distance" if near else self._measured(tokens, candidate.end)
        return Head(None, candidate.end, candidate.end, measured) if measured else None

    def _behind(self, tokens: Tokens, candidate: Candidate) -> Head:
        k = candidate.end
        none = Head(None, k, k, "")
        word = tokens.at(k)
        if candidate.per[:1].isdecimal():
            return self._rated(tokens, candidate, none)
        if word in ("", "to", "the"):
            return self._beyond(tokens, candidate, none)
        if word == "(" or (word == ")" and candidate.restated):
            return self._past_conversion(tokens, candidate, _past_bracket(tokens, k), none)
        if word in self.table.passed and tokens.at(k + 1) == "of":  # "two more of the crates"
            return self._of(tokens, candidate, k + 2)
        return self._right_behind(tokens, candidate, none)

    def _right_behind(self, tokens: Tokens, candidate: Candidate, none: Head) -> Head:
        """Read what follows with nothing between, a hyphen or "of" aside."""
        k = candidate.end
        word = tokens.at(k)
        if _periodic(tokens, k) or (word in ("a", "an") and tokens.at(k + 2) in time_table().relative):
            return none  # "5 per cent year on year", "one in 1,000 a decade ago"
        past = self._past_size(tokens, candidate, k)
        if past:
            return self.phrase.find(tokens, past, plural=True, none=none, by="behind")
        hyphen = word == "-" and tokens.touches(k)
        if hyphen and not candidate.unit and self._counted_by_hyphen(tokens, k + 1):
            return Head(k + 1, k + 1, k + 2, "hyphen")
        if hyphen or (word == "worth" and candidate.kind is Kind.MONEY and tokens.at(k + 1) == "of"):
            k += 1 + (tokens.at(k + 1) in self.table.extents)  # "a 12m-high wall"
        timed = tokens.at(k + 1) in time_table().units  # "rose by a fifth this spring"
        if tokens.at(k) == "of" or (candidate.kind is Kind.SHARE and tokens.at(k) in self.table.determiners and not timed):
            return self._of(tokens, candidate, k + (tokens.at(k) == "of"))
        if tokens.at(k) == "in" and candidate.kind is Kind.MONEY:
            return self._in(tokens, k + 1, none)
        asked = candidate.kind is Kind.PERCENT and self.words.main(tokens.at(k)) == VERB and self.words.tags(tokens.at(k)) & PAST
        if asked and tokens.at(candidate.i - 1) not in self.table.determiners:
            return none  # "23 percent picked the former mayor"
        if candidate.unit and not hyphen and (self._acts(tokens, candidate, k) or not self._adjective_like(tokens, candidate)):
            return none
        plural = candidate.kind is Kind.COUNT and candidate.high != 1 and not hyphen and not candidate.dimension
        if plural and self.phrase.attributive(tokens, k):
            return Head(k, k, k + 1, "attributive")
        return self.phrase.find(tokens, k, plural=plural, none=none, by="behind")

    def _past_size(self, tokens: Tokens, candidate: Candidate, k: int) -> int:
        """The token behind the size of each of those that are counted: "three four-hour stoppages", "six 500-pound bombs"; 0 for none."""
        sized = candidate.kind is Kind.COUNT and not candidate.unit and candidate.high > 1 and tokens.at(k + 1) == "-" and tokens.touches(k + 1)
        number = tokens.at(k)[:1].isdecimal() or self.words.main(tokens.at(k)) == NUM
        if not sized or not number or not tokens.touches(k + 2) or not tokens.at(k + 2)[:1].isalpha():
            return 0
        end = k + 3
        while tokens.at(end) == "-" and tokens.touches(end) and tokens.at(end + 1).isalpha():
            end += 2  # "two 10-year-old boys"
        return end

    def _past_conversion(self, tokens: Tokens, candidate: Candidate, k: int, none: Head) -> Head:
        """Read behind the same amount in another unit: "€300m ($345m) of damage", "a 1,500 km (900 mile) stretch"."""
        if tokens.at(k) == "of":
            return self._of(tokens, candidate, k + 1) if candidate.dimension != "length" else none
        article = candidate.restated or any(tokens.at(m) in ("a", "an", "the") for m in (candidate.i - 1, candidate.i - 2))
        return self.phrase.find(tokens, k, plural=False, none=none, by="behind") if article and self._of_one(tokens, candidate, k) else none

    def _of_one(self, tokens: Tokens, candidate: Candidate, k: int) -> bool:
        """Whether two measures, one in brackets, stand before the thing that has them: "a 1,500 km (900 mile) stretch"."""
        return (
            bool(candidate.dimension)
            and self._adjective_like(tokens, candidate)
            and self.phrase.is_noun(tokens.at(k))
            and tokens.at(k) not in self.table.directions
        )

    def _beyond(self, tokens: Tokens, candidate: Candidate, none: Head) -> Head:
        """Read past what stands between: "from 1000 to 2000 workers", "brings to 130 the number of boats recalled", "two-thirds the price"."""
        k = candidate.end
        if tokens.at(k + 1) in self.table.numbered and tokens.at(k + 2) == "of" and tokens.at(k) == "the":
            return self._of(tokens, candidate, k + 3)
        if candidate.kind is Kind.SHARE and tokens.at(k) == "the":
            return self._of(tokens, candidate, k)
        if tokens.at(k) != "to" or tokens.at(candidate.i - 1) != "from" or candidate.kind is not Kind.COUNT or not tokens.at(k + 1)[:1].isdecimal():
            return none
        shared = self.phrase.find(tokens, k + 2, plural=True, none=none, by="shared")
        return Head(shared.index, k, k, shared.by)

    def _rated(self, tokens: Tokens, candidate: Candidate, none: Head) -> Head:
        """Read the count of "12 cases per 100,000 residents"; "4.6 per 100,000 residents" is a rate and counts nothing named."""
        k = candidate.j
        counted = tokens.at(k + 1) in ("per", "for", "in") and self.phrase.is_noun(tokens.at(k))
        return Head(k, k, k + 1, "behind") if counted else none

    def _adjective_like(self, tokens: Tokens, candidate: Candidate) -> bool:
        """Whether a unit modifies what follows: "640-metre level", "55 mph gusts", "$13.9 billion deal", "4% spike"; not "five years"."""
        if candidate.per and candidate.per != "year":
            return tokens.at(candidate.end - 2) == "-"  # "a $25-an-hour job"
        last = tokens.lower[candidate.j - 1]
        if candidate.kind in (Kind.MONEY, Kind.PERCENT):
            return not (last.endswith("s") and len(last) > 2)
        if tokens.at(candidate.j - 2) == "-" or not last.isalpha():
            return True
        if last in ("feet", "days") or (candidate.kind is Kind.DURATION and tokens.lower[candidate.i] in self.table.determiners):
            return False  # "spent a year training"

        return len(last) <= 4 or (not last.endswith("s") and last != "inches")

    def _foreseen(self, tokens: Tokens, candidate: Candidate, k: int) -> bool:
        """Whether the noun at token ``k`` is who had expected the number: "fewer than the 160,000 economists had predicted"."""
        if tokens.at(candidate.i - 1) != "the":
            return False
        verb = k + 1 + (tokens.at(k + 1) in ("had", "have"))
        return self.words.verb(tokens.at(verb)) in attribution_table().foreseeing and tokens.at(verb + 1) in _ENDS

    def _acts(self, tokens: Tokens, candidate: Candidate, k: int) -> bool:
        """Whether what has the measure does something: "gusts of 58 mph knocking out power"; not "a 300 metre climbing wall"."""
        acts = candidate.dimension and self.words.tags(tokens.at(k)) & PARTICIPLE_ING
        return bool(acts) and tokens.at(candidate.i - 1) not in self.table.determiners

    def _counted_by_hyphen(self, tokens: Tokens, k: int) -> bool:
        """Whether the word behind the hyphen is what is counted: "four-cylinder engine", "53-man squad"; not "40-strong crowd"."""
        word = tokens.at(k)
        if not tokens.touches(k) or word in self.table.not_hyphened or word.endswith(("-old", "-old's", "-olds")):
            return False
        return self._singular_noun(word) and self.words.noun_class(self.words.noun(word)) not in self.table.unit_classes

    def _singular_noun(self, word: str) -> bool:
        known = self.phrase.is_noun(word) or (self.words.tags(word) & NOUN and not self.words.tags(word) & ADJ)
        return bool(known) and not self.words.tags(word) & PLURAL

    def _quoted_in_points(self, tokens: Tokens, candidate: Candidate, first: int) -> Head | None:
        """The index that moved by so many points; None where points are what is counted: "she scored 12 points"."""
        found = self.before.find(tokens, candidate, first)
        if found is None or found.index is None or found.by != "subject":
            return None
        named = [k for k in range(found.index, min(first, found.index + _INDEX)) if tokens.lower[k] in self.table.indices]
        if named:  # "the Dow Jones industrial average rose 39 points"
            return Head(named[-1], found.first, found.end, found.by)
        word = tokens.lower[found.index]
        quoted = word in self.table.indices or self.words.noun_class(self.words.noun(word)) in self.table.quoted_classes
        return found if quoted else None

    def _of(self, tokens: Tokens, candidate: Candidate, k: int) -> Head:
        """Read behind "of": "hundreds of relatives", "41 of its members", "14 of them", "7 percent of the services market"."""
        lower, n = tokens.lower, len(tokens.lower)
        none = Head(None, candidate.end, candidate.end, "")
        if k < n and lower[k] in self.table.pronouns and not (lower[k] in self.table.demonstratives and self._follows_noun(tokens, k + 1)):
            named = self.phrase.find(tokens, k + 1, plural=True, none=none, by="of them")  # "67 of them homes"
            if named.index == k + 1 and tokens.lower[k + 1] not in self.table.labels and tokens.at(k + 2) in (".", ",", ";", "and", ")", ""):
                return named
            return Head(None, candidate.end, k + 1, "of + pronoun", anaphoric=True)
        begin = self._past_whole(tokens, k)
        if tokens.at(begin) in self.table.unnamed and self.words.tags(tokens.at(begin + 1)) & (PARTICIPLE_ED | PARTICIPLE_ING):
            return Head(begin, begin, begin + 1, "of")  # "scores of others injured"
        found = self.phrase.find(tokens, begin, plural=candidate.kind in (Kind.COUNT, Kind.SHARE), none=none, by="of")
        if found.index is None or candidate.kind is not Kind.COUNT or begin == k:
            return found
        timed = self.words.noun_class(self.words.noun(lower[found.index])) in self.table.time_classes
        return none if timed else found  # "fewer than the 52 of the week before"

    def _past_whole(self, tokens: Tokens, k: int) -> int:
        """Step over what stands between "of" and the noun of the whole: "the", "all", "the nine", "the mill's 60"."""
        lower, n = tokens.lower, len(tokens)
        table = self.table
        while k < n and (lower[k] in table.determiners or lower[k] in table.of_passed or lower[k][0].isdecimal() or self.words.main(lower[k]) == NUM):
            k += 1
        for m in range(k, min(n - 1, k + _OWNER)):
            within = self.words.main(lower[m]) == PREP and lower[m] != "of"  # "two of the youngest inmates in Florida's system"
            if within or not (lower[m][0].isalpha() or tokens.abbreviates(m)):  # "four of Mr. Hill's trips"
                break
            if lower[m].endswith(("'s", "s'")) or (lower[m + 1] == "'" and lower[m].endswith("s") and tokens.touches(m + 1)):
                m += lower[m + 1] == "'"
                return self._past_whole(tokens, m + 1)
        while tokens.at(k) in self.table.whole_hedges:  # "of its 40 or more trams"
            k += 1
        return k

    def _follows_noun(self, tokens: Tokens, k: int) -> bool:
        """Whether "those" or "these" before token ``k`` points at a noun: "of those jobs", not "of those killed"."""
        return self.phrase.is_noun(tokens.at(k)) and tokens.at(k) not in self.table.labels

    def _in(self, tokens: Tokens, k: int, none: Head) -> Head:
        """Read behind "in": "$22 billion in revenue"."""
        word = tokens.at(k)
        if not word[:1].isalpha() or word in self.table.not_in or word in self.table.determiners:
            return none
        if (
            tokens.words[k][0].isupper()
            and not self.words.demonym(word)
            and (not tokens.title_case or self.words.main(word) not in (NOUN, ADJ) or self.words.is_place(tokens.words[k]))
        ):
            return none
        found = self.phrase.find(tokens, k, plural=False, none=none, by="in")
        if found.index is not None and self.words.noun_class(self.words.noun(tokens.lower[found.index])) in ("time", "location", "place"):
            return none
        return found

    def _measured(self, tokens: Tokens, k: int) -> str:
        """What a length measures by the words behind it: the distance from a place, the depth below the ground; "" where they do not tell."""
        lower = tokens.lower
        if tokens.at(k) == "(":  # the same length in another unit
            k = next((m + 1 for m in range(k, min(len(lower), k + _BRACKET)) if lower[m] == ")"), k)
        elif tokens.at(k) == ")":
            k += 1
        if tokens.at(k) in ("to", "-") and tokens.at(k + 1) == "the":
            k += 2
        word, after = tokens.at(k), tokens.at(k + 1)
        if not after:
            return ""
        if word == "outside" or (word in self.table.directions and after in ("of", "from")):
            return "distance"
        if (word in ("from", "away") and after in self.table.away_from) or (word == "from" and tokens.words[k + 1][0].isupper()):
            return "distance"
        return "depth" if word in ("below", "beneath", "under") and after in ("ground", "the", "sea") else ""


def _periodic(tokens: Tokens, k: int) -> bool:
    """Whether "year on year", "month-on-month", "year over year" stands at token ``k``."""
    if tokens.lower[k : k + 3] and tokens.at(k + 1) in _ON and tokens.at(k) == tokens.at(k + 2):
        return tokens.at(k) in time_table().periods
    first, *rest = tokens.at(k).split("-")
    return len(rest) == 2 and rest[0] in _ON and rest[1] == first


def _past_bracket(tokens: Tokens, k: int) -> int:
    """The token behind the bracket that opens or closes at token ``k``."""
    return next((m + 1 for m in range(k, min(len(tokens), k + _BRACKET)) if tokens.lower[m] == ")"), k)


def to_noun(tokens: Tokens, head: Head, words: Words) -> Noun | None:
    """Build the record of a head: lemma (a name keeps its capital), class, modifiers, place."""
    if head.index is None:
        return (
            Noun(head.by, "measure-word")
            if head.by in ("distance", "depth")
            else Noun(_CHILD, words.noun_class(_CHILD))
            if head.by == _CHILD
            else None
        )
    k = head.index
    if len(tokens.words[k]) == 1:
        return None  # the "s" of "two F-16s"
    printed, lower = tokens.words[k], tokens.lower[k]
    lemma = words.noun(lower)
    if printed[0].isupper() and k and not tokens.title_case and lower.endswith(_LATIN):
        lemma = lower  # "the Ossa rose": a river, and no bones
    cls = words.noun_class(lemma)
    if printed[0].isupper() and _is_name(tokens, k, words):
        lemma = printed[: len(lemma)] if lower.startswith(lemma) else printed[0] + lemma[1:]
    modifiers = tuple(w for w in tokens.words[head.first : k] if w[0].isalpha()) if head.by in ("behind", "of", "in") else ()
    return Noun(lemma, cls, modifiers, Span(tokens.starts[k], tokens.ends[k]))


_LATIN = ("a", "ae", "i")  # endings of plurals that names have too


def _is_name(tokens: Tokens, k: int, words: Words) -> bool:
    """Whether the capital of a noun is its own: "550 Marines", "14 MPs"; not in title case, nor at the start of a sentence."""
    printed = tokens.words[k]
    if sum(map(str.isupper, printed)) > 1:
        return not printed.isupper()
    if not k or tokens.words[k - 1][0] in '"“.:':
        return False
    if tokens.title_case:
        return not words.tags(tokens.lower[k])
    return not words.tags(tokens.lower[k]) or not capital(tokens.words[k - 1]) or words.is_human_class(words.noun_class(words.noun(tokens.lower[k])))
