"""Cost grows as the text grows, on text that was made to stall a reader as well."""

from __future__ import annotations

import gc
import time

import pytest

from factcheck.model import Source
from factcheck.pipeline import extract_one

ORDINARY = (
    "The storm flooded 12 cellars in the old town, the mayor said. Some 40 people were taken to a school. "
    "Rain fell on the hills for most of the week, and roads stayed shut.\n\n"
)
# Each repeats something that a reader looks back or ahead for: a scale, a range, an age, a unit, a name, a speaker, the end of a sentence.
HOSTILE = {
    "digits": "7",
    "one": "one ",
    "slashes": "1/",
    "brackets": "(",
    "a": "a ",
    "separators": "1,234,",
    "quotes": '"',
    "curly quotes": "“",
    "dots": ".",
    "dollars": "$",
    "hyphens": "-",
    "no": "no ",
    "numbers": "1 ",
    "list of numbers": "1, ",
    "ranges": "1-",
    "one-": "one-",
    "tens": "twenty-",
    "scales": "million ",
    "halves": "one and a half ",
    "between": "between 5 and ",
    "numbers in brackets": "(5) ",
    "open bracket": "(12 ",
    "lengths": "5 km ",
    "vague": "dozens of ",
    "title and number": "Mr. 5 ",
    "name and number": "A 5 ",
    "powers": "5^",
    "times ten": "1x10^",
    "numbers and no-break spaces": "1\u00a0",
    "lines": "5\n",
    "list numbers": "1. ",
    "paragraphs": "5\n\n",
    "feet and inches": "6′ 2″ ",
    "twice": "twice ",
    "said": "said ",
    "dates": "May 5, ",
    "phone": "555-0176-",
    "no stop": "the storm flooded 12 cellars in the old town and ",
    "speaker without stop": "the mayor said 12 people died in the flood and ",
    "quotations": "“12 men,” he said, ",
}
SHORT, LONG = 2_000, 16_000


def seconds(piece, size, times):
    """The shortest of several times of this process; a collection of garbage in between would be its own growth."""
    source = Source("a", piece * (size // len(piece)))
    found = []
    for _ in range(times):
        gc.collect()
        gc.disable()
        start = time.process_time()
        extract_one(source)
        found.append(time.process_time() - start)
        gc.enable()
    return min(found)


@pytest.fixture(scope="module", autouse=True)
def tables_loaded():
    extract_one(Source("a", ORDINARY * 20))


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_cost_grows_no_faster_than_the_text(piece):
    short, long = seconds(piece, SHORT, 3), seconds(piece, LONG, 2)
    assert long < 2 * (LONG / SHORT) * short + 0.03  # eight times the text; a quadratic part shows as up to 64 times


@pytest.mark.parametrize("name", ["digits", "one", "slashes", "brackets", "a"])
def test_hostile_text_costs_little_more_than_ordinary_text(name):
    assert seconds(HOSTILE[name], LONG, 2) < 30 * seconds(ORDINARY, LONG, 3)  # ten is the aim, which the bench measures on a quiet machine
