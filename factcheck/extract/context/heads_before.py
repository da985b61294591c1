"""The counted noun before its number: "a toll of 89", "Dead: 14", "revenue rose 5 percent", "put the losses at $40 million"."""

from __future__ import annotations

from factcheck.extract.candidate import Candidate
from factcheck.extract.context.head import Head
from factcheck.extract.tokens import Tokens
from factcheck.model import Kind
from factcheck.tables.heads import Heads
from factcheck.tables.words import AUX, NOUN, PARTICIPLE_ED, PARTICIPLE_ING, PREP, VERB, Words

_BACK = 16  # tokens looked at before a number
_LABEL = 4  # tokens of a label before its colon


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
        if word == "of" and self._is_noun(further):
            adverbial = tokens.at(p - 2) in self.table.adverbials or self.words.noun_class(self.words.noun(further)) in self.table.time_classes
            return None if adverbial or self.words.noun(further) in self.table.abstract else self._head(p - 1, candidate, "noun of")
        if word == ":" and p:
            return self._label(tokens, p, candidate)
        return self._clause(tokens, p, candidate)

    @staticmethod
    def _head(index: int, candidate: Candidate, by: str) -> Head:
        return Head(index, candidate.end, candidate.end, by)

    def _is_noun(self, word: str) -> bool:
        return word[:1].isalpha() and self.words.main(word) == NOUN

    def _label(self, tokens: Tokens, colon: int, candidate: Candidate) -> Head | None:
        """The noun of a label: "Structures destroyed: 93", "Dead: 14", "Size: 14,200 acres"."""
        for k in range(max(0, colon - _LABEL), colon):
            if self._is_noun(tokens.lower[k]) or tokens.lower[k] in self.table.labels:
                run = k
                while run + 1 < colon and self._is_noun(tokens.lower[run + 1]):
                    run += 1
                return self._head(run, candidate, "label")
        return None

    def _clause(self, tokens: Tokens, p: int, candidate: Candidate) -> Head | None:
        """The subject or object of the verb that ties a noun to the number: "the toll rose to 89", "put the losses at $40 million"."""
        if candidate.kind is Kind.DURATION:
            return None
        lower = tokens.lower
        placed = lower[p] in self.table.placing
        p -= placed
        while placed and p > 0 and lower[p] in ("up", "down", "back"):  # "edged up to 4 percent"
            p -= 1
        for verb in range(p, max(-1, p - _BACK), -1):
            word = lower[verb]
            if word in self.table.clause_marks or (word in ("and", "but", "or") and verb < p - 1):
                return None
            if word[0].isalpha() and (self.words.main(word) in (VERB, AUX) or (verb == p and self.words.tags(word) & VERB)):
                return self._governed(tokens, verb, p, placed, candidate)
        if p >= 0 and candidate.unit and self._is_noun(lower[p]) and lower[p + 1] in ("to", "at", "by", "up", "down"):
            return self._head(p, candidate, "before")
        return None

    def _governed(self, tokens: Tokens, verb: int, p: int, placed: bool, candidate: Candidate) -> Head | None:
        lemma = self.words.verb(tokens.lower[verb])
        if lemma in self.table.object and verb < p:
            found = self._first_noun(tokens, verb + 1, p + 1, candidate)
            if found is not None:
                return found
        if lemma in self.table.linking or (placed and lemma in self.table.linking_to):
            start = verb - 1
            while start >= 0 and verb - start < _BACK and tokens.lower[start] not in self.table.clause_starts:
                start -= 1
            return self._first_noun(tokens, start + 1, verb, candidate)
        return None

    def _first_noun(self, tokens: Tokens, start: int, end: int, candidate: Candidate) -> Head | None:
        """Head of the first noun phrase in a stretch: "the number of dead after the crash" (grew to)."""
        lower, words = tokens.lower, self.words
        head: int | None = None
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
                head = head if word.endswith("'s") else k
            elif head is not None and (main in (PREP, VERB, AUX) or words.tags(word) & (PARTICIPLE_ED | PARTICIPLE_ING)):
                break
        if head is None or len(lower[head]) < 2 or (tokens.words[head][0].isupper() and head != start and words.tags(lower[head]) == 0):
            return None
        return self._head(head, candidate, "subject")
