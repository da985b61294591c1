"""What the project knows of single English words: parts of speech, lemmas, newsroom classes, and how near two words are.

``load_words()`` reads the compiled table (``wordtable``) and lays the hand-written lexicons of ``rules/lexicon`` over it: ``closed.yaml``,
``nouns.yaml``, ``predicates.yaml``, ``synonyms.yaml`` and, when a place is first asked for, ``places.tsv``. Words are given in lower case with
straight apostrophes, as ``extract.tokens`` makes them. All answers are pure functions of the tables.

A word that no table has: ``tags`` and ``main`` are 0 unless a known word stands behind its ending or after its last hyphen; ``noun`` and
``verb`` take the ending off by spelling; ``noun_class`` and ``predicate_class`` are ""; relations are "same" to itself, else "unknown".
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeVar

from factcheck.errors import RuleError
from factcheck.paths import rules_root
from factcheck.tables import inflection, wordtable
from factcheck.tables.families import load_families, load_synonyms
from factcheck.tables.places import Places, load_places
from factcheck.tables.wordtable import (
    ADJ,
    ADV,
    AUX,
    BASE,
    CONJ,
    DET,
    LEXFILES,
    NOUN,
    NUM,
    PARTICIPLE_ED,
    PARTICIPLE_ING,
    PAST,
    PLURAL,
    PREP,
    PRON,
    THIRD,
    VERB,
)
from factcheck.tables.yamlfile import read_yaml

__all__ = [
    "ADJ", "ADV", "AUX", "BASE", "CONJ", "DET", "NOUN", "NUM", "PARTICIPLE_ED", "PARTICIPLE_ING", "PAST", "PLURAL", "PREP", "PRON", "THIRD", "VERB",
    "Words", "load_words",
]  # fmt: skip

_POS = {"noun": NOUN, "verb": VERB, "adj": ADJ, "adv": ADV, "prep": PREP, "det": DET, "pron": PRON, "conj": CONJ, "num": NUM, "aux": AUX}
_K = TypeVar("_K")
_V = TypeVar("_V")
_MEMO = 65_536  # answers kept per question: news repeats its words, and hostile text must not fill the memory
_STEPS_UP = 5  # hypernyms that still say something; further up everything is an "object" or "matter"


class Words:
    """Questions about words; see the module for what happens to a word that no table has. One shared object: treat it as frozen."""

    def __init__(self, table: wordtable.Table) -> None:
        lexicon = rules_root() / "lexicon"
        self._table = table
        self._number = dict(zip(table.words, range(len(table.words)), strict=True))
        self._nouns = load_families(lexicon / "nouns.yaml")
        self._predicates = load_families(lexicon / "predicates.yaml")
        self._synonyms = load_synonyms(lexicon / "synonyms.yaml")
        self._noun_lemmas = {**dict(table.nouns), **self._nouns.lemmas}
        self._verb_lemmas = {**dict(table.verbs), **self._predicates.lemmas}
        self._read_closed(read_yaml(lexicon / "closed.yaml"))
        self._memo_tags: dict[str, int] = {}
        self._memo_main: dict[str, int] = {}
        self._memo_noun: dict[str, str] = {}
        self._memo_verb: dict[str, str] = {}
        self._memo_stem: dict[str, str] = {}
        self._memo_relation: dict[tuple[str, str], str] = {}
        self._places: Places | None = None

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
            found = _keep(self._memo_tags, word, self._find_tags(word))
        return found

    def _find_tags(self, word: str) -> int:
        mask = self._closed.get(word, 0)
        number = self._number.get(word)
        if number is not None:
            return mask | self._table.combos[self._table.codes[number]][0]
        if word.endswith("'s") or word.endswith("s'"):
            return mask | self._find_tags(word[:-2] if word.endswith("'s") else word[:-1])
        if any(self._is(c, NOUN) for c in inflection.singular_candidates(word)):
            mask |= NOUN | PLURAL
        if any(self._is(c, VERB) for c in inflection.base_candidates(word)):
            form = PARTICIPLE_ING if word.endswith("ing") else THIRD if word.endswith("s") else PAST | PARTICIPLE_ED
            mask |= VERB | form
        _, hyphen, last = word.rpartition("-")
        return mask if mask or not hyphen or not last else self.tags(last)

    def main(self, word: str) -> int:
        """Return the one part of speech that a word most likely has in news copy, as its bit; 0 for an unknown word."""
        found = self._memo_main.get(word)
        if found is None:
            found = _keep(self._memo_main, word, self._find_main(word))
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
            return self._table.combos[self._table.codes[number]][1]
        mask = self.tags(word)
        return next((bit for bit in (NOUN, VERB, ADJ, ADV) if mask & bit), mask & -mask)

    def _is(self, lemma: str, bit: int) -> bool:
        number = self._number.get(lemma)
        return number is not None and (mask := self._table.combos[self._table.codes[number]][0]) & bit != 0 and mask & BASE != 0

    def is_function(self, word: str) -> bool:
        """Whether a word carries no topic: articles, prepositions, auxiliaries, "said", "Monday"; left out of context overlap."""
        return word in self._function

    # --- lemmas ---------------------------------------------------------------------------------------------------------------------------

    def noun(self, word: str) -> str:
        """Return the singular of a noun: people → person, troops → troop, earnings → earnings; by spelling for an unknown word."""
        found = self._memo_noun.get(word)
        if found is None:
            found = _keep(self._memo_noun, word, self._find_noun(word))
        return found

    def _find_noun(self, word: str) -> str:
        lemma = self._noun_lemmas.get(word)
        if lemma is not None:
            return lemma
        if word.endswith(("'s", "s'")):
            return self.noun(word[:-2] if word.endswith("'s") else word[:-1])
        front, hyphen, last = word.rpartition("-")
        if hyphen and last and word not in self._number:
            return f"{front}-{self.noun(last)}"
        candidates = inflection.singular_candidates(word)
        otherwise = word if self._is(word, NOUN) else inflection.singular_by_rule(word)
        return inflection.known_or(candidates, lambda c: self._is(c, NOUN), otherwise)

    def verb(self, word: str) -> str:
        """Return the base form of a verb: killed → kill, found → find, left → leave; by spelling for an unknown word."""
        found = self._memo_verb.get(word)
        if found is None:
            found = _keep(self._memo_verb, word, self._find_verb(word))
        return found

    def _find_verb(self, word: str) -> str:
        lemma = self._verb_lemmas.get(word)
        if lemma is not None:
            return lemma
        if self._is(word, VERB):
            return word
        candidates = inflection.base_candidates(word)
        otherwise = word if word in self._number else inflection.base_by_rule(word)
        return inflection.known_or(candidates, lambda c: self._is(c, VERB), otherwise)

    def stem(self, word: str) -> str:
        """Return a key that the noun, verb and adjective forms of one family share: execution, executed → execute's key."""
        found = self._memo_stem.get(word)
        if found is None:
            found = _keep(self._memo_stem, word, self._find_stem(word))
        return found

    def _find_stem(self, word: str) -> str:
        base = self.verb(word) if self.main(word) == VERB else self.noun(word)
        number = self._number.get(base)
        if number is None and base != word:
            number = self._number.get(word)
        if number is None:
            return base
        leader = self._table.stems[number]
        return self._table.words[leader - 1] if leader else self._table.words[number]

    # --- nouns ----------------------------------------------------------------------------------------------------------------------------

    def noun_class(self, lemma: str) -> str:
        """Return the newsroom class of a singular noun, else WordNet's lexicographer file of its first sense ("artifact"), else ""."""
        lemma = lemma.lower()
        found = self._nouns.cls.get(lemma)
        if found is not None:
            return found
        synset = self._synset(lemma)
        if synset:
            return LEXFILES[self._table.lexfiles[synset]]
        _, hyphen, last = lemma.rpartition("-")
        return self.noun_class(last) if hyphen and last else ""

    def is_human_class(self, cls: str) -> bool:
        """Whether a class counts people, alive or dead."""
        return cls in self._nouns.human

    def noun_relation(self, a: str, b: str) -> str:
        """Return how near two singular nouns are: same, synonym, hyponym, same_class, same_lexfile, far or unknown; symmetric."""
        a, b = sorted((a.lower(), b.lower()))
        found = self._memo_relation.get((a, b))
        if found is None:
            found = _keep(self._memo_relation, (a, b), self._relate(a, b))
        return found

    def _relate(self, a: str, b: str) -> str:
        if a == b:
            return "same"
        if self._synonyms.get(a, frozenset()) & self._synonyms.get(b, frozenset()):
            return "synonym"
        x, y = self.noun_class(a), self.noun_class(b)
        if not x or not y:
            return "unknown"
        p, q = self._synset(a), self._synset(b)
        by_hand = a in self._nouns.cls, b in self._nouns.cls
        if p and p == q and by_hand != (True, True):
            return "synonym"
        if self._nouns.heads.get(a, "-") in self._nouns.chain(y) or self._nouns.heads.get(b, "-") in self._nouns.chain(x):
            return "hyponym"
        if by_hand == (True, True):
            return "same_class" if x == y else "far"
        if p and q and (self._above(p, q) or self._above(q, p)):
            return "hyponym"
        return "same_lexfile" if p and q and self._table.lexfiles[p] == self._table.lexfiles[q] else "far"

    def _synset(self, lemma: str) -> int:
        number = self._number.get(lemma)
        return 0 if number is None else self._table.first[number]

    def _above(self, high: int, low: int) -> bool:
        for _ in range(_STEPS_UP):
            low = self._table.parents[low]
            if low == high:
                return True
        return False

    # --- predicates -----------------------------------------------------------------------------------------------------------------------

    def predicate_class(self, lemma: str) -> str:
        """Return the class of what happens, for a verb, noun or adjective ("kill" for kill, die, death, dead), else ""."""
        return self._predicates.cls.get(lemma.lower(), "")

    def predicate_relation(self, a: str, b: str) -> str:
        """Return how near two predicates are: same (one lemma or family), class, far, or unknown where a word has no class and no family."""
        a, b = a.lower(), b.lower()
        if a == b:
            return "same"
        x, y = self.predicate_class(a), self.predicate_class(b)
        if self.stem(a) == self.stem(b) and (x == y or not x or not y):
            return "same"
        if x and y:
            return "class" if x == y else "far"
        return "far" if a in self._number and b in self._number else "unknown"

    # --- places ---------------------------------------------------------------------------------------------------------------------------

    def is_place(self, name: str) -> bool:
        """Whether a name as printed is a country, US state, capital or big city; "Turkey" is, "turkey" is not."""
        return self._gazetteer().kind(name) not in ("", "demonym")

    def place_kind(self, name: str) -> str:
        """Return country, state, capital, city or demonym, else ""; the name as printed."""
        return self._gazetteer().kind(name)

    def demonym(self, word: str) -> str:
        """Return the place that an adjective or inhabitant belongs to, in any case: "iraqi" → "Iraq", else ""."""
        return self._gazetteer().demonyms.get(word.lower(), "")

    def _gazetteer(self) -> Places:
        if self._places is None:
            self._places = load_places(rules_root() / "lexicon" / "places.tsv")
        return self._places


@lru_cache(maxsize=1)
def load_words() -> Words:
    """Return the one ``Words`` of this process; the first call reads the tables (about 20 ms).

    Raises:
        RuleError: a table is missing, damaged or does not validate.
    """
    path = rules_root() / "lexicon" / "words.bin"
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise RuleError(str(path), f"cannot be read: {error.strerror}", remedy="run scripts/compile_words.py or reinstall factcheck") from error
    return Words(wordtable.load(raw, str(path)))


def _keep(memo: dict[_K, _V], key: _K, value: _V) -> _V:
    if len(memo) >= _MEMO:
        memo.clear()
    memo[key] = value
    return value
