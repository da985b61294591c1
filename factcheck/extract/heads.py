"""The counted or measured noun of a quantity: behind it ("170 U.S. personnel"), before it ("a toll of 89", "Dead: 14", "revenue rose 5 percent").

The head of the noun phrase is found from parts of speech alone: a count of two or more ends at the first plural that no other plural follows,
anything else at the last noun in a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from factcheck.extract.candidate import Candidate
from factcheck.extract.tokens import Tokens
from factcheck.model import Kind, Noun, Span
from factcheck.paths import rules_root
from factcheck.tables.words import ADJ, ADV, AUX, BASE, NOUN, PARTICIPLE_ED, PARTICIPLE_ING, PAST, PLURAL, PREP, THIRD, VERB, Words
from factcheck.tables.yamlfile import read_yaml

_REACH = 9  # tokens looked at behind a number
_BACK = 16  # tokens looked at before it


@dataclass(frozen=True, slots=True)
class HeadTable:
    """``rules/lexicon/heads.yaml``."""

    linking: frozenset[str]
    linking_to: frozenset[str]
    object: frozenset[str]
    pronouns: frozenset[str]
    passed: frozenset[str]
    stops: frozenset[str]
    not_in: frozenset[str]


@cache
def load_heads() -> HeadTable:
    """Load the lexicon of heads once per process."""
    data = read_yaml(rules_root() / "lexicon" / "heads.yaml")
    return HeadTable(*(frozenset(data[key].split()) for key in ("linking", "linking_to", "object", "pronouns", "passed", "stops", "not_in")))


class Head:
    """Token of the counted noun, the token behind its phrase, how it was found, and whether words of the text refer back to one."""

    __slots__ = ("anaphoric", "by", "end", "first", "index")

    def __init__(self, index: int | None, first: int, end: int, by: str, *, anaphoric: bool = False) -> None:
        self.index = index
        self.first = first
        self.end = end
        self.by = by
        self.anaphoric = anaphoric


class HeadFinder:
    """Finds heads with one set of tables."""

    __slots__ = ("table", "words")

    def __init__(self, words: Words, table: HeadTable) -> None:
        self.words = words
        self.table = table

    def find(self, tokens: Tokens, candidate: Candidate, first: int) -> Head:
        """Find the noun of one quantity; ``first`` is the first token of its phrase, hedge included."""
        if candidate.kind is Kind.AGE:
            return Head(None, candidate.end, candidate.end, "age")
        if candidate.dimension == "length":
            measured = _measured(tokens, candidate.end)
            if measured:
                return Head(None, candidate.end, candidate.end, measured)
        behind = self._behind(tokens, candidate)
        if behind.index is not None or behind.anaphoric:
            return behind
        before = self._before(tokens, candidate, first)
        return before if before is not None else behind

    # --- behind the number ----------------------------------------------------------------------------------------------------------------

    def _behind(self, tokens: Tokens, candidate: Candidate) -> Head:
        lower, n = tokens.lower, len(tokens)
        k = candidate.end
        none = Head(None, k, k, "")
        if k >= n:
            return none
        hyphen = lower[k] == "-" and tokens.touches(k)
        if hyphen:
            k += 1
        elif lower[k] == "worth" and candidate.kind is Kind.MONEY and lower[k + 1 : k + 2] == ["of"]:
            k += 1
        if k < n and lower[k] == "of":
            return self._of(tokens, candidate, k + 1)
        if k < n and lower[k] == "in" and candidate.kind is Kind.MONEY:
            return self._in(tokens, k + 1, none)
        if candidate.unit and not hyphen and not self._adjective_like(tokens, candidate):
            return none
        return self._phrase(tokens, k, plural=self._plural(candidate, hyphen), none=none, by="behind")

    def _adjective_like(self, tokens: Tokens, candidate: Candidate) -> bool:
        """Whether a unit modifies what follows: "640-metre level", "55 mph gusts", "$13.9 billion deal", "4% spike"; not "five years"."""
        if candidate.per and candidate.per != "year":
            return False
        last = tokens.lower[candidate.j - 1]
        if candidate.kind in (Kind.MONEY, Kind.PERCENT):
            return not (last.endswith("s") and len(last) > 2)
        if tokens.lower[candidate.j - 2 : candidate.j - 1] == ["-"]:
            return True
        return not last.endswith("s") and last not in ("feet", "inches") and len(last) > 1 or not last.isalpha() or len(last) <= 4 and last not in ("feet", "days")

    @staticmethod
    def _plural(candidate: Candidate, hyphen: bool) -> bool:
        return candidate.kind is Kind.COUNT and candidate.high != 1 and not hyphen and not candidate.dimension

    def _of(self, tokens: Tokens, candidate: Candidate, k: int) -> Head:
        """ "hundreds of relatives", "41 of its members", "14 of them", "7 percent of the services market". """
        lower, n = tokens.lower, len(tokens)
        none = Head(None, candidate.end, candidate.end, "")
        if k < n and lower[k] in self.table.pronouns:
            return Head(None, candidate.end, k + 1, "of + pronoun", anaphoric=True)
        while k < n and (self._is_determiner(lower[k]) or lower[k] in ("all", "previous", "last", "first") or lower[k][0].isdigit()):
            k += 1
        if k < n and tokens.words[k].endswith(("'s", "’s")):
            k += 1
        return self._phrase(tokens, k, plural=candidate.kind in (Kind.COUNT, Kind.SHARE), none=none, by="of")

    def _in(self, tokens: Tokens, k: int, none: Head) -> Head:
        lower, n = tokens.lower, len(tokens)
        if k >= n or lower[k] in self.table.not_in or not lower[k][0].isalpha() or tokens.words[k][0].isupper() or self._is_determiner(lower[k]):
            return none
        found = self._phrase(tokens, k, plural=False, none=none, by="in")
        if found.index is not None and self.words.noun_class(self.words.noun(lower[found.index])) in ("time", "location", "place"):
            return none
        return found

    def _is_determiner(self, word: str) -> bool:
        return word in _DETERMINERS

    def _phrase(self, tokens: Tokens, k: int, *, plural: bool, none: Head, by: str) -> Head:
        """Walk over modifiers and nouns from token ``k`` and return the head of the phrase."""
        words, lower, n = self.words, tokens.lower, len(tokens)
        head, maybe, first = None, None, k
        limit = min(n, k + _REACH)
        while k < limit:
            word = lower[k]
            if not word[0].isalpha():
                if word == "-" and tokens.touches(k) and k + 1 < n and tokens.touches(k + 1):
                    k += 1
                    continue
                break
            if word in self.table.stops:
                break
            if word in self.table.passed and head is None:
                k += 1
                continue
            main, tags = words.main(word), words.tags(word)
            if main == NOUN or tags == 0 and word not in ("s",):
                if word.endswith("'s") and k + 1 < limit:  # a possessor is never the head
                    k += 1
                    continue
                head = k
                if plural and (tags & PLURAL or tags == 0 and word.endswith("s")) and not self._plural_follows(tokens, k + 1):
                    break
            elif main == ADJ or main == ADV and tags & ADJ and self._noun_follows(tokens, k + 1):
                if head is not None and plural:
                    break
                maybe = k if tags & NOUN and words.is_human_class(words.noun_class(words.noun(word))) else maybe
            elif main == VERB:
                named = head is None and not plural and tags & NOUN and not self._opens_object(lower[k + 1] if k + 1 < n else "")
                if not named and not self._modifies(tokens, k, head, tags):
                    break
                if named or tags & NOUN and head is not None:
                    head = k
            else:
                break
            k += 1
        if head is None:
            head = maybe
        if head is None or not plural and self._opens_clause(tokens, first, head):
            return none
        return Head(head, first, head + 1, by)

    def _opens_clause(self, tokens: Tokens, first: int, head: int) -> bool:
        """Whether a name and a verb follow, as in "the £12.5 million Rovers paid": a clause of its own, and no noun of the number."""
        after = tokens.lower[head + 1] if head + 1 < len(tokens) else ""
        if not tokens.words[first][0].isupper() or not after or not after[0].islower():
            return False
        return self.words.main(after) in (VERB, AUX) and tokens.words[head][0].isupper() and not all(w[0].isupper() for w in tokens.words[: first + 1] if w[0].isalpha())

    def _plural_follows(self, tokens: Tokens, k: int) -> bool:
        """Whether the plural before ``k`` only modifies another one: "sports cars", "arms dealers"."""
        if k >= len(tokens) or not tokens.lower[k][0].isalpha():
            return False
        word = tokens.lower[k]
        tags = self.words.tags(word)
        return self.words.main(word) == NOUN and bool(tags & PLURAL) and not tags & THIRD and word not in self.table.stops and not tags & VERB

    def _noun_follows(self, tokens: Tokens, k: int) -> bool:
        return k < len(tokens) and self._is_noun(tokens.lower[k])

    def _modifies(self, tokens: Tokens, k: int, head: int | None, tags: int) -> bool:
        """Whether a verb form belongs to the noun phrase: "trapped miners", "copper concentrate"; not "miners trapped"."""
        after = tokens.lower[k + 1] if k + 1 < len(tokens) else ""
        noun_after = bool(after) and after[0].isalpha() and after not in self.table.stops and self.words.main(after) in (NOUN, ADJ)
        if head is None:
            return bool(tags & (PARTICIPLE_ED | PARTICIPLE_ING)) and not (tags & PAST and not noun_after) and noun_after or bool(tags & NOUN and noun_after and not tags & (PAST | THIRD))
        singular = not self.words.tags(tokens.lower[head]) & PLURAL
        return singular and bool(tags & NOUN) and bool(tags & BASE) and not tags & (THIRD | PAST) and not self._opens_object(after)

    @staticmethod
    def _opens_object(word: str) -> bool:
        return word in _DETERMINERS or word in ("to", "him", "them", "it", "her", "us")

    # --- before the number ----------------------------------------------------------------------------------------------------------------

    def _before(self, tokens: Tokens, candidate: Candidate, first: int) -> Head | None:
        lower = tokens.lower
        p = first - 1
        if p < 0:
            return None
        word = lower[p]
        if word in ("of", "is", "was") and p and lower[p - 1] == "magnitude" or word == "magnitude":
            index = p if word == "magnitude" else p - 1
            return Head(index, candidate.end, candidate.end, "before")
        if word == "of" and p and self._is_noun(lower[p - 1]):
            adverbial = p > 1 and lower[p - 2] in ("in", "on", "by", "at", "one") or self.words.noun_class(self.words.noun(lower[p - 1])) in _TIMES
            return None if adverbial else Head(p - 1, candidate.end, candidate.end, "noun of")
        if word == ":" and p:
            return self._label(tokens, p, candidate)
        return self._subject(tokens, p, candidate)

    def _is_noun(self, word: str) -> bool:
        return word[0].isalpha() and self.words.main(word) == NOUN

    def _label(self, tokens: Tokens, colon: int, candidate: Candidate) -> Head | None:
        """ "Structures destroyed: 93", "Dead: 14", "Size: 14,200 acres": the noun of the label. """
        for k in range(max(0, colon - 4), colon):
            if self._is_noun(tokens.lower[k]) or tokens.lower[k] in ("dead", "injured", "missing", "wounded"):
                run = k
                while run + 1 < colon and self._is_noun(tokens.lower[run + 1]):
                    run += 1
                return Head(run, candidate.end, candidate.end, "label")
        return None

    def _subject(self, tokens: Tokens, p: int, candidate: Candidate) -> Head | None:
        """The subject or object of the verb that ties a noun to the number: "the toll rose to 89", "put the losses at $40 million"."""
        lower, words = tokens.lower, self.words
        if candidate.kind is Kind.DURATION:
            return None
        placed = lower[p] in ("to", "at", "by", "from", "near", "below", "above")
        p -= placed
        stop = max(-1, p - _BACK)
        verb = p
        while verb > stop:
            word = lower[verb]
            if word in (";", ":", "(", ")", "—", "–") or word in ("and", "but", "or") and verb < p - 1:
                return None
            if word[0].isalpha() and (words.main(word) in (VERB, AUX) or words.tags(word) & VERB and verb == p):
                lemma = words.verb(word)
                if lemma in self.table.linking or placed and lemma in self.table.linking_to:
                    return self._noun_before(tokens, verb, candidate)
                if lemma in self.table.object and verb < p:
                    return self._noun_between(tokens, verb + 1, p + 1, candidate)
                return None
            verb -= 1
        if p >= 0 and candidate.unit and self._is_noun(lower[p]) and lower[p + 1] in ("to", "at", "by", "up", "down"):
            return Head(p, candidate.end, candidate.end, "before")
        return None

    def _noun_before(self, tokens: Tokens, verb: int, candidate: Candidate) -> Head | None:
        """Head of the first noun phrase of the clause that ends at the verb: "the death toll from the accident climbed"."""
        lower = tokens.lower
        start = verb - 1
        while start >= 0 and verb - start < _BACK and lower[start] not in (",", ";", ":", "(", ")", "—", '"', "“", "that", "and", "but", "when", "while", "as"):
            start -= 1
        return self._noun_between(tokens, start + 1, verb, candidate)

    def _noun_between(self, tokens: Tokens, start: int, end: int, candidate: Candidate) -> Head | None:
        lower, words = tokens.lower, self.words
        head = None
        for k in range(start, end):
            word = lower[k]
            if not word[0].isalpha():
                if head is not None and word != "-":
                    break
                continue
            if head is not None and word in self.table.stops:
                break
            main = words.main(word)
            if main == NOUN or words.tags(word) == 0:
                if not word.endswith("'s"):
                    head = k
            elif head is not None and (main in (PREP, VERB, AUX) or words.tags(word) & (PARTICIPLE_ED | PARTICIPLE_ING)):
                break
        if head is None or tokens.words[head][0].isupper() and head != start and words.tags(lower[head]) == 0:
            return None
        return Head(head, candidate.end, candidate.end, "subject")


_TIMES = frozenset(("time", "time-event", "period", "time-unit"))
_DETERMINERS = frozenset("the a an its his her their our my your this that these those some any every each no all both one".split())


_DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west north-northeast north-northwest"
    " south-southeast south-southwest east-northeast east-southeast west-northwest west-southwest northeastward inland offshore outside".split()
)


def _measured(tokens: Tokens, k: int) -> str:
    """What a length measures by the words behind it: the distance from a place, the depth below the ground; "" where they do not tell."""
    lower, n = tokens.lower, len(tokens)
    if k < n and lower[k] == "(":  # the same length in another unit
        k = next((m + 1 for m in range(k, min(n, k + 6)) if lower[m] == ")"), k)
    elif k < n and lower[k] == ")":
        k += 1
    if k < n and lower[k] in ("to", "-") and k + 1 < n and lower[k + 1] == "the":
        k += 2
    if k + 1 < n and (lower[k] in _DIRECTIONS and lower[k + 1] in ("of", "from") or lower[k] in ("from", "away") and lower[k + 1] in _FROM or lower[k] == "outside"):
        return "distance"
    if k + 1 < n and lower[k] in ("from", "outside") and tokens.words[k + 1][0].isupper():
        return "distance"
    return "depth" if k + 1 < n and lower[k] in ("below", "beneath", "under") and lower[k + 1] in ("ground", "the", "sea") else ""


_FROM = frozenset(("the", "from", "a", "an", "its", "his", "her", "their", "where", "here", "downtown", "central"))


def to_noun(tokens: Tokens, head: Head, words: Words) -> Noun | None:
    """Build the record of a head: lemma (a name keeps its capital), class, modifiers, place."""
    if head.index is None:
        return Noun(head.by, "measure-word") if head.by in ("distance", "depth") else None
    k = head.index
    printed, lower = tokens.words[k], tokens.lower[k]
    lemma = words.noun(lower)
    cls = words.noun_class(lemma)
    if printed[0].isupper() and not printed.isupper() and k > 0 and tokens.words[k - 1][0] not in '"“.:' and not words.tags(lower):
        lemma = printed[0] + lemma[1:]
    modifiers = tuple(w for w in tokens.words[head.first : k] if w[0].isalpha()) if head.by in ("behind", "of", "in") else ()
    return Noun(lemma, cls, modifiers, Span(tokens.starts[k], tokens.ends[k]))
