"""Names the groups: the label that people read, the key that ids rest on, and the ids."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from factcheck.align.context import Context, Entry
from factcheck.model import Comparison, Fact

_SCHEME = "factcheck/v1"
_KEY_WORDS = 2  # words of the window that name a fact which has neither noun nor predicate


def build_facts(context: Context, groups: Sequence[Sequence[int]], comparisons: Sequence[Sequence[Comparison]]) -> tuple[Fact, ...]:
    """Build one fact a group of entries, sorted by the first figure; ``comparisons`` run beside ``groups``."""
    drafts = []
    for members, pairs in zip(groups, comparisons, strict=True):
        entries = [context.entries[m] for m in sorted(members)]
        drafts.append((entries, _key(entries), tuple(sorted(pairs, key=lambda c: (-c.bits, c.a, c.b)))))
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
    """12 hex digits over length-prefixed NFC fields: scheme, key, and the sorted set of (source, value, hedge)."""
    says = sorted({f"{e.figure.source}|{_value(e)}|{e.figure.hedge.value}" for e in entries})
    digest = hashlib.blake2b(digest_size=6)
    for field in (_SCHEME, *key, "", *says):
        raw = unicodedata.normalize("NFC", field).encode()
        digest.update(len(raw).to_bytes(4, "big") + raw)
    return digest.hexdigest()


def _value(entry: Entry) -> str:
    q = entry.figure.quantity
    return f"{_plain(q.low)}..{_plain(q.high)} {q.unit}"


def _plain(number: object) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


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
    """What is counted and what happens to it, as most of the figures print it: "people killed"."""
    noun = _commonest(_printed(context, e, "noun") for e in entries) or _commonest(e.noun for e in entries)
    predicate = _commonest(_printed(context, e, "predicate") for e in entries) or _commonest(e.predicate for e in entries)
    unit = _commonest(e.figure.quantity.unit for e in entries)
    first = noun or unit
    label = f"{first} {predicate}".strip() if predicate != noun else first
    return label or _commonest(e.figure.surface for e in entries)


def _printed(context: Context, entry: Entry, what: str) -> str:
    part = entry.figure.noun if what == "noun" else entry.figure.predicate
    if part is None or part.span is None:
        return ""
    text = context.extractions[entry.source].source.text[part.span.start : part.span.end]
    return " ".join(text.split()) if text[:1].isupper() and what == "noun" and part.lemma[:1].isupper() else " ".join(text.lower().split())


def _commonest(found: Iterable[str]) -> str:
    counted = Counter(w for w in found if w)
    return min(counted, key=lambda w: (-counted[w], w)) if counted else ""
