"""Parts of speech, lemmas and word families: the questions that the compiled table and ``closed.yaml`` answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from factcheck.errors import RuleError
from factcheck.paths import rules_root
from factcheck.tables.words import inflection, wordtable
from factcheck.tables.words.wordtable import ADJ, ADV, AUX, BASE, CONJ, DET, NOUN, NUM, PARTICIPLE_ED, PARTICIPLE_ING, PREP, PRON, VERB
from factcheck.tables.yamlfile import read_yaml

_POS = {"noun": NOUN, "verb": VERB, "adj": ADJ, "adv": ADV, "prep": PREP, "det": DET, "pron": PRON, "conj": CONJ, "num": NUM, "aux": AUX}
_K = TypeVar("_K")
_V = TypeVar("_V")
_MEMO = 65_536  # answers kept per question: news repeats its words, and hostile text must not fill the memory


class Forms:
    """One compiled table with the closed classes and the corrected lemmas laid over it; base of ``words.Words``."""

    def __init__(self, table: wordtable.Table, noun_lemmas: Mapping[str, str], verb_lemmas: Mapping[str, str]) -> None:
        self._table = table
        self._number = dict(zip(table.words, range(len(table.words)), strict=True))
        self._noun_lemmas = {**dict(table.nouns), **noun_lemmas}
        self._verb_lemmas = {**dict(table.verbs), **verb_lemmas}
        self._read_closed(read_yaml(rules_root() / "lexicon" / "closed.yaml"))
        self._memo_tags: dict[str, int] = {}
        self._memo_main: dict[str, int] = {}
        self._memo_noun: dict[str, str] = {}
        self._memo_verb: dict[str, str] = {}
        self._memo_stem: dict[str, str] = {}

    def _read_closed(self, data: dict[str, dict[str, str] | str]) -> None:
        classes, mains, stop = data["classes"], data["main"], data["stop"]
        if not isinstance(classes, dict) or not isinstance(mains, dict) or not isinstance(stop, str):
            raise RuleError(str(rules_root() / "lexicon" / "closed.yaml"), "classes, main or stop of another shape", expected="as its head says")
        self._closed: dict[str, int] = {}
        for pos, text in classes.items():
            for word in text.split():
                self._closed[word] = self._closed.get(word, 0) | _POS[pos]
        self._mains = {word: _POS[pos] for pos, text in mains.items() for word in text.split()}
        self._function = frozenset(w for w, mask in self._closed.items() if not mask & (NOUN | NUM)) | frozenset(stop.split())

    # --- parts of speech ------------------------------------------------------------------------------------------------------------------

    def tags(self, word: str) -> int:
        """Return the mask of every part of speech and form that a word can be; 0 for an unknown word."""
        found = self._memo_tags.get(word)
        if found is None:
            found = keep(self._memo_tags, word, self._find_tags(word))
        return found

    def _find_tags(self, word: str) -> int:
        mask = self._closed.get(word, 0)
        number = self._number.get(word)
        if number is not None:
            return mask | self._table.combos[self._table.codes[number]][0]
        if word.endswith("'s") or word.endswith("s'"):
            return mask | self._find_tags(word[:-2] if word.endswith("'s") else word[:-1])
        mask |= wordtable.derived_tags(word, self._is_noun, self._is_verb)
        mask = mask or self._tags_by_hand(word)
        _, hyphen, last = word.rpartition("-")
        return mask if mask or not hyphen or not last else self.tags(last)

    def _tags_by_hand(self, word: str) -> int:
        """Return the mask of a word that the compiled table does not hold; 0 here, the lexicons may know more."""
        return 0

    def main(self, word: str) -> int:
        """Return the one part of speech that a word most likely has in news copy, as its bit; 0 for an unknown word."""
        found = self._memo_main.get(word)
        if found is None:
            found = keep(self._memo_main, word, self._find_main(word))
        return found

    def _find_main(self, word: str) -> int:
        by_hand = self._mains.get(word)
        if by_hand is not None:
            return by_hand
        closed = self._closed.get(word, 0)
        number = self._number.get(word)
        if closed:
            return next((bit for bit in (AUX, DET, PREP, CONJ, PRON, NUM, ADV) if closed & bit), closed & NOUN)
        if number is not None:
            tags, main = self._table.combos[self._table.codes[number]]
            return main if main & tags else wordtable.likeliest(tags)  # "ai": a tagger's verb, and no verb in any dictionary
        return wordtable.likeliest(self.tags(word))

    def _is_noun(self, lemma: str) -> bool:
        number = self._number.get(lemma)
        return number is not None and self._table.combos[self._table.codes[number]][0] & (NOUN | BASE) == NOUN | BASE

    def _is_verb(self, lemma: str) -> bool:
        number = self._number.get(lemma)
        return number is not None and self._table.combos[self._table.codes[number]][0] & (VERB | BASE) == VERB | BASE

    def is_function(self, word: str) -> bool:
        """Whether a word carries no topic: articles, prepositions, auxiliaries, "said", "Monday"; left out of context overlap."""
        return word in self._function

    # --- lemmas ---------------------------------------------------------------------------------------------------------------------------

    def noun(self, word: str) -> str:
        """Return the singular of a noun: people → person, troops → troop, earnings → earnings; by spelling for an unknown word."""
        found = self._memo_noun.get(word)
        if found is None:
            found = keep(self._memo_noun, word, self._find_noun(word))
        return found

    def _find_noun(self, word: str) -> str:
        lemma = self._noun_lemmas.get(word)
        if lemma is not None:
            return lemma
        if word.endswith(("'s", "s'")):
            return self.noun(word[:-2] if word.endswith("'s") else word[:-1])
        front, hyphen, last = word.rpartition("-")
        if hyphen and last and word not in self._number:
            singular = self.noun(last) if len(last) > 3 else inflection.singular_by_rule(last)  # start-ups → start-up
            return f"{front}-{singular}"
        if word[-1:] == "s" and self._is_inhabitant(word[:-1]):
            return word[:-1]
        named = "." in word or len(word) < 4 or self._is_noun(word) or self._is_name(word)
        candidates = inflection.singular_candidates(word)
        return inflection.known_or(candidates, self._is_noun, word if named else inflection.singular_by_rule(word))

    def _is_inhabitant(self, word: str) -> bool:
        """Whether a word names the people of a place ("iraqi"); the gazetteer knows."""
        return False

    def _is_name(self, word: str) -> bool:
        """Whether a lower-case word is the name of a place ("texas"); the gazetteer knows."""
        return False

    def verb(self, word: str) -> str:
        """Return the base form of a verb: killed → kill, found → find, left → leave; by spelling for an unknown word."""
        found = self._memo_verb.get(word)
        if found is None:
            found = keep(self._memo_verb, word, self._find_verb(word))
        return found

    def _find_verb(self, word: str) -> str:
        lemma = self._verb_lemmas.get(word)
        if lemma is not None:
            return lemma
        if self._is_verb(word):
            return word
        candidates = inflection.base_candidates(word)
        otherwise = word if word in self._number else inflection.base_by_rule(word)
        return inflection.known_or(candidates, self._is_verb, otherwise)

    def stem(self, word: str) -> str:
        """Return a key that the noun, verb and adjective forms of one family share: execution, executed → execute's key."""
        found = self._memo_stem.get(word)
        if found is None:
            found = keep(self._memo_stem, word, self._find_stem(word))
        return found

    def _find_stem(self, word: str) -> str:
        verbal = self.main(word) == VERB or self.tags(word) & (PARTICIPLE_ED | PARTICIPLE_ING)
        base = self.verb(word) if verbal else self.noun(word)
        front, _, rest = base.rpartition("is")  # hospitalise → hospitalize, whose family WordNet knows
        numbers = (self._number.get(base), self._number.get(f"{front}iz{rest}") if rest else None, self._number.get(word))
        known = [n for n in numbers if n is not None]
        leader = next((self._table.stems[n] for n in known if self._table.stems[n]), 0)
        if leader:
            return self._table.words[leader - 1]
        return self._table.words[known[0]] if known else base


def keep(memo: dict[_K, _V], key: _K, value: _V) -> _V:
    """Store an answer and return it; a full memo starts afresh."""
    if len(memo) >= _MEMO:
        memo.clear()
    memo[key] = value
    return value
