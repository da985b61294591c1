"""What the project knows of single English words: parts of speech, lemmas, newsroom classes, and how near two words are.

``load_words()`` reads the compiled table (``wordtable``) and lays the hand-written lexicons of ``rules/lexicon`` over it: ``closed.yaml``,
``nouns.yaml``, ``predicates.yaml``, ``synonyms.yaml`` and, when a place is first asked for, ``places.tsv``. Words are given in lower case with
straight apostrophes, as ``extract.tokens`` makes them. All answers are pure functions of the tables.

A word that no table has: ``tags`` and ``main`` are 0 unless a known word stands behind its ending or after its last hyphen; ``noun`` and
``verb`` take the ending off by spelling; ``noun_class`` and ``predicate_class`` are ""; relations are "same" to itself, else "unknown".
"""

from __future__ import annotations

from functools import lru_cache

from factcheck.errors import RuleError
from factcheck.paths import rules_root
from factcheck.tables.words import wordtable
from factcheck.tables.words.families import load_families, load_kindred, load_synonyms
from factcheck.tables.words.forms import Forms, keep
from factcheck.tables.words.places import Places, load_places
from factcheck.tables.words.wordtable import (
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

__all__ = [
    "ADJ", "ADV", "AUX", "BASE", "CONJ", "DET", "NOUN", "NUM", "PARTICIPLE_ED", "PARTICIPLE_ING", "PAST", "PLURAL", "PREP", "PRON", "THIRD", "VERB",
    "Words", "load_words",
]  # fmt: skip

_STEPS_UP = 5  # hypernyms that still say something; further up everything is an "object" or "matter"


class Words(Forms):
    """Questions about words; see the module for what happens to a word that no table has. One shared object: treat it as frozen."""

    def __init__(self, table: wordtable.Table) -> None:
        lexicon = rules_root() / "lexicon"
        self._nouns = load_families(lexicon / "nouns.yaml")
        self._predicates = load_families(lexicon / "predicates.yaml")
        self._kindred = load_kindred(lexicon / "predicates.yaml")
        self._synonyms = load_synonyms(lexicon / "synonyms.yaml")
        self._places: Places | None = None
        self._memo_relation: dict[tuple[str, str], str] = {}
        self._memo_noun_class: dict[str, str] = {}
        self._memo_predicate_class: dict[str, str] = {}
        super().__init__(table, self._nouns.lemmas, self._predicates.lemmas)

    def _tags_by_hand(self, word: str) -> int:
        """Return what the lexicons and the gazetteer say of a word that the compiled table does not hold: "shi'ites", "iraqi"."""
        lemma = self.noun(word)
        if self._is_inhabitant(lemma):
            return NOUN | BASE | ADJ if lemma == word else NOUN | PLURAL
        return NOUN | (BASE if lemma == word else PLURAL) if lemma in self._nouns.cls else 0

    def _is_inhabitant(self, word: str) -> bool:
        return bool(self.demonym(word))

    def _is_name(self, word: str) -> bool:
        return self.is_place(word.title())

    # --- nouns ----------------------------------------------------------------------------------------------------------------------------

    def noun_class(self, lemma: str) -> str:
        """Return the newsroom class of a singular noun, else WordNet's lexicographer file of its first sense ("artifact"), else "".

        An inhabitant is a person ("Iraqi"); of a hyphenated word the part after the last hyphen decides.
        """
        known = self._memo_noun_class.get(lemma)
        return known if known is not None else keep(self._memo_noun_class, lemma, self._class_of(lemma.lower()))

    def _class_of(self, lemma: str) -> str:
        lemma = self._nouns.lemmas.get(lemma, lemma)
        found = self._nouns.cls.get(lemma)
        if found is not None:
            return found
        synset = self._synset(lemma)
        if synset:
            return LEXFILES[self._table.lexfiles[synset]]
        _, hyphen, last = lemma.rpartition("-")
        if hyphen and last:
            return self.noun_class(last)
        return "person" if self.demonym(lemma) else ""

    def is_human_class(self, cls: str) -> bool:
        """Whether a class counts people, alive or dead."""
        return cls in self._nouns.human

    def noun_relation(self, a: str, b: str) -> str:
        """Return how near two singular nouns are, nearest first; symmetric, letter case does not matter.

        "same"; "synonym" (a group of synonyms.yaml, or WordNet's first sense); "hyponym" (one names a class that holds the other, or stands above
        it in WordNet); "same_class" (soldier, sailor); "same_lexfile" (the same broad sort: a common class above, or one lexicographer file);
        "far"; "unknown" where no table has one of them.
        """
        a, b = a.lower(), b.lower()
        a, b = sorted((self._nouns.lemmas.get(a, a), self._nouns.lemmas.get(b, b)))
        found = self._memo_relation.get((a, b))
        if found is None:
            found = keep(self._memo_relation, (a, b), self._relate(a, b))
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
        by_hand = a in self._nouns.cls and b in self._nouns.cls
        if p and p == q and not by_hand:
            return "synonym"
        over, under = self._nouns.heads.get(a, "-"), self._nouns.heads.get(b, "-")
        if over != under and (over in self._nouns.chain(y) or under in self._nouns.chain(x)):
            return "hyponym"
        if by_hand:
            return "same_class" if x == y else "same_lexfile" if self._nouns.broader(x, y) else "far"
        if p and q and (self._above(p, q) or self._above(q, p)):
            return "hyponym"
        return "same_lexfile" if x == y or (p and q and self._table.lexfiles[p] == self._table.lexfiles[q]) else "far"

    def is_narrower(self, a: str, b: str) -> bool:
        """Whether ``a`` names a kind of what ``b`` names, and not the same: soldier, person; by class or in WordNet."""
        if self.noun_relation(a, b) != "hyponym":
            return False
        a, b = (self._nouns.lemmas.get(w.lower(), w.lower()) for w in (a, b))
        head = self._nouns.heads.get(b, "-")
        if head in self._nouns.chain(self.noun_class(a)) and head != self._nouns.heads.get(a, "-"):
            return True
        low, high = self._synset(a), self._synset(b)
        return bool(low and high and self._above(high, low))

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
        """Return the class of what happens, for a verb, noun or adjective ("kill" for kill, die, death, dead), else "".

        Give the lemma; an inflected form is reduced, as a verb first.
        """
        known = self._memo_predicate_class.get(lemma)
        return known if known is not None else keep(self._memo_predicate_class, lemma, self._doing_of(lemma.lower()))

    def _doing_of(self, word: str) -> str:
        classes = self._predicates.cls
        return classes.get(word) or classes.get(self.verb(word)) or classes.get(self.noun(word)) or ""

    def predicate_relation(self, a: str, b: str) -> str:
        """Return how near two predicates are, nearest first; symmetric, letter case does not matter.

        "same" (one lemma or family); "class" (of one class, or of one row of ``kindred``); "far"; "unknown" where a word has no class and no family.
        """
        a, b = a.lower(), b.lower()
        if a == b:
            return "same"
        x, y = self.predicate_class(a), self.predicate_class(b)
        if self.stem(a) == self.stem(b) and (x == y or not x or not y):
            return "same"
        if (x and x == y) or self.kindred(a) & self.kindred(b):
            return "class"
        if x and y:
            return "far"
        return "far" if a in self._number and b in self._number else "unknown"

    def kindred(self, verb: str) -> frozenset[int]:
        """Return the rows of verbs that may tell of one deed in other words, of whatever class: "free" and "release"."""
        return self._kindred.get(verb, frozenset())

    # --- places ---------------------------------------------------------------------------------------------------------------------------

    def is_place(self, name: str) -> bool:
        """Whether a name as printed is a country, state, region, capital or big city: "Turkey" is, "turkey" is not."""
        return self._gazetteer().kind(name) not in ("", "demonym")

    def place_kind(self, name: str) -> str:
        """Return country, state, region, capital, city or demonym for a name as printed, else ""."""
        return self._gazetteer().kind(name)

    def plain_place_kind(self, name: str) -> str:
        """Return the kind of a place whose name is given in lower case, as copy without capitals prints it, else ""."""
        return self._gazetteer().plain.get(name, "")

    def places_of_several_words(self) -> list[str]:
        """Return the names of places of more than one word, in lower case."""
        return [name for name in self._gazetteer().plain if " " in name]

    def opens_place(self, word: str) -> bool:
        """Whether the name of a place begins with a word in lower case."""
        return word in self._gazetteer().openings

    def place_name(self, name: str) -> str:
        """Return the one name of a place that has several: Britain, UK → United Kingdom; also of its adjective; any other name as it is."""
        places = self._gazetteer()
        return places.aliases.get(name) or (places.demonyms[name.lower()] if places.kind(name) == "demonym" else name)

    def country_of(self, name: str) -> str:
        """Return the country of a place, or of its adjective, as printed: "Melbourne", "Australian" → Australia; "" for any other name."""
        return self._gazetteer().within.get(name, "")

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
