"""Drafts held against their sources: what is called unsupported though it is not, and which spoilt numbers and times are named.

    python bench/drafts.py                        # all of it, into docs/quality.md
    python bench/drafts.py --show unsupported     # what the drafts for tuning are told wrongly; those held out are never shown
    python bench/drafts.py --show misses
    python bench/drafts.py --dates                # their dates and days alone; with --show unsupported or misses

``bench/drafts/*.txt`` holds invented stories: a draft, which no source speaks against, with its numbers in braces, and the sources that it was
written from. Each number in braces is spoilt once, and the run must exit 1 with the settings that drafts have by default. Three further numbers
drawn by chance are put in its place to see how often chance finds support. Each date, day, month and year is spoilt once, too.

The folders in it hold the drafts of desks, longer and by other hands, in columns of their own: halves by the md5 of the name, of which the second is
never shown. They are held as they are; with ``--spoils`` their numbers and dates are spoilt, too, which takes long.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from material import half_of, publish, table
from spoils import KINDS, TIMES, spoilt, spoilt_times

from factcheck import pipeline, rulebook
from factcheck.cli.check import verdict
from factcheck.config import Config
from factcheck.model import Extraction, Result, Source, Verdict

FOLDER = Path(__file__).resolve().parent / "drafts"
SEED = 12
CHANCES = 3  # numbers by chance in the place of each
_HEAD = re.compile(r"^=== (\S+) (\S+)( holdout)?$", re.MULTILINE)
_MARKED = re.compile(r"\{([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Story:
    """A draft without its braces, where its numbers stand in it, and what it was written from."""

    name: str
    draft: Source
    numbers: tuple[tuple[int, int], ...]
    sources: tuple[Source, ...]
    held_out: bool
    desk: bool = False


def read(path: Path) -> Story:
    """Read one story: parts behind lines "=== name date", the draft first."""
    heads = list(_HEAD.finditer(text := path.read_text(encoding="utf-8")))
    parts = [text[h.end() + 1 : n.start() if n else len(text)] for h, n in zip(heads, [*heads[1:], None], strict=True)]
    numbers, plain, at = [], "", 0
    for found in _MARKED.finditer(parts[0]):
        plain += parts[0][at : found.start()]
        numbers.append((len(plain), len(plain) + len(found[1])))
        plain += found[1]
        at = found.end()
    plain += parts[0][at:]
    sources = [Source(h[1], t, published=h[2]) for h, t in zip(heads[1:], parts[1:], strict=True)]
    desk = path.parent != FOLDER
    held_out = half_of(path.stem) == "second" if desk else bool(heads[0][3])
    return Story(path.stem, Source("draft", plain, published=heads[0][2]), tuple(numbers), tuple(sources), held_out, desk)


@cache
def extracted(source: Source) -> Extraction:
    """The figures of a source, once."""
    return pipeline.extract_one(source)


def held(story: Story, text: str, config: Config) -> Result:
    """The story with this text as its draft."""
    draft = pipeline.extract_one(replace(story.draft, text=text))
    together = tuple(sorted((draft, *map(extracted, story.sources)), key=lambda e: e.source.id))
    return pipeline.judge(together, rulebook.chosen_rules(config), config, draft=draft.source.id)


def changed(story: Story, make: random.Random, by_chance: bool = False) -> Iterator[tuple[int, str, str, str]]:
    """Yield the draft with one number spoilt at a time: where it stands, the number spoilt, how, and the whole text."""
    text = story.draft.text
    for n, (start, end) in enumerate(story.numbers):
        kind = "other" if by_chance else KINDS[n % len(KINDS)]
        number = spoilt(text[start:end], kind, make)
        yield start, number, kind, text[:start] + number + text[end:]


def measure(stories: list[Story], show: str, dates: bool, spoil: bool = True) -> Counter[str]:
    """Count verdicts on the drafts as they are, spoils that fail a run, and what chance finds support for; a process a story."""
    with ProcessPoolExecutor() as pool:
        counts = list(pool.map(measure_times, stories, [show] * len(stories), [spoil] * len(stories)))
        counts += [] if dates else list(pool.map(measure_one, stories, [show] * len(stories), [spoil] * len(stories)))
    return sum(counts, Counter())


def measure_times(story: Story, show: str, spoil: bool) -> Counter[str]:
    """The dates, days, months and years of one story: their verdicts as they are, and with each of them spoilt once."""
    config, draw = Config(draft="draft"), random.Random(f"{SEED}:{story.name}")
    count: Counter[str] = Counter()
    shown = show if not story.held_out else ""
    result = held(story, story.draft.text, config)
    times = next(e for e in result.story.extractions if e.source.id == result.draft).datings
    verdicts = {v.figure: v for v in result.dated}
    for time in times:
        found = verdicts.get(time.id)
        count["times"] += 1
        count[f"time {found.status if found is not None else 'none'}"] += 1
        if shown == "unsupported" and found is not None and found.status != "supported":
            print(story.name, found.status, time.surface, "|", found.reason, flush=True)
        for kind, printed in spoilt_times(time.surface, draw) if spoil else ():
            text = story.draft.text[: time.start] + printed + story.draft.text[time.end :]
            wrong = held(story, text, config)
            mine = next(e for e in wrong.story.extractions if e.source.id == wrong.draft).datings
            ids = {d.id for d in mine if d.start < time.start + len(printed) and time.start < d.end}
            verdict_on_it = next((v for v in wrong.dated if v.figure in ids), None)
            named = verdict_on_it is not None and verdict_on_it.status != "supported"
            for name in ("time spoils", f"time spoils {kind}"):
                count[name] += 1
                count[f"named {name}"] += named
            count["time spoils failed"] += verdict(wrong, config.fail_on)
            if shown == "misses" and not named:
                around = text[max(0, time.start - 60) : time.start + len(printed) + 30].replace("\n", " ")
                print(
                    story.name, kind, "|", around, "|", printed, "for", time.surface, "|", verdict_on_it.reason if verdict_on_it else "", flush=True
                )
    return count


def measure_one(story: Story, show: str, spoil: bool) -> Counter[str]:
    """The same of one story; one held out is not shown."""
    config = Config(draft="draft")
    count: Counter[str] = Counter()
    shown = show if not story.held_out else ""
    result = held(story, story.draft.text, config)
    for found in result.verdicts:
        count["figures"] += 1
        count[found.status] += 1
        count[f"detail {found.detail}"] += 1
        if shown == "unsupported" and found.status != "supported":
            print(story.name, found.status, _phrase(result, found.figure), "|", found.reason, flush=True)
    count["alarms"] += verdict(result, config.fail_on)
    count["drafts"] += 1
    for f in result.findings:
        if shown == "findings":
            print(story.name, f.severity.value, f.rule, f.message, flush=True)
    if spoil:
        _withheld(story, config, count, shown)
    if spoil and show not in ("findings", "unsupported", "withheld"):
        _spoil(story, config, count, shown)
    return count


def _withheld(story: Story, config: Config, count: Counter[str], shown: str) -> None:
    """Take one source away at a time: what it alone gives is unsupported then, and nobody contradicts it."""
    for source in story.sources:
        less = replace(story, sources=tuple(s for s in story.sources if s is not source))
        result = held(less, story.draft.text, config)
        for found in result.verdicts:
            count["withheld figures"] += 1
            count["withheld against"] += found.status in ("contradicted", "stale")
            if shown == "withheld" and found.status in ("contradicted", "stale"):
                print(story.name, "without", source.id, found.status, _phrase(result, found.figure), "|", found.reason, flush=True)


def _spoil(story: Story, config: Config, count: Counter[str], shown: str) -> None:
    for start, number, kind, text in changed(story, random.Random(f"{SEED}:{story.name}")):
        result = held(story, text, config)
        failed = verdict(result, config.fail_on)
        count["spoils"] += 1
        count["failed"] += failed
        count[f"spoils {kind}"] += 1
        count[f"failed {kind}"] += failed
        status = _status(result, start, number)
        count["named"] += status not in ("supported", "not read")
        count[f"spoilt {status}"] += 1
        if shown == "misses" and not failed:
            print(
                story.name,
                kind,
                status,
                "|",
                text[max(0, start - 60) : start + 50].replace("\n", " "),
                "|",
                number,
                "|",
                _reason(result, start, number),
            )
    for n in range(CHANCES):
        for start, number, _, text in changed(story, random.Random(f"{SEED}:{story.name}:{n}"), by_chance=True):
            result = held(story, text, config)
            status = _status(result, start, number)
            count["chances"] += 1
            count[f"chance {status}"] += 1
            if status == "supported":
                count["chance computed"] += "computed" in _reason(result, start, number)
                if shown == "chance":
                    print(story.name, "|", text[max(0, start - 60) : start + 50].replace("\n", " "), "|", number, "|", _reason(result, start, number))


def _status(result: Result, start: int, number: str) -> str:
    found = _verdict_at(result, start, number)
    return found.status if found is not None else "not read"


def _verdict_at(result: Result, start: int, number: str) -> Verdict | None:
    extraction = next(e for e in result.story.extractions if e.source.id == result.draft)
    ids = {f.id for f in extraction.figures if f.start < start + len(number) and start < f.end}
    return next((v for v in result.verdicts if v.figure in ids), None)


def _reason(result: Result, start: int, number: str) -> str:
    found = _verdict_at(result, start, number)
    return f"{found.detail} {found.reason}".strip() if found is not None else ""


def _phrase(result: Result, figure: str) -> str:
    extraction = next(e for e in result.story.extractions if e.source.id == result.draft)
    found = next(f for f in extraction.figures if f.id == figure)
    return extraction.source.text[found.phrase.start : found.phrase.end].replace("\n", " ")


def share(part: int, whole: int) -> str:
    """A share in percent, with what it is a share of."""
    return f"{100 * part / whole:.1f} % of {whole}" if whole else "–"


def rows(counts: list[Counter[str]], dates: bool) -> list[list[str]]:
    """What was measured, a line each, a column for each set of stories."""
    asked = (
        ("drafts that fail though nothing is wrong", "alarms", "drafts"),
        ("figures called unsupported", "unsupported", "figures"),
        ("figures called contradicted or stale", "against", "figures"),
        ("figures called contradicted where a source was taken away", "withheld against", "withheld figures"),
        ("figures called drifted", "drifted", "figures"),
        ("figures supported by a sum", "detail computed", "figures"),
        ("spoils that exit 1", "failed", "spoils"),
        *((f"spoils that exit 1: {kind}", f"failed {kind}", f"spoils {kind}") for kind in KINDS),
        ("spoilt numbers that are contradicted themselves", "spoilt against", "spoils"),
        ("spoils that get a verdict of their own", "named", "spoils"),
        ("numbers by chance that find support", "chance supported", "chances"),
        ("numbers by chance that find a sum", "chance computed", "chances"),
    )
    times = (
        ("dates, days, months and years called unsupported", "time unsupported", "times"),
        ("called contradicted", "time contradicted", "times"),
        ("called drifted", "time drifted", "times"),
        ("of which nothing is said", "time none", "times"),
        ("spoilt dates that get a verdict of their own", "named time spoils", "time spoils"),
        *((f"spoilt dates that get one: {kind}", f"named time spoils {kind}", f"time spoils {kind}") for kind in TIMES),
        ("spoilt dates that exit 1", "time spoils failed", "time spoils"),
    )
    for c in counts:
        c["against"] = c["contradicted"] + c["stale"]
        c["spoilt against"] = c["spoilt contradicted"] + c["spoilt stale"]
    return [[name, *(share(c[part], c[whole]) for c in counts)] for name, part, whole in (*(() if dates else asked), *times)]


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", choices=("unsupported", "misses", "chance", "findings", "withheld"), default="")
    parser.add_argument("--only", default="", help="stories whose name holds the word; nothing is written")
    parser.add_argument("--dates", action="store_true", help="dates, days, months and years alone, in a table of their own")
    parser.add_argument("--spoils", action="store_true", help="the drafts of desks spoilt, too")
    options = parser.parse_args()
    stories = [s for s in map(read, sorted(FOLDER.rglob("*.txt"))) if options.only in s.name]
    sets = [[s for s in stories if (s.desk, s.held_out) == of] for of in ((False, False), (False, True), (True, False), (True, True))]
    titles = [f"{len(s)} {name}" for s, name in zip(sets, ("for tuning", "held out", "of desks, first half", "of desks, second half"), strict=True)]
    counts = [measure(s, options.show, options.dates, options.spoils or not any(d.desk for d in s)) for s in sets]
    text = table(["drafts against their sources", *titles], rows(counts, options.dates))
    print(text) if options.show or options.only else publish("dates" if options.dates else "drafts", text)


if __name__ == "__main__":
    main()
