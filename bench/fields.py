"""The fields of a figure beside what readers say of it: noun, predicate, place, time, speaker, subject, over figures drawn from real clusters.

``readings/answers-*.jsonl`` holds, by cluster and offsets, what fresh readers who had seen no reading of ours found in the text: for each field the
spans that a careful editor would accept, none where the text says nothing. Two halves by the md5 of the cluster: errors are looked at in the first
half only. A field is right where half of its content words, or the head of a noun, are those of an accepted span. A predicate that is no more than
"be" or "have" may be left out.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from material import ROOT, SHARED, publish, table

from factcheck import pipeline
from factcheck.model import Figure, Source

FIELDS = ("noun", "predicate", "place", "time", "speaker", "subject")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_EMPTY = frozenset("the a an of in on at by to for from its his her their our this that and or with per".split())
_BE = frozenset("is are was were be been being has have had having".split())


def words(text: str) -> list[str]:
    """The content words of a piece of text, without endings of plural and owner."""
    found = (w.lower().rstrip(".").removesuffix("'s").removesuffix("’s") for w in _WORD.findall(text))
    return [_stem(w) for w in found if w not in _EMPTY]


def _stem(word: str) -> str:
    for ending, put in (("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + put
    return word


def read(figure: Figure, text: str) -> dict[str, str]:
    """What the tool says of a figure, as printed; places and times of the surroundings where the sentence has none."""
    noun, verb = figure.noun, figure.predicate
    return {
        "noun": "" if noun is None else text[noun.span.start : noun.span.end] if noun.span is not None else noun.lemma,
        "predicate": "" if verb is None else text[verb.span.start : verb.span.end] if verb.span is not None else verb.lemma,
        "place": figure.place or (figure.scene.text if figure.scene is not None else ""),
        "time": figure.time or (figure.moment.text if figure.moment is not None else ""),
        "speaker": figure.attribution.speaker if figure.attribution is not None else "",
        "subject": figure.subject.text if figure.subject is not None else "",
    }


def outcome(field: str, said: str, accepted: Sequence[str]) -> str:
    """Right, wrong, missing, extra, or none where neither says anything."""
    if not accepted:
        return "extra" if said else "none"
    if not said:
        return "none" if field == "predicate" and any(a.lower() in _BE for a in accepted) else "missing"
    mine = words(said)
    for other in map(words, accepted):
        common = len(set(mine) & set(other))
        if (field == "noun" and mine and other and mine[-1] == other[-1]) or (common and 2 * common >= min(len(set(mine)), len(set(other)))):
            return "right"
    return "wrong"


def marked(half: str) -> Iterator[tuple[str, str]]:
    """Field and outcome of every figure of a half that readers and tool both take for one."""
    texts = {c["id"]: c["documents"] for c in map(json.loads, (SHARED / "data" / "clusters.jsonl").read_text(encoding="utf-8").splitlines())}
    known: dict[tuple[str, int], tuple[Figure, ...]] = {}
    for path in sorted((ROOT / "bench" / "readings").glob("answers-*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            if ("second" if int(hashlib.md5(row["cluster"].encode()).hexdigest(), 16) % 2 else "first") != half or not row["figure"]:
                continue
            key = row["cluster"], row["document"]
            text = texts[key[0]][key[1]]
            if key not in known:
                known[key] = pipeline.extract_one(Source("text", text)).figures
            figure = next((f for f in known[key] if f.start < row["end"] and row["start"] < f.end), None)
            if figure is not None:
                said = read(figure, text)
                yield from ((field, outcome(field, said[field], _accepted(row, field, text))) for field in FIELDS)


def _accepted(row: dict[str, Any], field: str, text: str) -> list[str]:
    return [text[start:end] for start, end in row.get(field) or row.get(f"{field}_around", ())]


def main() -> None:
    """Print the table, and put it into the page on quality."""
    if not (SHARED / "data" / "clusters.jsonl").is_file():
        print("no shared clusters here")
        return
    counts = {(half, field): Counter[str]() for half in ("first", "second") for field in FIELDS}
    for half in ("first", "second"):
        for field, found in marked(half):
            counts[half, field][found] += 1
    rows = []
    for field in FIELDS:
        cells = [field]
        for half in ("first", "second"):
            n = counts[half, field]
            asked, told = n["right"] + n["wrong"] + n["missing"], n["right"] + n["wrong"] + n["extra"]
            cells += [f"{n['right'] / asked:.2f} of {asked}", f"{n['right'] / told:.2f} of {told}", f"{(n['right'] + n['none']) / n.total():.2f}"]
        rows.append(cells)
    head = ["field", "where set", "where told", "of all", "where set", "where told", "of all"]
    publish("fields", table(head, rows))


if __name__ == "__main__":
    main()
