"""The head of the noun phrase behind a number, found from parts of speech alone.

A count of two or more ends at the first plural that no other plural follows, anything else at the last noun in a row.
"""

from __future__ import annotations

from factcheck.extract.context.head import Head
from factcheck.extract.tokens import Tokens
from factcheck.tables.heads import Heads
from factcheck.tables.words import ADJ, ADV, AUX, BASE, NOUN, PARTICIPLE_ED, PARTICIPLE_ING, PAST, PLURAL, THIRD, VERB, Words

_REACH = 9  # tokens looked at behind a number


class NounPhrase:
    """Walks over modifiers and nouns with one set of tables; stateless."""

    __slots__ = ("table", "words")

    def __init__(self, words: Words, table: Heads) -> None:
        self.words = words
        self.table = table

    def find(self, tokens: Tokens, k: int, *, plural: bool, none: Head, by: str) -> Head:
        """Return the head of the phrase that begins at token ``k``; ``plural`` where the number asks for one, ``none`` where there is no head."""
        head, maybe = self._walk(tokens, k, plural)
        if head is None:
            head = maybe
        if head is None or (not plural and self._opens_clause(tokens, k, head)):
            return none
        return Head(head, k, head + 1, by)

    def _walk(self, tokens: Tokens, k: int, plural: bool) -> tuple[int | None, int | None]:
        """Return the last noun that belongs to the phrase, and an adjective that may stand for people ("three wounded")."""
        lower, n = tokens.lower, len(tokens.lower)
        head: int | None = None
        maybe: int | None = None
        limit = min(n, k + _REACH)
        while k < limit:
            word = lower[k]
            if not word[0].isalpha():
                joined = word == "-" and k + 1 < n and tokens.touches(k) and tokens.touches(k + 1)
                if not joined and not (word == "," and head is None and self._adjectives(tokens, k)):
                    break
                k += 1
                continue
            if word in self.table.stops and not (plural and head is None and word in self.table.extents and self.is_noun(tokens.at(k + 1))):
                break
            if word == "us" or (word in self.table.passed and head is None):  # "two US troops": no pronoun follows a number
                k += 1
                continue
            step = self._step(tokens, k, limit, head, plural)
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

    def _step(self, tokens: Tokens, k: int, limit: int, head: int | None, plural: bool) -> int:
        """Tell what the word at ``k`` is to the phrase."""
        words = self.words
        word = tokens.lower[k]
        main, tags = words.main(word), words.tags(word)
        if main == NOUN or (tags == 0 and word != "s"):
            if word.endswith("'s") and k + 1 < limit:  # a possessor is never the head
                return _PASS
            ends = plural and (tags & PLURAL or (tags == 0 and word.endswith("s"))) and not self._plural_follows(tokens, k + 1)
            return _LAST if ends else _HEAD
        if main == ADJ or (main == ADV and tags & ADJ and self.is_noun(tokens.at(k + 1))):
            if head is not None and plural:
                return _END
            return _MAYBE if tags & NOUN and words.is_human_class(words.noun_class(words.noun(word))) else _PASS
        if main == VERB:
            named = head is None and tags & NOUN and (tags & PLURAL if plural else not self._opens_object(tokens.at(k + 1)))
            if not named and not self._modifies(tokens, k, head, tags):
                return _END
            return _HEAD if named or (tags & NOUN and head is not None) else _PASS
        return _END

    def _adjectives(self, tokens: Tokens, comma: int) -> bool:
        """Whether a comma stands between adjectives: "14 small, wooden boats"."""
        return self.words.main(tokens.at(comma - 1)) == ADJ and self.words.main(tokens.at(comma + 1)) == ADJ

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
        return bool(tags & PLURAL) and not tags & (THIRD | VERB)

    def _modifies(self, tokens: Tokens, k: int, head: int | None, tags: int) -> bool:
        """Whether a verb form belongs to the noun phrase: "trapped miners", "copper concentrate"; not "miners trapped"."""
        after = tokens.at(k + 1)
        if head is not None:
            singular = not self.words.tags(tokens.lower[head]) & PLURAL
            return singular and tags & (NOUN | BASE) == NOUN | BASE and not tags & (THIRD | PAST) and not self._opens_object(after)
        if not after[:1].isalpha() or after in self.table.stops or self.words.main(after) not in (NOUN, ADJ):
            return False
        return bool(tags & (PARTICIPLE_ED | PARTICIPLE_ING)) or bool(tags & NOUN and not tags & (PAST | THIRD))

    def _opens_object(self, word: str) -> bool:
        return word in self.table.determiners or word in self.table.objects_open


_END, _PASS, _MAYBE, _HEAD, _LAST = range(5)
