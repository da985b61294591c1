"""``labels.yaml``: how facts are called where people read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from factcheck.tables.fields import WordSet, exact_word_sets, names_of, read_lexicon


@dataclass(frozen=True, slots=True)
class LabelTable:
    """See the lexicon for what each means."""

    befell: Mapping[str, str]  # class of a predicate → words behind the noun
    of_things: WordSet
    fates: WordSet
    sent: WordSet
    priced: WordSet
    measures: Mapping[str, str]  # dimension → name


@cache
def label_table() -> LabelTable:
    """Load and check the lexicon of labels.

    Raises:
        RuleError: a key is missing or unknown, or an entry has the wrong shape.
    """
    path, data = read_lexicon("labels")
    pairs = {key: {word: name.replace("_", " ") for word, name in names_of(data, key, path).items()} for key in ("befell", "measures")}
    sets = exact_word_sets(path, data, LabelTable, set(pairs))
    return LabelTable(
        befell=pairs["befell"], measures=pairs["measures"], of_things=sets["of_things"], fates=sets["fates"], sent=sets["sent"], priced=sets["priced"]
    )
