"""Names the groups: the label that people read, the key that ids rest on, and the ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from factcheck.align.records.record import Context, Entry
from factcheck.model import Comparison, Fact
from factcheck.model.identity import SCHEME, digest
from factcheck.quantity.wording import canonical
from factcheck.tables.labels import label_table

_KEY_WORDS = 2  # words of the window that name a fact which has neither noun nor predicate


def build_facts(context: Context, groups: Sequence[Sequence[int]], comparisons: Sequence[Sequence[Comparison]]) -> tuple[Fact, ...]:
    """Build one fact a group of entries, sorted by the first figure; ``comparisons`` run beside ``groups``."""
    drafts = []
    for members, pairs in zip(groups, comparisons, strict=True):
        entries = [context.entries[m] for m in sorted(members)]
        drafts.append((entries, _key(entries), tuple(sorted(pairs, key=lambda c: (-c.weight, c.a, c.b)))))
    drafts.sort(key=lambda draft: draft[0][0].index)
    taken: Counter[str] = Counter()
    facts = []
    for entries, key, pairs in drafts:
        identity = _identity(key, entries)
        taken[identity] += 1
        name = identity if taken[identity] == 1 else f"{identity}-{taken[identity]}"
        facts.append(Fact(name, _label(context, entries), key, tuple(e.figure.id for e in entries), pairs))
    return tuple(facts)


def _identity(key: Sequence[str], entries: Iterable[Entry]) -> str:
    """A digest of scheme, key, and the sorted set of (source, value, hedge)."""
    says = sorted({f"{e.figure.source}|{_value(e)}|{e.figure.hedge.value}" for e in entries})
    return digest((SCHEME, *key, "", *says))


def _value(entry: Entry) -> str:
    q = entry.figure.quantity
    return f"{canonical(q.low)}..{canonical(q.high)} {q.unit}"


def _key(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Sorted normalised noun, unit and event words: what most of the figures carry, ties to the smaller word."""
    parts = {_commonest(e.noun for e in entries), _commonest(e.predicate for e in entries), _commonest(e.figure.quantity.unit for e in entries)}
    if len(parts - {""}) < 2:
        weights: Counter[str] = Counter()
        for e in entries:
            weights.update(dict(e.window))
        parts.update(sorted(weights, key=lambda w: (-round(weights[w], 6), w))[:_KEY_WORDS])
    return tuple(sorted(parts - {""}))


def _label(context: Context, entries: Sequence[Entry]) -> str:
    """What is counted, as most of the figures print it, with what befell it where that makes a noun phrase: "people killed", "price", "area"."""
    table = label_table()
    if all(e.sort == "age" for e in entries):
        named = (e.figure.subject for e in entries if e.person.name and e.figure.subject is not None)
        whose = _commonest(" ".join(subject.text.partition(",")[0].split()) for subject in named)
        return f"age of {whose}" if whose else "age"
    noun = _commonest(_printed(context, e) for e in entries) or _commonest(e.noun for e in entries)
    cls = _commonest(e.figure.predicate.cls for e in entries if e.figure.predicate is not None)
    unit = _commonest(e.figure.quantity.unit for e in entries)
    dimension = _commonest(e.figure.quantity.dimension for e in entries)
    if not noun:
        return _measured(cls, dimension) or (table.befell.get(cls, "") if not unit else "") or unit or "number"
    lemma = _commonest(e.figure.predicate.lemma for e in entries if e.figure.predicate is not None)
    befell = table.befell.get(cls, "") if not dimension and (cls != "send" or lemma in table.sent) else ""
    may_befall = cls in table.of_things or context.words.is_human_class(context.words.noun_class(_commonest(e.noun for e in entries)))
    if befell and may_befall and befell.split()[-1] not in noun.split() and noun not in table.fates:
        return f"{noun} {befell}"
    return noun


def _measured(cls: str, dimension: str) -> str:
    """A name for a measure or amount that stands without a noun."""
    if dimension == "currency":
        return "price" if cls in label_table().priced else "amount"
    return label_table().measures.get(dimension, "")


def _printed(context: Context, entry: Entry) -> str:
    part = entry.figure.noun
    if part is None or part.span is None:
        return ""
    text = context.extractions[entry.source].source.text[part.span.start : part.span.end]
    return " ".join(text.split()) if text[:1].isupper() and part.lemma[:1].isupper() else " ".join(text.lower().split())


def _commonest(found: Iterable[str]) -> str:
    counted = Counter(w for w in found if w)
    return min(counted, key=lambda w: (-counted[w], w)) if counted else ""
