"""What is fuzzed: each target takes any bytes and fails by an exception that is none of the project's own, or by a promise that does not hold."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

_PLACE = tempfile.TemporaryDirectory(prefix="factcheck-fuzz-")
os.environ["XDG_CACHE_HOME"] = _PLACE.name  # what the YAML of strangers leaves there is not the user's

from factcheck.cli.diff import rendered
from factcheck.cli.results import read_result
from factcheck.config import Config, load_config
from factcheck.errors import FactcheckError
from factcheck.model import Source
from factcheck.pipeline import check_sources, extract_one
from factcheck.report import render
from factcheck.report.change import compare
from factcheck.sources import load
from factcheck.sources.formats import reader_for, suffixes
from factcheck.sources.manifest import read_manifest
from factcheck.tables.yamlfile import parse_yaml

HERE = Path(_PLACE.name)
_LONGEST = 1_500  # bytes of a story: judging is the slow part, and what is odd is short
_SEPARATOR = b"\x00"  # parts the sources of a story


def extract(data: bytes) -> None:
    """Any text has figures whose spans are those of the text."""
    try:
        text = data.decode("utf-8", "surrogatepass")  # halves of pairs come in through Python and JSON
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    found = extract_one(Source("a", text, published="2026-03-12"))
    last = 0
    for figure in found.figures:
        assert text[figure.start : figure.end] == figure.surface
        assert last <= figure.start < figure.end
        last = figure.end
    for excluded in found.exclusions:
        assert text[excluded.start : excluded.end] == excluded.surface


def check(data: bytes) -> None:
    """Any story is judged, alike in any order of its sources, and shown in every format of one document."""
    texts = [t.decode("utf-8", "replace") for t in data[:_LONGEST].split(_SEPARATOR)[:3]]
    sources = [Source(f"{number}.txt", text) for number, text in enumerate(texts)]
    result = check_sources(sources, Config(jobs=1))
    assert check_sources(sources[::-1], Config(jobs=1)) == result
    for name in ("terminal", "markdown", "json", "sarif", "github", "rdjsonl", "junit", "html"):
        render(name, result)


def sources(data: bytes) -> None:
    """Any file is read, or refused with a reason; each place of its text leads back into it."""
    known = sorted(suffixes())
    reader = reader_for(f"a{known[data[0] % len(known)] if data else known[0]}")
    assert reader is not None
    try:
        read = reader(data[1:], "a")
    except FactcheckError:
        return
    assert all(run.line >= 1 and run.column >= 1 for run in read.origin)
    if read.file:  # of one of several articles, and of pages, it is not kept
        assert all(run.line <= len(read.file.splitlines()) + 1 for run in read.origin)
    assert all(0 <= mark.start < mark.end <= len(read.text) for mark in read.marks)


def names(data: bytes) -> None:
    """Files of any names in a folder are as many sources and skipped files, each with an id of its own."""
    with tempfile.TemporaryDirectory(dir=HERE) as folder:
        made = 0
        for name in dict.fromkeys(data.split(b"\n")[:6]):
            path = os.fsencode(folder) + b"/" + name.replace(b"/", b"").replace(b"\0", b"")[:200]
            try:
                handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            except OSError:
                continue
            os.write(handle, b"The ferry carried 275 passengers.")
            os.close(handle)
            made += not path.rpartition(b"/")[2].startswith(b".")
        try:
            loaded = load([folder])
        except FactcheckError:
            return
        assert len({s.id for s in loaded.sources}) + len(loaded.skipped) == made
        for source in loaded.sources:
            source.id.encode("utf-8")


def yaml(data: bytes) -> None:
    """Any bytes are data, or an error with a place."""
    _quietly(lambda: parse_yaml(data, "a.yaml"))


def toml(data: bytes) -> None:
    """Any bytes are a list of sources and settings, or errors with places."""
    _quietly(lambda: read_manifest(data, "corpus.toml"))
    folder = HERE / "settings"
    folder.mkdir(exist_ok=True)
    (folder / "factcheck.toml").write_bytes(data)
    _quietly(lambda: load_config(folder, {}))


def diff(data: bytes) -> None:
    """Any bytes are a result that can be shown against itself and nothing, or an error with a place."""
    path = HERE / "result.json"
    path.write_bytes(data)

    def shown() -> None:
        result = read_result(path)
        for form in ("terminal", "markdown", "json"):
            rendered(compare(result | {"findings": []}, result), form, "base")

    _quietly(shown)


def _quietly(work: Callable[[], object]) -> None:
    try:
        work()
    except FactcheckError as error:
        assert str(error)


TARGETS: dict[str, Callable[[bytes], None]] = {f.__name__: f for f in (extract, check, sources, names, yaml, toml, diff)}
ROOT = Path(__file__).resolve().parent.parent


def seeds(name: str) -> list[bytes]:
    """What the fuzzer begins with: the tests' samples, the example stories and files of the project."""
    cases, corpora, docs = ROOT / "tests/cases/extract", ROOT / "tests/corpora", ROOT / "docs"
    lines = [line for path in sorted(cases.glob("*.jsonl")) for line in path.open(encoding="utf-8") if '"text"' in line]
    copy = [json.loads(line)["text"].encode() for line in lines]
    stories = [[p.read_bytes() for p in sorted(folder.iterdir()) if p.suffix in suffixes()] for folder in sorted(corpora.iterdir())]
    pairs = [_SEPARATOR.join(pair) for pair in zip(copy[::9], copy[1::9], strict=False)]
    pages = [p.read_bytes()[:3000] for p in (*sorted(docs.glob("*.md"))[:4], ROOT / "tests/golden/report-html.html")]
    found = {
        "extract": copy,
        "check": [*(_SEPARATOR.join(texts)[:_LONGEST] for texts in stories), *pairs],
        "sources": [*(bytes([n]) + page for n in range(len(suffixes())) for page in pages), *_samples()],
        "names": [b"a.txt\nb.md", b"caf\xc3\xa9.txt\ncafe\xcc\x81.txt", b"a\xff.txt\na\\xff.txt", b"corpus.toml\n.hidden\nx.json"],
        "yaml": [p.read_bytes()[:2000] for p in sorted((ROOT / "rules").rglob("*.yaml"))],
        "toml": [*(p.read_bytes() for p in sorted((ROOT / "tests").rglob("*.toml"))), b'[limits]\nbytes = 3\n[severity]\nhedge-drift = "note"\n'],
        "diff": [(ROOT / "tests/golden/report-json.json").read_bytes()[:20_000], _small_result()],
    }
    return found[name]


_FEED = b"<rss><channel><title>a</title><item><title>Toll</title><description>&lt;p>275 men&lt;/p></description></item></channel></rss>"
_MADE = {
    ".rss": _FEED,
    ".xml": _FEED,
    ".ipynb": b'{"cells": [{"cell_type": "markdown", "source": ["# Toll\\n", "275 men"]}, {"cell_type": "code", "outputs": [{"text": "12"}]}]}',
    ".rtf": b"{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset204 A;}}{\\info{\\title T}}\\s1 Toll\\par\\intbl a\\cell\\row \\u8211?{\\deleted 9}275 men\\par}",
    ".pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n",
}


def _samples() -> list[bytes]:
    """Files of the readers' own formats."""
    known = sorted(suffixes())
    files = [p for p in sorted((ROOT / "tests/cases/sources").iterdir()) if p.suffix in known]
    own = [*((p.suffix, p.read_bytes()) for p in files), *_MADE.items()]
    return [bytes([known.index(suffix)]) + raw for suffix, raw in own for _ in range(4)]


def _small_result() -> bytes:
    sides = [Source("a", "The ferry carried 275 passengers."), Source("b", "The ferry carried 257 passengers.")]
    return str(render("json", check_sources(sides, Config(jobs=1)))).encode()
