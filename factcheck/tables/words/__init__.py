"""Words with their parts of speech, stems, families and classes."""

from factcheck.tables.words.words import Words, load_words
from factcheck.tables.words.wordtable import ADJ, ADV, AUX, BASE, NOUN, NUM, PARTICIPLE_ED, PARTICIPLE_ING, PAST, PLURAL, PREP, PRON, THIRD, VERB

__all__ = [
    "ADJ", "ADV", "AUX", "BASE", "NOUN", "NUM", "PARTICIPLE_ED", "PARTICIPLE_ING", "PAST", "PLURAL", "PREP", "PRON", "THIRD", "VERB", "Words",
    "load_words",
]  # fmt: skip
