"""The compiled word table: what it holds, how it is written and read. Format of ``rules/lexicon/words.bin``; made by ``scripts/compile_words.py``.

One zlib stream of sections, each a 4-byte little-endian length and its bytes: words, combos, codes, first, second, parents, lexfiles, stems,
nouns, verbs. Columns run parallel to ``words``; numbers are little-endian.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from factcheck.errors import RuleError
from factcheck.tables.words import inflection

# Parts of speech and forms: bits of ``Words.tags``. Final, so that compiled modules have the numbers in place of a look into this one.
NOUN: Final = 1 << 0
VERB: Final = 1 << 1
ADJ: Final = 1 << 2
ADV: Final = 1 << 3
PREP: Final = 1 << 4
DET: Final = 1 << 5
PRON: Final = 1 << 6
CONJ: Final = 1 << 7
NUM: Final = 1 << 8
AUX: Final = 1 << 9
PLURAL: Final = 1 << 10
PAST: Final = 1 << 11
PARTICIPLE_ED: Final = 1 << 12
PARTICIPLE_ING: Final = 1 << 13
THIRD: Final = 1 << 14
BASE: Final = 1 << 15

_MAGIC = b"factcheck-words/1\n"

# WordNet's lexicographer files, lexnames(5WN), by number.
LEXFILES = (
    "adj", "adj", "adv", "top", "act", "animal", "artifact", "attribute", "body", "cognition", "communication", "event", "feeling", "food", "group",
    "location", "motive", "object", "person", "phenomenon", "plant", "possession", "process", "quantity", "relation", "shape", "state", "substance",
    "time",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """The columns as they lie in the file."""

    words: list[str]  # sorted
    combos: list[tuple[int, int]]  # distinct (mask of tags, main part of speech)
    codes: array[int]  # word → index into combos
    first: array[int]  # word → synset of its first noun sense, 0 none
    second: array[int]  # word → synset of its second noun sense, 0 none
    parents: array[int]  # synset → its hypernym, 0 none
    lexfiles: bytes  # synset → index into LEXFILES
    stems: array[int]  # word → 1 + index of the word that stands for its family, 0 the word itself
    nouns: list[tuple[str, str]]  # surface → singular, where the spelling rules are wrong
    verbs: list[tuple[str, str]]  # surface → base form, where the spelling rules are wrong


def derived_tags(word: str, is_noun: Callable[[str], bool], is_verb: Callable[[str], bool]) -> int:
    """Return the mask that a regular ending gives to a word; the two questions are asked of base forms. Words it serves are left out of the table."""
    mask = 0
    if any(is_noun(c) for c in inflection.singular_candidates(word)):
        mask |= NOUN | PLURAL
    if any(is_verb(c) for c in inflection.base_candidates(word)):
        mask |= VERB | (PARTICIPLE_ING if word.endswith("ing") else THIRD if word.endswith("s") else PAST | PARTICIPLE_ED)
    return mask


def likeliest(mask: int) -> int:
    """Return the part of speech that a mask without counts most likely means: noun before verb before adjective before adverb."""
    return next((bit for bit in (NOUN, VERB, ADJ, ADV) if mask & bit), mask & -mask)


def dump(table: Table) -> bytes:
    """Return the file's bytes."""
    sections = (
        "\n".join(table.words).encode("ascii"),
        "\n".join(f"{mask} {main}" for mask, main in table.combos).encode("ascii"),
        *(_little(column).tobytes() for column in (table.codes, table.first, table.second, table.parents)),
        table.lexfiles,
        _little(table.stems).tobytes(),
        "\n".join(f"{a} {b}" for a, b in table.nouns).encode("ascii"),
        "\n".join(f"{a} {b}" for a, b in table.verbs).encode("ascii"),
    )
    return _MAGIC + zlib.compress(b"".join(len(s).to_bytes(4, "little") + s for s in sections), 9)


def load(raw: bytes, name: str) -> Table:
    """Read what ``dump`` wrote; ``name`` is the place in errors.

    Raises:
        RuleError: the bytes are no word table of this version.
    """
    if not raw.startswith(_MAGIC):
        raise RuleError(name, "no word table of this version", expected=_MAGIC.decode().strip(), remedy="run scripts/compile_words.py or reinstall")
    try:
        body = zlib.decompress(raw[len(_MAGIC) :])
    except zlib.error as error:
        raise RuleError(name, f"a damaged word table: {error}", remedy="reinstall factcheck") from error
    sections: list[bytes] = []
    at = 0
    while at < len(body):
        size = int.from_bytes(body[at : at + 4], "little")
        sections.append(body[at + 4 : at + 4 + size])
        at += 4 + size
    words, combos, codes, first, second, parents, lexfiles, stems, nouns, verbs = sections
    return Table(
        words=words.decode("ascii").split("\n"),
        combos=[(int(a), int(b)) for a, b in _pairs(combos)],
        codes=_column("H", codes),
        first=_column("H", first),
        second=_column("H", second),
        parents=_column("H", parents),
        lexfiles=lexfiles,
        stems=_column("I", stems),
        nouns=_pairs(nouns),
        verbs=_pairs(verbs),
    )


def _pairs(section: bytes) -> list[tuple[str, str]]:
    parts = section.decode("ascii").split()
    return list(zip(parts[::2], parts[1::2], strict=True))


def _column(code: str, section: bytes) -> array[int]:
    column = array(code)
    column.frombytes(section)
    return _little(column)


def _little(column: array[int]) -> array[int]:
    if sys.byteorder == "big":  # pragma: no cover - the file is little-endian everywhere
        column = column[:]
        column.byteswap()
    return column
