"""The counted noun before its number: "a toll of 89", "Dead: 14", "revenue rose 5 percent", "put the losses at $40 million"."""

from __future__ import annotations

from factcheck.extract.candidate import Candidate
from factcheck.extract.context.head import Head
from factcheck.extract.tokens import Tokens
from factcheck.model import Kind
from factcheck.tables.heads import Heads
from factcheck.tables.modality import modality_table
from factcheck.tables.time import time_table
from factcheck.tables.words import ADJ, ADV, AUX, BASE, NOUN, NUM, PARTICIPLE_ED, PARTICIPLE_ING, PLURAL, PREP, THIRD, VERB, Words

_BACK = 16  # tokens looked at before a number
_ARTICLES = frozenset(("a", "an", "the"))
_LABEL = 6  # tokens of a label before its colon


class NounBefore:
    """Looks back from a number with one set of tables; stateless."""

    __slots__ = ("table", "words")

    def __init__(self, words: Words, table: Heads) -> None:
        self.words = words
        self.table = table

    def find(self, tokens: Tokens, candidate: Candidate, first: int) -> Head | None:
        """Return the noun before the phrase that begins at token ``first``; None where nothing ties one to the number."""
        lower = tokens.lower
        p = first - 1
        if p < 0:
            return None
        word, further = lower[p], tokens.at(p - 1)
        if word == "magnitude" or (further == "magnitude" and word in ("of", "is", "was")):
            return self._head(p if word == "magnitude" else p - 1, candidate, "before")
        if word == "of" and (self._is_noun(further) or self._nominal(tokens, p - 1)):
            adverbial = (tokens.at(p - 2) in self.table.adverbials and candidate.kind is not Kind.MONEY) or self.words.noun_class(
                self.words.noun(further)
            ) in self.table.time_classes
            return None if adverbial or self.words.noun(further) in self.table.abstract else self._head(p - 1, candidate, "noun of")
        cue = tokens.at(first)
        if first < candidate.i and self.words.verb(cue) in self.table.linking and self.words.main(cue) == VERB:
            return self._subject(tokens, first, candidate, named=False)  # "the dead exceed 30,000"
        if cue in self.table.comparatives and candidate.unit and self._is_noun(word):
            return self._head(p, candidate, "before")  # "a strength lower than 9 tonnes"
        if word == "worth" and candidate.kind is Kind.MONEY:
            return self._worth(tokens, p, candidate)
        if candidate.unit and self._names(tokens, p, candidate):
            return self._head(p - (word == ","), candidate, "before")
        if word == ":" and p:
            return self._label(tokens, p, candidate)
        if word == "|":
            return self._cell(tokens, p, candidate)
        return self._clause(tokens, p, candidate)

    @staticmethod
    def _head(index: int, candidate: Candidate, by: str) -> Head:
        return Head(index, candidate.end, candidate.end, by)

    def _is_noun(self, word: str) -> bool:
        return word[:1].isalpha() and self.words.main(word) == NOUN

    def _nominal(self, tokens: Tokens, k: int) -> bool:
        """Whether a word that is mostly a verb is a noun behind an adjective or an article: "a net yield of 5 per cent"."""
        before = tokens.at(k - 1)
        return bool(self.words.tags(tokens.at(k)) & NOUN) and (before in _ARTICLES or self.words.main(before) == ADJ)

    def _label(self, tokens: Tokens, colon: int, candidate: Candidate) -> Head | None:
        """The noun of a label: "Structures destroyed: 93", "Dead: 14", "Size: 14,200 acres"."""
        months = time_table().months
        for k in range(max(0, colon - _LABEL), colon):
            if (self._is_noun(tokens.lower[k]) and tokens.lower[k] not in months) or tokens.lower[k] in self.table.labels:
                run = k
                while run + 1 < colon and self._is_noun(tokens.lower[run + 1]):
                    run += 1
                return self._head(run, candidate, "label")
        return None

    def _cell(self, tokens: Tokens, bar: int, candidate: Candidate) -> Head | None:
        """The noun of a table's row: the last of its first cell, "| Fatalities | 105 |"."""
        lower = tokens.lower
        first = next((k for k in range(bar) if lower[k][0].isalnum()), bar)
        end = next((k for k in range(first, bar + 1) if lower[k] == "|"), bar)
        for k in range(end - 1, first - 1, -1):
            if self._is_noun(lower[k]) or lower[k] in self.table.labels:
                return self._head(k, candidate, "row")
        return None

    def _worth(self, tokens: Tokens, p: int, candidate: Candidate) -> Head | None:
        """The thing of "watches worth $4 million", "a ring said to be worth €900"."""
        lower = tokens.lower
        k = p - 1
        if lower[k] == "," and k:
            return self._apart(tokens, k - 1, candidate)
        while k > 0 and p - k < _LABEL and (lower[k] in self.table.before_worth or self.words.main(lower[k]) in (VERB, AUX)):
            if self.words.main(lower[k]) == AUX and lower[k] != "be":
                return self._subject(tokens, k, candidate, named=False)
            k -= 1
        return self._head(k, candidate, "worth") if k >= 0 and self._is_noun(lower[k]) else None

    def _apart(self, tokens: Tokens, k: int, candidate: Candidate) -> Head | None:
        """The thing before a comma of which a worth is told: "95 kilograms of cocaine, worth"; not the place of "a mill on the river, worth"."""
        if not self._is_noun(tokens.lower[k]):
            return None
        start = k
        while start > 0 and self.words.main(tokens.lower[start - 1]) in (NOUN, ADJ, NUM):
            start -= 1
        start -= tokens.at(start - 1) in self.table.determiners
        before = tokens.at(start - 1) if start > 0 else ""
        return None if before != "of" and self.words.tags(before) & PREP else self._head(k, candidate, "worth")

    def _clause(self, tokens: Tokens, p: int, candidate: Candidate) -> Head | None:
        """The subject or object of the verb that ties a noun to the number: "the toll rose to 89", "put the losses at $40 million"."""
        if candidate.kind is Kind.DURATION:
            return None
        lower = tokens.lower
        if candidate.unit and self._is_noun(lower[p]) and tokens.at(p - 1) in self.table.determiners and tokens.at(p - 2) in self.table.joints:
            return self._head(p, candidate, "gapped")  # "a coffee is 4 € and a cake 6 €"
        by = lower[p] if lower[p] in self.table.placing else ""
        p -= bool(by)
        if by == "at" and lower[p] in self.table.anaphors and self.words.main(tokens.at(p - 1)) == VERB:
            return None  # "organisers put it at 20,000"
        if by == "to" and not candidate.unit and self._counted(tokens, p):
            return None  # "passed by 312 votes to 268": the second leaves its noun out
        by = by or ("from" if tokens.at(candidate.i) == "from" else "")  # a range that brings its own
        while p > 0 and lower[p] in self.table.ways:  # "edged up to 4 percent", "ends up 130"
            by = by or lower[p]
            p -= 1
        for verb in range(p, max(-1, p - _BACK), -1):
            if self._parts(lower, verb, p):
                return None
            if self._ties(tokens, verb, p, by):
                return self._governed(tokens, verb, p, by, candidate)
        named = p > 0 and tokens.words[p][0].isupper() and tokens.words[p - 1][0].isupper() and not tokens.title_case  # "Rick Perry at 2 percent"
        headline = named or (p >= 0 and tokens.title_case and self.words.tags(lower[p]) & VERB)  # "Firm Ponies Up $8M"
        if p >= 0 and candidate.unit and self._is_noun(lower[p]) and lower[p + 1] in self.table.behind_noun and not headline:
            return self._head(p, candidate, "before")
        return None

    def _parts(self, lower: list[str], k: int, p: int) -> bool:
        """Whether another clause or phrase ends at token ``k``, before the number behind ``p``."""
        word = lower[k]
        joined = word in self.table.joints and k < p - 1
        return joined or word in self.table.clause_marks or (word == "," and lower[k + 1] in self.table.joints)

    def _ties(self, tokens: Tokens, k: int, p: int, by: str) -> bool:
        """Whether token ``k`` is the verb of the number behind ``p``."""
        if not tokens.lower[k][0].isalpha() or (by and self._told_more(tokens, k, p)):
            return False
        verbal = self.words.main(tokens.lower[k]) in (VERB, AUX) or (k == p and self._verbal(tokens, k, by))
        return verbal or self._bid(tokens, k) or self._puts(tokens, k)

    def _timed(self, word: str) -> bool:
        return word in time_table().units or self.words.noun_class(self.words.noun(word)) in self.table.time_classes

    def _told_more(self, tokens: Tokens, verb: int, p: int) -> bool:
        """Whether a participle only says more of the noun before it: "brought the number of people killed in the fire to 83"."""
        before, tags = tokens.at(verb - 1), self.words.tags(tokens.lower[verb])
        if self.words.main(tokens.lower[verb]) != VERB or not self._is_noun(before) or not self.words.tags(before) & PLURAL or verb >= p:
            return False
        moves = self.words.verb(tokens.lower[verb]) in self.table.linking | self.table.linking_to | self.table.moving  # "vacancies fell … to"
        return bool(tags & PARTICIPLE_ING) or bool(tags & PARTICIPLE_ED and not moves and tokens.at(verb - 2) in ("of", "for"))

    def _names(self, tokens: Tokens, p: int, candidate: Candidate) -> bool:
        """Whether the noun before an amount is what has it: "a bill 3.4 per cent higher", "a ferry, 52 metres long,", "height 171 feet"."""
        follows = tokens.at(candidate.end)
        if tokens.lower[p] == ",":
            ends = not tokens.at(candidate.end + 1)[:1].isalnum()
            return candidate.dimension == "length" and follows in self.table.extents and ends and self._is_noun(tokens.at(p - 1))
        if not self._is_noun(tokens.lower[p]):
            return False
        if candidate.kind in (Kind.PERCENT, Kind.MONEY):
            return follows in self.table.comparatives and tokens.at(candidate.end + 1) != "than"
        listed = self.words.noun(tokens.lower[p]) in self.table.measured and candidate.kind is Kind.MEASURE
        return listed and (not p or not tokens.at(p - 1)[:1].isalpha() or not tokens.at(p - 2)[:1].isalpha())

    def _counted(self, tokens: Tokens, k: int) -> bool:
        """Whether a plural right behind a number stands at token ``k``."""
        return self._is_noun(tokens.lower[k]) and bool(self.words.tags(tokens.lower[k]) & PLURAL) and tokens.at(k - 1)[:1].isdecimal()

    def _verbal(self, tokens: Tokens, k: int, by: str) -> bool:
        """Whether a word before a number that is mostly a noun is its verb: "the ticket costs $4", "cases rise to 40", not "the number at 27"."""
        word = tokens.lower[k]
        verb = self.words.tags(word) & VERB and tokens.at(k - 1) not in self.table.determiners
        return bool(verb) and (not by or self.words.verb(word) in self.table.moving)

    def _bid(self, tokens: Tokens, k: int) -> bool:
        """Whether a word that is mostly a noun is the verb behind a modal: "the fare will rise by $8 to $43"."""
        return bool(self.words.tags(tokens.lower[k]) & BASE) and tokens.at(k - 1) in modality_table().modals

    def _puts(self, tokens: Tokens, k: int) -> bool:
        """Whether a word that is mostly a noun is the verb of an object: "the paper estimates his net worth at $4 million"."""
        word = tokens.lower[k]
        return bool(self.words.tags(word) & THIRD) and self.words.verb(word) in self.table.object and tokens.at(k + 1) in self.table.determiners

    def _governed(self, tokens: Tokens, verb: int, p: int, by: str, candidate: Candidate) -> Head | None:
        table = self.table
        lemma = self.words.verb(tokens.lower[verb])
        bought = lemma in table.priced and by in table.at_price and candidate.kind is Kind.MONEY
        if by == "for" and not bought:
            return None
        passive = tokens.at(verb + 1) in table.placing  # "turnout was put at 61 per cent": no object
        if bought and verb < p and self.words.main(tokens.at(verb + 1)) == PREP:
            return self._subject(tokens, verb, candidate, named=False)  # "the house sold within days for £310,000"
        placed = passive and lemma in table.object and by and candidate.unit and self.words.main(tokens.at(verb - 1)) in (AUX, ADV)
        if (lemma in table.object or bought) and verb < p and not passive:
            found = self._first_noun(tokens, verb + 1, p + 1, candidate, bought=bought)
            timed = found is not None and found.index is not None and self._timed(tokens.lower[found.index])
            if (found is not None or bought) and not timed:  # "to take in the second quarter $400 million"
                return found
        measured = lemma in table.measuring and bool(candidate.unit) and candidate.kind is Kind.MEASURE and not by
        moved = lemma in table.moving and candidate.kind in (Kind.PERCENT, Kind.MONEY) and not by and verb == p  # "revenue slid 12 percent"
        tied = lemma in table.linking or placed or (by and lemma in table.linking_to) or bought or measured or moved
        listed = lemma in table.listing and candidate.kind is not Kind.COUNT
        if not (tied or listed):
            return None
        return self._subject(tokens, verb, candidate, named=lemma in table.moving and p - verb < 2 and not candidate.dimension, listed=bool(listed))

    def _subject(self, tokens: Tokens, verb: int, candidate: Candidate, *, named: bool, listed: bool = False) -> Head | None:
        """The subject of the verb; none where it is a pronoun ("the paper reports it was 29").

        ``named``: a name may be what moves; ``listed``: the subject is far, and has its own "and" ("costs of the mayor and his aide included").
        """
        lower = tokens.lower
        if self.words.tags(lower[verb]) & PARTICIPLE_ING and self._is_noun(tokens.at(verb - 1)) and self.words.tags(lower[verb - 1]) & PLURAL:
            return self._head(verb - 1, candidate, "subject")  # "loans totalling $40m"
        if tokens.at(verb - 1) in ("which", "that") and candidate.unit and self._is_noun(tokens.at(verb - 2 - (tokens.at(verb - 2) == ","))):
            return self._head(verb - 2 - (tokens.at(verb - 2) == ","), candidate, "subject")  # "the vessel, which measures 138ft"
        if tokens.at(verb - 1) in self.table.subject_pronouns or tokens.at(verb - 2) in self.table.subject_pronouns:
            return None
        start = verb - 1
        while start >= 0 and verb - start < _BACK and (lower[start] not in self.table.clause_starts or (listed and lower[start] == "and")):
            if lower[start] in self.table.said and start < verb - 1:
                break  # "Nordal said net income rose to $412 million"
            start -= 1
        found = self._first_noun(tokens, start + 1, verb, candidate, named=named)
        if found is None and (lone := self._lone(tokens, start + 1, verb)) is not None:
            found = self._head(lone, candidate, "subject")
        return Head(found.index, found.first, found.end, "listed") if found is not None and listed else found

    def _first_noun(self, tokens: Tokens, start: int, end: int, candidate: Candidate, *, named: bool = False, bought: bool = False) -> Head | None:
        """Head of the first noun phrase in a stretch: "the number of dead after the crash" (grew to)."""
        head = self._head_between(tokens, start, end, candidate, bought)
        if head is None or len(tokens.lower[head]) < 2:
            return None
        capital = tokens.words[head][0].isupper()
        if bought and capital and not tokens.title_case:  # a firm has its name, and no noun
            return None
        if not named and capital and head != start and self.words.tags(tokens.lower[head]) == 0:
            return None
        return self._head(head, candidate, "subject")

    def _head_between(self, tokens: Tokens, start: int, end: int, candidate: Candidate, bought: bool) -> int | None:
        """Token of that head; behind a verb of price the word behind an article is a noun: "valued the firm at"."""
        lower, words = tokens.lower, self.words
        head: int | None = None
        for k in range(start, end):
            word = lower[k]
            if not word[0].isalpha():
                if word == "'" and k and lower[k - 1].endswith("s") and tokens.starts[k] > tokens.ends[k - 1] and k + 1 < end:
                    head = None  # "the analysts ' forecast", with a blank before the mark
                    continue
                if head is not None and word != "-":
                    break
                continue
            if head is not None and word in self.table.stops:
                break
            if self._unit_of(tokens, k) or (tokens.at(k - 1) in _ARTICLES and tokens.at(k - 2)[:1].isdecimal()):
                continue  # "$40 an ounce", "the 24-hour total", "took 38 percent of"
            if word == "of" and head is not None and self._counter(lower[head], candidate) and words.main(tokens.at(k + 1)) == NOUN:
                continue  # "the number of dead": the dead are counted
            main = words.main(word)
            valued = bought or (
                head is None and words.main(tokens.at(k + 1)) == PREP and tokens.at(k + 1) != "worth"
            )  # "valued the firm at", "the yield on the note rose"
            if (
                (
                    main == NOUN and not (words.tags(word) & ADJ and k + 1 < end and words.main(lower[k + 1]) == ADJ)
                )  # "the official highest temperature"
                or words.tags(word) == 0
                or (word == "worth" and tokens.at(k - 1) == "net")
                or (valued and k and words.tags(word) & NOUN and lower[k - 1] in self.table.determiners)
            ):
                head = head if word.endswith("'s") else k
            elif head is not None and (main in (PREP, VERB, AUX) or words.tags(word) & (PARTICIPLE_ED | PARTICIPLE_ING)):
                break
        return head

    def _counter(self, word: str, candidate: Candidate) -> bool:
        """Whether a noun stands for what is behind its "of": "the number of dead", of a rate "the proportion of homes"."""
        noun = self.words.noun(word)
        return noun in self.table.counters or (candidate.kind is Kind.PERCENT and noun in self.table.parts)

    def _unit_of(self, tokens: Tokens, k: int) -> bool:
        """Whether a word is only the unit of a number before it."""
        number = tokens.at(k - 2)
        hyphened = tokens.at(k - 1) == "-" and (number[:1].isdecimal() or self.words.main(number) == NUM)
        return hyphened or (tokens.lower[k] in ("percent", "cent") and (tokens.at(k - 1)[:1].isdecimal() or tokens.at(k - 1) == "per"))

    def _lone(self, tokens: Tokens, start: int, end: int) -> int | None:
        """A word that is mostly no noun and yet all that stands before its verb: "her flat cost", "the crane's reach is", "flats are priced"."""
        k = end - 1
        while k > start and self.words.main(tokens.lower[k]) == AUX:
            k -= 1
        if k < start or not self.words.tags(tokens.lower[k]) & NOUN or not tokens.lower[k][0].isalpha():
            return None
        before = tokens.at(k - 1) if k > start else ""
        owned = before in self.table.determiners or before.endswith(("'s", "s'"))
        plural = not before and self.words.tags(tokens.lower[k]) & PLURAL
        return k if owned or plural else None
