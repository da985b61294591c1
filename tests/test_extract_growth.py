"""Cost grows as the text grows, on text that was made to stall a reader as well."""

from __future__ import annotations

import pytest
from least import least

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


def reading(piece, size):
    """Reads so much of one piece."""
    source = Source("a", piece * (size // len(piece)))
    return lambda: extract_one(source)


@pytest.fixture(scope="module", autouse=True)
def tables_loaded():
    extract_one(Source("a", ORDINARY * 20))


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_cost_grows_no_faster_than_the_text(piece):
    def near_linear(short, long):
        return long < 2 * (LONG / SHORT) * short + 0.03  # eight times the text; a quadratic part shows as up to 64 times

    times = least([reading(piece, SHORT), reading(piece, LONG)], near_linear)
    assert near_linear(*times), times


@pytest.mark.parametrize("name", ["digits", "one", "slashes", "brackets", "a"])
def test_hostile_text_costs_little_more_than_ordinary_text(name):
    def little_more(hostile, ordinary):
        return hostile < 30 * ordinary  # ten is the aim, which the bench measures on a quiet machine

    times = least([reading(HOSTILE[name], LONG), reading(ORDINARY, LONG)], little_more)
    assert little_more(*times), times
