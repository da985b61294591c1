"""Edits of a story that change no number: what an editor's day does to a folder of sources, for the tests of ids and report diffs.

Each edit takes the files of a story by name and what a check found in them, and returns the files after it; None where there is nothing to edit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from factcheck.config import Config
from factcheck.model import Figure, Position, Result
from factcheck.pipeline import check_sources, read

Files = dict[str, str]
Edit = Callable[[Files, Result, str], "Files | None"]  # files, what was found in them, the source to edit

# Another word for the same, so that nothing but the wording changes.
VERBS = {
    "said": "stated", "announced": "declared", "rose": "climbed", "fell": "dropped", "bought": "purchased", "began": "started",
    "showed": "indicated", "employs": "has on its payroll", "hurt": "injured", "sent": "dispatched", "found": "discovered", "told": "informed",
}  # fmt: skip
_VERB = re.compile(r"\b(" + "|".join(VERBS) + r")\b")
_SAID = re.compile(
    r"\b(police|officials?|spokes(?:man|woman|person)|authorities|ministry|government|company|president|statement|he|she|it|they) said\b"
)
FRONT = "Much of this had been expected. "
LINE = "Seen by the desk again\n\n"


def story_files(folder: Path) -> Files:
    """The sources of a story and its corpus.toml, by name."""
    return {p.name: p.read_text(encoding="utf-8") for p in sorted(folder.iterdir()) if p.suffix in (".txt", ".md", ".html", ".toml")}


def checked(files: Files, folder: Path) -> Result:
    """What a check finds in files that are laid out in an empty folder."""
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    sources, _ = read([str(folder)])
    return check_sources(sources, Config(jobs=1, cache=True))  # only the edited one is read anew


def cited(result: Result, source: str) -> list[Figure]:
    """The figures of a source on which findings rest, in text order, each sentence once."""
    named = {i for f in result.findings if f.rule != "uncorroborated" for i in f.figures}
    figures = [f for e in result.story.extractions if e.source.id == source for f in e.figures if f.id in named]
    return list({f.sentence: f for f in reversed(figures)}.values())[::-1]


def sentence_of(result: Result, figure: Figure) -> str:
    """The sentence of a figure as its text prints it."""
    extraction = next(e for e in result.story.extractions if e.source.id == figure.source)
    where = extraction.layout.sentences[figure.sentence]
    return extraction.source.text[where.start : where.end]


def rename(files: Files, result: Result, source: str) -> Files | None:
    """Another name, which sorts elsewhere."""
    new = f"zz-{source}" if source == min(e.source.id for e in result.story.extractions) else f"00-{source}"
    return {(new if n == source else n): t.replace(f'"{source}"', f'"{new}"') if n == "corpus.toml" else t for n, t in files.items()}


def witness(files: Files, result: Result, source: str) -> Files | None:
    """One more source, which says again in one sentence what a finding rests on."""
    found = cited(result, source)
    return {**files, "witness.txt": " ".join(sentence_of(result, found[0]).split()) + "\n"} if found else None


def _in_sentences(files: Files, result: Result, source: str, change: Callable[[str], str]) -> Files | None:
    """Change the sentences on which findings rest, wherever the file has them as they stand."""
    text = files[source]
    for figure in cited(result, source):
        old = sentence_of(result, figure)
        if text.count(old) == 1:
            text = text.replace(old, change(old))
    return {**files, source: text} if text != files[source] else None


def reword(files: Files, result: Result, source: str) -> Files | None:
    """Another verb."""
    return _in_sentences(files, result, source, lambda s: _VERB.sub(lambda m: VERBS[m.group()], s, count=1))


def attribute(files: Files, result: Result, source: str) -> Files | None:
    """An attribution with a word more."""
    return _in_sentences(files, result, source, lambda s: _SAID.sub(r"\1 also said", s, count=1))


def put_in_front(files: Files, result: Result, source: str) -> Files | None:
    """A sentence in front of one on which a finding rests, in running text; not of one that leans on the sentence before it."""
    text = files[source]
    for figure in cited(result, source):
        old = sentence_of(result, figure)
        if figure.position is Position.BODY and text.count(old) == 1 and text.index(old) > 0 and old.endswith(".") and not _LEANS.match(old):
            return {**files, source: text.replace(old, FRONT + old)}
    return None


def insert(files: Files, result: Result, source: str) -> Files | None:
    """A line at the top of a source."""
    return {**files, source: LINE + files[source]}


def exchange(files: Files, result: Result, source: str) -> Files | None:
    """Two neighbouring paragraphs of the body change places; where a story leans on the one before, others are tried."""
    parts = re.split(r"(\n[ \t]*\n\s*)", files[source])
    body = list(range(4, len(parts) - 2, 2))  # neither the first two, which may be a headline and a dateline, nor the last
    for a in body[:-1]:
        if not any(_LEANS.match(parts[k].lstrip()) for k in (a, a + 2, a + 4) if k < len(parts)):
            parts[a], parts[a + 2] = parts[a + 2], parts[a]
            return {**files, source: "".join(parts)}
    return None


_LEANS = re.compile(r"(?:Of (?:the|them|those)|That|This|These|Those|He|She|It|They|The other|Another|But|And|In addition|Also)\b")

EDITS: dict[str, Edit] = {
    "rename": rename, "witness": witness, "reword": reword, "attribute": attribute, "front": put_in_front, "insert": insert, "exchange": exchange,
}  # fmt: skip


def edited(files: Files, result: Result, name: str) -> Iterator[tuple[str, Files]]:
    """Each source of a story with the files after the edit was made in it."""
    for extraction in result.story.extractions:
        after = EDITS[name](files, result, extraction.source.id)
        if after is not None and after != files:
            yield extraction.source.id, after
