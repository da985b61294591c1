"""A story made for the HTML page to be slow on: many sources, many figures, in sentences of its own. Nothing here is random."""

from __future__ import annotations

from factcheck.config import Config
from factcheck.model import Result, Source
from factcheck.pipeline import check_sources

_WORKS = """
Ostrava Hill|repaired|bridges|Lindmark|planted|orchard trees|Port Selby|counted|market stalls|Tarn|sold|school desks|Greyford|launched|ferries
Hollin|installed|water pumps|Vessel Bay|replaced|street lamps|Marrow|lent|library books|Quill|coupled|railway wagons|Denby Cross|glazed|greenhouses
Low Aster|raised|barns|Pell|sheared|sheep|Orrin|baked|loaves|Cadwick|printed|ballots|Summerholm|vaccinated|calves
Brack|dug|wells|Tollen|tuned|pianos|Easter Vale|caught|lobsters|Ninefold|carved|gravestones|Upper Wend|stitched|sails
Haldane|bottled|jars of honey|Fenwick|mended|bicycles|Roake|fired|bricks|Stell|bound|atlases|Ambry|shod|horses
"""


def large_story(sources: int = 40, backwards: bool = False) -> Result:
    """Fifty figures a source; every seventh source moves one number in three, every third hedges."""
    cells = [cell for line in _WORKS.strip().splitlines() for cell in line.split("|")]
    works = [tuple(cells[i : i + 3]) for i in range(0, len(cells), 3)]
    read = [Source(f"paper-{n:02d}.txt", _text(n, works), f"paper-{n:02d}.txt") for n in range(sources)]
    return check_sources(read[::-1] if backwards else read, Config())


def _text(number: int, works: list[tuple[str, ...]]) -> str:
    lines = [f"Valley council reports on a year of works, edition {'abcdefghij'[number % 10]}", ""]
    for at, (town, verb, noun) in enumerate(works):
        count = 130 + 37 * at + (10 if number % 7 == 0 and at % 3 == 0 else 0)
        hedge = "about " if number % 3 == 1 else ""
        lines.append(f"Crews in {town} {verb} {hedge}{count} {noun} over the year, the town said.")
        lines.append(f"In {town} {12 + 3 * at} volunteers worked on it without pay, and the mayor thanked them at length for their care.")
        lines.append("")
    return "\n".join(lines)
