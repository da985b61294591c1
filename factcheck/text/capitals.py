"""Gives copy that has lost its capitals those of its names back, so that whoever, whatever and wherever it names can be read.

Some archives and feeds keep a capital at the start of a sentence at most. Names are known again by what no dictionary has ("novato"), by places and
first names, by what stands beside those ("tobias summers") and by being names elsewhere in the same text. Only letters change: no offset moves.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate

from factcheck.tables.bundle import load_grammar
from factcheck.tables.names import NameTable, name_table
from factcheck.tables.words import ADJ, NOUN, PARTICIPLE_ED, PARTICIPLE_ING, PAST, THIRD, VERB, Words, load_words

_SAMPLE = 20_000  # characters that tell whether capitals are lost
_APART = 600  # of them to each capital inside a sentence: ordinary copy has one in a hundred, copy that lost them none
_INSIDE = re.compile(r" (?<=[a-z0-9,;)] )[“\"(]?[A-Z]")  # the blank in front, which the scan can look for
_SPLIT = re.compile(r"([^\W\d_]+(?:[.'-][^\W\d_]+)*)")
_SPLIT_ASCII = re.compile(r"([a-z]+(?:[.'-][a-z]+)*)")  # the same for a text without other letters, at half the time
_LETTER_BY_LETTER = re.compile(r"(?:[a-z]\.)+[a-z]")
_AGE_BEHIND = re.compile(r",? ?\(?,? ?\d\d?[,.);](?!\d)")
_SHORTEST = 3  # letters of a word that is a name because no dictionary has it
_PART = 4  # letters of each part of a compound: "frontrunner"

# What a word is by itself.
_UNKNOWN, _GIVEN, _PLACE, _OPENS, _ALWAYS, _INITIALS, _ADDRESSED, _BODY, _BEFORE = (1 << n for n in range(9))
_VERBAL = PAST | THIRD | PARTICIPLE_ED | PARTICIPLE_ING


def lost(text: str) -> bool:
    """Whether copy has lost the capitals of its names.

    >>> lost("Two men from oakland were shot, police said."), lost("Two men from Oakland were shot, police said.")
    (True, False)
    """
    sample = text[:_SAMPLE]
    return len(_INSIDE.findall(sample)) * _APART <= len(sample)


def restored(text: str) -> str:
    """The text with the capitals of its names, of the same length. Linear in it.

    >>> restored("Two men from oakland were shot, sheriff tobias wren said. wren, 41, is from novato.")
    'Two men from Oakland were shot, sheriff Tobias Wren said. Wren, 41, is from Novato.'
    """
    return _Restoration(text).run()


class _Restoration:
    """The state of one pass over one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.table, self.words = name_table(), load_words()
        # Splitting with the pattern caught gives blank, word, blank, word …; sums and looks run in C, since every word comes here.
        small = text.lower()
        small = small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        small = small.replace("’", "'")
        parts: list[str] = (_SPLIT_ASCII if small.isascii() else _SPLIT).split(small)
        places = list(accumulate(map(len, parts)))
        self.starts, self.ends = places[0:-1:2], places[1::2]
        self.lower = parts[1::2]
        self.sorts = list(map(_SORTS.__getitem__, self.lower))
        self.named: set[int] = set()  # places in the list of words
        self.surnames: set[str] = set()  # words of the dictionary that are names here

    def run(self) -> str:
        """Find the names, then write them."""
        at = [k for k, sort in enumerate(self.sorts) if sort]
        self.named.update(k for k in at if self.sorts[k] & (_UNKNOWN | _ALWAYS | _INITIALS))
        for k in at:
            if self.sorts[k] & (_OPENS | _PLACE):
                self._place_or_phrase(k)
        self.named.update([k for k in at if self.sorts[k] & _BEFORE and self._opens_name(k)])
        for k in at:
            if self.sorts[k] & _GIVEN:
                self._person(k)
            elif self.sorts[k] & _ADDRESSED:
                self._addressed(k)
            elif self.sorts[k] & _UNKNOWN:
                self._aged(k)
        if self.surnames:
            self.named.update(k for k, word in enumerate(self.lower) if _bare(word) in self.surnames and k not in self.named and self._named_again(k))
        for k in at:
            if self.sorts[k] & _BODY and k - 1 in self.named and self._beside(k - 1) and not self._is_day(k - 1):
                self.named.add(k)
        return self._written()

    def _beside(self, k: int) -> bool:
        """Whether only a blank stands between a word and the next."""
        return k + 1 < len(self.lower) and self.starts[k + 1] - self.ends[k] == 1 and self.text[self.ends[k]] == " "

    def _place_or_phrase(self, k: int) -> None:
        word = self.lower[k]
        if self.sorts[k] & _OPENS and self._beside(k):
            for name in _openings().get(word, {}).get(_bare(self.lower[k + 1]), ()):
                n = len(name)  # "oklahoma city's", too
                if (*self.lower[k : k + n - 1], *map(_bare, self.lower[k + n - 1 : k + n])) == name and all(map(self._beside, range(k, k + n - 1))):
                    self.named.update(m for m in range(k, k + n) if not self.words.is_function(self.lower[m]))  # "house of representatives"
                    return
        if self.sorts[k] & _PLACE and self._only_place(k, _bare(word)):
            self.named.add(k)

    def _opens_name(self, k: int) -> bool:
        """Whether "new", "fort" or "san" begins the name of a place: "in new tredegar"; not "the new obama plan"."""
        return (
            self._beside(k)
            and k + 1 in self.named
            and (self.lower[k] in self.table.always_before or (k > 0 and self.lower[k - 1] in self.table.where))
        )

    def _only_place(self, k: int, word: str) -> bool:
        """Whether the name of a place is no other word here: "reading", "nice", "turkey"."""
        tags = self.words.tags(word)
        return not tags or (self.words.main(word) == NOUN and (not tags & VERB or (k > 0 and self.lower[k - 1] in self.table.where)))

    def _person(self, k: int) -> None:
        """A first name, with the surname behind it: "anna brown"; one that is a word too only where a name stands behind it: "grace novak"."""
        if k and self.lower[k - 1] in self.table.introducing and self._beside(k - 1):
            return
        word = self.lower[k]
        doubtful = word in self.table.doubtful
        behind = k + 1 if self._beside(k) and word == _bare(word) else -1
        named = behind in self.named or (behind > 0 and self.lower[behind] in self.table.given and self.lower[behind] not in self.table.doubtful)
        aged = behind > 0 and bool(_AGE_BEHIND.match(self.text, self.ends[behind]))
        if doubtful and not named and not (aged and self._may_be_surname(behind)) and not _AGE_BEHIND.match(self.text, self.ends[k]):
            return
        self.named.add(k)
        if behind > 0 and behind not in self.named and (aged or self._may_be_surname(behind)):
            self._add(behind)

    def _may_be_surname(self, k: int) -> bool:
        """Whether a word of the dictionary can be a surname behind a first name: "brown", "hill"; not "said", "officials", "teacher"."""
        word = _bare(self.lower[k])
        words = self.words
        if words.is_function(word) or words.main(word) not in (NOUN, ADJ, VERB, 0) or words.tags(word) & _VERBAL:
            return False
        return not words.is_human_class(words.noun_class(words.noun(word))) and not words.demonym(word)

    def _addressed(self, k: int) -> None:
        """What stands behind a form of address: "mr. hill", "dr. anna brown"."""
        gap = self.text[self.ends[k] : self.starts[k + 1]] if k + 1 < len(self.lower) else ""
        if gap in (" ", ". ") and not self.words.is_function(self.lower[k + 1]):
            self.named.add(k)
            self._add(k + 1)

    def _aged(self, k: int) -> None:
        """A word between a name and an age is the rest of the name: "shanna watts, 34,"."""
        rest = self._beside(k) and k + 1 not in self.named and not self.words.is_function(self.lower[k + 1])
        if rest and _AGE_BEHIND.match(self.text, self.ends[k + 1]):
            self._add(k + 1)

    def _add(self, k: int) -> None:
        self.named.add(k)
        if self.words.tags(_bare(self.lower[k])):
            self.surnames.add(_bare(self.lower[k]))

    def _named_again(self, k: int) -> bool:
        """Whether a word that is a surname elsewhere in the text is one here: "brown said", "brown's lawyer"; not "a brown dog"."""
        if k and self._beside(k - 1):
            before = self.lower[k - 1]
            if self.words.main(before) == ADJ or before in load_grammar().heads.determiners:
                return False
        owner = self.lower[k] != _bare(self.lower[k])
        return owner or not self._beside(k) or self.words.main(self.lower[k + 1]) != NOUN or k + 1 in self.named

    def _is_day(self, k: int) -> bool:
        return bool(self.sorts[k] & _ALWAYS)

    def _written(self) -> str:
        """The text with a capital at the start of each name, and throughout its initials."""
        parts: list[str] = []
        done = 0
        for k in sorted(self.named):
            start, end = self.starts[k], self.ends[k]
            word = self.text[start:end]
            stop = len(_bare(self.lower[k])) if self.sorts[k] & _INITIALS else 1
            upper = word[:stop].upper()
            if len(upper) == stop and word.islower():  # some letters have no capital of one letter; "mGy" has one of its own
                parts += (self.text[done:start], upper, word[stop:])
                done = end
        return "".join((*parts, self.text[done:]))


def _bare(word: str) -> str:
    """A word without the mark of an owner."""
    if "'" not in word:
        return word
    return word[:-2] if word.endswith("'s") else word[:-1] if word.endswith("s'") else word


@cache
def _openings() -> dict[str, dict[str, tuple[tuple[str, ...], ...]]]:
    """The words of names of several words by their first and second, the longest first."""
    found: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for name in (*(phrase.replace("_", " ") for phrase in name_table().phrases), *load_words().places_of_several_words()):
        words = tuple(name.split(" "))
        if load_words().is_function(words[0]):
            continue  # "the hague" would have every "the" looked at
        found.setdefault(words[0], {}).setdefault(words[1], []).append(words)
    return {a: {b: tuple(sorted(names, key=lambda n: (-len(n), n))) for b, names in rest.items()} for a, rest in found.items()}


@cache
def _measures() -> frozenset[str]:
    """The short forms of units and currencies, which no dictionary has either: "ppm", "nok"."""
    units = load_grammar().units
    return frozenset(word.lower() for word in (*units.symbols, *units.money_signs))


class _Sorts(dict[str, int]):
    """What each word that was met is by itself, so that ordinary words cost one look."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        sort = self[word] = _sort_of(_bare(word), name_table(), load_words())
        return sort


_SORTS = _Sorts()
_MOST = 200_000  # of them are kept


def _sort_of(word: str, table: NameTable, words: Words) -> int:
    """What a word is by itself, 0 for an ordinary one."""
    if word in table.addressed:
        return _ADDRESSED
    if word in table.initials or _LETTER_BY_LETTER.fullmatch(word):
        return _INITIALS * (word not in table.small_letters)
    if word in table.always or words.demonym(word):
        return _ALWAYS
    sort = _GIVEN * (word in table.given or word in table.doubtful) | _PLACE * bool(words.plain_place_kind(word))
    sort |= _OPENS * (word in _openings()) | _BODY * (word in table.bodies) | _BEFORE * (word in table.before)
    if not sort & (_GIVEN | _PLACE) and len(word) >= _SHORTEST and _is_strange(word, table, words):
        sort |= _UNKNOWN
    return sort


def _is_strange(word: str, table: NameTable, words: Words) -> bool:
    """Whether no dictionary has a word, nor the words that it is made of: "novato", not "frontrunner", "nonbinding" or "misspoke"."""
    if words.tags(word) or words.is_function(word) or word in _measures() or "-" in word or "." in word or "'" in word:
        return False
    if any(word.endswith(ending) and len(word) > len(ending) + _PART for ending in table.endings):
        return False
    if any(word.startswith(prefix) and words.tags(word[len(prefix) :]) for prefix in table.prefixes):
        return False
    return not any(words.tags(word[:k]) and words.tags(word[k:]) for k in range(_PART, len(word) - _PART + 1))
