"""The head of the noun phrase behind a number, found from parts of speech alone.

A count of two or more ends at the first plural that no other plural follows, anything else at the last noun in a row.
"""

from __future__ import annotations

from factcheck.extract.context import verb_groups
from factcheck.extract.context.head import Head
from factcheck.extract.neighbours import several
from factcheck.extract.tokens import Tokens
from factcheck.tables.heads import Heads
from factcheck.tables.words import ADJ, ADV, AUX, BASE, NOUN, PARTICIPLE_ED, PARTICIPLE_ING, PAST, PLURAL, THIRD, VERB, Words

_QUOTES = frozenset("\"“”'‘’")
_REACH = 9  # tokens looked at behind a number
_JOINED = 5  # tokens behind "and" in which two modifiers must meet their noun


class NounPhrase:
    """Walks over modifiers and nouns with one set of tables; stateless."""

    __slots__ = ("table", "words")

    def __init__(self, words: Words, table: Heads) -> None:
        self.words = words
        self.table = table

    def find(self, tokens: Tokens, k: int, *, plural: bool, none: Head, by: str) -> Head:
        """Return the head of the phrase that begins at token ``k``; ``plural`` where the number asks for one, ``none`` where there is no head."""
        while _model(tokens, k):
            k += 3  # "8 V-22 aircraft"
        head, maybe = self._walk(tokens, k, plural)
        if head is None:
            head = maybe
        if head is None or (not plural and by == "behind" and self._opens_clause(tokens, k, head)):
            return none
        if plural and by == "behind" and head > k and self._did(tokens, k, head):
            return none
        return Head(head, k, head + 1, by)

    def _walk(self, tokens: Tokens, k: int, plural: bool) -> tuple[int | None, int | None]:
        """Return the last noun that belongs to the phrase, and an adjective that may stand for people ("three wounded")."""
        head: int | None = None
        maybe: int | None = None
        first = k
        limit = min(len(tokens), k + _REACH)
        while k < limit:
            word = tokens.lower[k]
            if head is None and _model(tokens, k):
                k += 3  # "two Canadian CF-18 jets"
                continue
            if word == "and" and plural and k > first and self._coordinated(tokens, k, head):
                head = None
            elif self._ends(tokens, k, head, plural) or (head == first and tokens.at(first - 1) == "of" and self._says(tokens, k, first)):
                break  # "40 percent of adults smoke"
            elif word[0].isalpha() and word != "us" and not (word in self.table.passed and head is None):  # "two US troops"
                step = self._step(tokens, k, head, plural)
                if step == _END:
                    break
                if step == _MAYBE:
                    maybe = k
                elif step != _PASS:
                    head = k
                    if step == _LAST:
                        break
            k += 1
        return head, maybe

    def _ends(self, tokens: Tokens, k: int, head: int | None, plural: bool) -> bool:
        """Whether the phrase ends before token ``k``: at a mark that joins nothing, or at a word over which it never runs."""
        word = tokens.lower[k]
        if not word[0].isalpha():
            joined = word == "-" and k + 1 < len(tokens) and tokens.touches(k) and tokens.touches(k + 1)
            quoted = word in _QUOTES and self._quoted(tokens, k, opening=head is None)
            return not joined and not quoted and not (word == "," and head is None and self._adjectives(tokens, k))
        named = word == "high" and tokens.words[k][0].isupper() and tokens.at(k + 1) in ("school", "schools") and not tokens.title_case
        if word not in self.table.stops or named:
            return verb_groups.takes_side(tokens, k, self.words)
        return not (plural and head is None and word in self.table.extents and self._modified(tokens.at(k + 1)))

    def _step(self, tokens: Tokens, k: int, head: int | None, plural: bool) -> int:
        """Tell what the word at ``k`` is to the phrase."""
        words = self.words
        word = tokens.lower[k]
        main, tags = words.main(word), words.tags(word)
        if head is not None and word in self.table.labels and not self.is_noun(tokens.at(k + 1)):
            return _END  # "left one woman dead"
        if plural and head is None and words.demonym(word) and not tags & PLURAL:
            return _MAYBE  # "two Russian nuclear-capable bombers"
        if main == NOUN or (tags == 0 and word != "s"):
            return self._noun_step(tokens, k, head, plural)
        return self._modifier_step(tokens, k, head, plural)

    def _noun_step(self, tokens: Tokens, k: int, head: int | None, plural: bool) -> int:
        words, word = self.words, tokens.lower[k]
        tags = words.tags(word)
        if word.endswith("'s") and tokens.at(k + 1)[:1].isalpha():  # a possessor is never the head; "47 KO's," has none
            return _PASS
        if head is not None and word in self.table.thirds and tokens.at(k + 1) in self.table.after_thirds:
            return _END  # "a third of the town lives on boats"
        ends = plural and (tags & PLURAL or (tags == 0 and word.endswith("s"))) and not self._plural_follows(tokens, k + 1)
        return _LAST if ends else _HEAD

    def _modifier_step(self, tokens: Tokens, k: int, head: int | None, plural: bool) -> int:
        words, word = self.words, tokens.lower[k]
        main, tags = words.main(word), words.tags(word)
        if head is None and main == VERB and tags & ADJ and self._plural_noun(tokens.at(k + 1)):
            return _PASS  # "three live shells"
        if main == ADJ or (main == ADV and tags & ADJ and self.is_noun(tokens.at(k + 1))):
            if head is not None and plural:
                return _END
            return _MAYBE if tags & NOUN and words.is_human_class(words.noun_class(words.noun(word))) else _PASS
        if main == ADV and head is None and word.endswith("ly") and self._modified(tokens.at(k + 1)):
            return _PASS  # "20 decently sized sites"
        if main == VERB:
            named = (
                head is None
                and tags & NOUN
                and not (tags & PAST and not plural)
                and (tags & PLURAL if plural else not self._opens_object(tokens.at(k + 1)))
            )
            if not named and not self._modifies(tokens, k, head, tags):
                return _LAST if head is None and plural and self._many(tokens, k, tags) else _END
            return _HEAD if named or (tags & NOUN and head is not None) else _PASS
        return _END

    def _did(self, tokens: Tokens, k: int, head: int) -> bool:
        """Whether what follows a number of several is its verb with an object of one: "eight needed treatment"; not "eight wounded soldiers"."""
        if not self.words.tags(tokens.lower[k]) & PARTICIPLE_ED or self.words.main(tokens.lower[k]) != VERB:
            return False
        return not several(tokens.lower[head], self.words)

    def _alone(self, tokens: Tokens, k: int) -> bool:
        """Whether an adjective stands at ``k`` that no noun follows."""
        return self.words.main(tokens.at(k)) == ADJ and not self._modified(tokens.at(k + 1))

    def _many(self, tokens: Tokens, k: int, tags: int) -> bool:
        """Whether a form in "-s" behind a number of several is a plural: "7.3 million sabotages", since no subject of one goes before it."""
        return bool(tags & THIRD and not tags & PAST) and tokens.lower[k].endswith("s") and not self._opens_object(tokens.at(k + 1))

    def _says(self, tokens: Tokens, k: int, head: int) -> bool:
        """Whether the word behind a plural that nothing restricts is its verb, with nothing behind it that it could modify."""
        tags = self.words.tags(tokens.lower[k])
        ends = not tokens.at(k + 1)[:1].isalpha() or self.words.main(tokens.at(k + 1)) not in (NOUN, ADJ, VERB)
        return bool(self.words.tags(tokens.lower[head]) & PLURAL and tags & BASE and not tags & PLURAL) and ends

    def attributive(self, tokens: Tokens, k: int) -> bool:
        """Whether a singular noun right behind a number above one is what is counted, though another noun follows: "a 12 page letter"."""
        word, after = tokens.at(k), tokens.at(k + 1)
        if not self.is_noun(word) or not self.is_noun(after) or self.words.tags(word) & PLURAL or self.words.noun(word) in self.table.collective:
            return False
        if word in self.table.stops or after in self.table.stops or after in self.table.thirds or self.words.tags(word) & (ADJ | PARTICIPLE_ING):
            return False
        for m in range(k + 1, min(len(tokens), k + _REACH)):
            if not self.is_noun(tokens.at(m)):
                break
            if self.words.tags(tokens.lower[m]) & PLURAL or self.words.noun(tokens.lower[m]) in self.table.collective:
                return False
        return tokens.words[k][0].islower() or (tokens.title_case and not self.words.is_place(tokens.words[k]))

    def _coordinated(self, tokens: Tokens, k: int, head: int | None) -> bool:
        """Whether "and" at ``k`` joins two modifiers of one plural: "1,400 paper and audio copies"; not "40 men and women"."""
        if head is not None and self.words.tags(tokens.lower[head]) & PLURAL:
            return False
        for m in range(k + 1, min(len(tokens), k + _JOINED)):
            word = tokens.lower[m]
            if self.is_noun(word) and self.words.tags(word) & PLURAL:
                return m > k + 1
            if (self.words.tags(word) and not self._modified(word)) or not word[0].isalpha() or word in self.table.stops:
                return False
        return False

    def _modified(self, word: str) -> bool:
        """Whether a word can stand between a number and its noun: a noun, an adjective or a participle."""
        return word[:1].isalpha() and (self.words.main(word) in (NOUN, ADJ) or bool(self.words.tags(word) & PARTICIPLE_ED))

    def _plural_noun(self, word: str) -> bool:
        return self.is_noun(word) and bool(self.words.tags(word) & PLURAL) and word not in self.table.stops

    def _adjectives(self, tokens: Tokens, comma: int) -> bool:
        """Whether a comma stands between adjectives: "14 small, wooden boats", "three masked, armed men"."""
        return self._describes(tokens.at(comma - 1)) and self._describes(tokens.at(comma + 1))

    def _quoted(self, tokens: Tokens, k: int, *, opening: bool) -> bool:
        """Whether a quotation mark stands at one word that describes what is counted: "461,000 “excess” deaths"."""
        opens = opening and tokens.at(k + 2) in _QUOTES and self._modified(tokens.at(k + 1)) and self._modified(tokens.at(k + 3))
        return opens or (k > 1 and tokens.at(k - 2) in _QUOTES and self._modified(tokens.at(k + 1)))

    def _describes(self, word: str) -> bool:
        return self.words.main(word) == ADJ or bool(self.words.tags(word) & PARTICIPLE_ED and word[:1].isalpha())

    def is_noun(self, word: str) -> bool:
        """Whether a word is most likely a noun."""
        return word[:1].isalpha() and self.words.main(word) == NOUN

    def _opens_clause(self, tokens: Tokens, first: int, head: int) -> bool:
        """Whether a name and a verb follow, as in "the £12.5 million Rovers paid": a clause of its own, and no noun of the number."""
        after = tokens.at(head + 1)
        if not after[:1].islower() or not tokens.words[first][0].isupper() or not tokens.words[head][0].isupper():
            return False
        return self.words.main(after) in (VERB, AUX) and not all(w[0].isupper() for w in tokens.words[: first + 1] if w[0].isalpha())

    def _plural_follows(self, tokens: Tokens, k: int) -> bool:
        """Whether the plural before ``k`` only modifies another one: "sports cars", "arms dealers"."""
        word = tokens.at(k)
        if not self.is_noun(word) or word in self.table.stops:
            return False
        tags = self.words.tags(word)
        acting = tags & (THIRD | VERB) and not self.words.is_human_class(self.words.noun_class(self.words.noun(word)))  # "corrections officers"
        return bool(tags & PLURAL) and not acting

    def _modifies(self, tokens: Tokens, k: int, head: int | None, tags: int) -> bool:
        """Whether a verb form belongs to the noun phrase: "trapped miners", "copper concentrate"; not "miners trapped"."""
        after = tokens.at(k + 1)
        if head is not None:
            noun = tokens.lower[head]
            if tags & PARTICIPLE_ING and self._alone(tokens, k + 1):
                return False  # "200 acres of barley lying flat"
            if tags & PARTICIPLE_ING and self.words.is_human_class(self.words.noun_class(self.words.noun(noun))):
                return False  # "one blogger asking", but "a 90-minute crossing"
            singular = not self.words.tags(noun) & PLURAL
            return singular and tags & (NOUN | BASE) == NOUN | BASE and not tags & (THIRD | PAST) and not self._opens_object(after)
        if after == "," and tags & PARTICIPLE_ED:
            return self._describes(tokens.at(k + 2)) and self._plural_noun(tokens.at(k + 3))
        unknown = not self.words.tags(after) and self._plural_noun(tokens.at(k + 2))  # "slaughtered minke whales"
        if not after[:1].isalpha() or after in self.table.stops or not (unknown or self.words.main(after) in (NOUN, ADJ)):
            return False
        return bool(tags & (PARTICIPLE_ED | PARTICIPLE_ING)) or bool(tags & NOUN and not tags & (PAST | THIRD))

    def _opens_object(self, word: str) -> bool:
        return word in self.table.determiners or word in self.table.objects_open


def _model(tokens: Tokens, k: int) -> bool:
    """Whether letters, a hyphen and a number that name a model begin at token ``k``: "V-22", "MiG-31"."""
    named = tokens.words[k : k + 1] and sum(map(str.isupper, tokens.words[k])) > len(tokens.words[k]) // 2
    return bool(named) and tokens.at(k + 1) == "-" and tokens.at(k + 2)[:1].isdecimal() and tokens.touches(k + 1) and tokens.touches(k + 2)


_END, _PASS, _MAYBE, _HEAD, _LAST = range(5)
