"""Two hundred articles on one story, made of sentences of our own: alignment and judgement in seconds, and how the time grows with their number.

    python bench/crowd.py [--articles 200]

Each article draws some of the statements, words each in one of several ways, and now and then gives a later or slipped number, by a fixed seed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time

from factcheck import pipeline, rulebook
from factcheck.config import Config
from factcheck.model import Source

MOST_RATIO = 3.2  # n log n over a doubling is about 2.2; the rest is for a busy machine
# Wordings, then the numbers that may stand in them, the commonest first.
STATEMENTS = (
    (
        ("The landslide killed {} people in Orvane.", "{} villagers died when the slope gave way.", "The death toll in Orvane stood at {}."),
        (48, 48, 51, 84),
    ),
    (("{} people were still missing on Friday.", "Another {} were unaccounted for, the province said."), (17, 17, 14, 170)),
    (("Rescuers pulled {} survivors from the mud.", "{} people were rescued alive."), (126, 126, 129, 162)),
    (("Some {} houses were destroyed.", "The slide flattened {} homes."), (310, 310, 340)),
    (("About {} residents were moved to schools.", "{} people left their homes for shelters in Tesk."), (2400, 2400, 2040)),
    (("Rain of {} millimetres fell in two days.", "Gauges at Tesk showed {} mm of rain."), (212, 212, 221)),
    (("The province put the damage at ${} million.", "Losses came to ${} million, the insurers said."), (36, 36, 63)),
    (("The army sent {} soldiers with shovels.", "{} troops were deployed to dig."), (550, 550, 505)),
    (("The road to Tesk was cut over {} kilometres.", "Mud covered {} km of the valley road."), (6.5, 6.5, 5.6)),
    (("{} of the dead were children.", "Among the dead were {} children."), (11, 11, 13)),
)
PLACES = ("Harl", "Minde", "Sorro", "Vask", "Belt", "Ostra", "Quill", "Rademe", "Tolve", "Ynder")
TAILS = (".", ", the mayor of {} said.", ", officials in {} told reporters.", ", according to the {} Courier.", ", a spokesman in {} said on Friday.")


def articles(count: int) -> list[Source]:
    """Return ``count`` articles of twelve to sixteen figures, the same ones at every run."""
    draw = random.Random(20260314)
    return [Source(f"a{k:04}.txt", _article(draw)) for k in range(count)]


def _article(draw: random.Random) -> str:
    said = [draw.choice(wordings).format(f"{draw.choice(numbers):,}") for wordings, numbers in draw.sample(STATEMENTS, k=8)]
    said += [
        f"Farmers in {place} lost {draw.choice((0, 0, 0, 7)) + 23 * (len(place) + PLACES.index(place))} cattle." for place in draw.sample(PLACES, k=4)
    ]
    draw.shuffle(said)
    said = [sentence[:-1] + draw.choice(TAILS).format(draw.choice(PLACES)) for sentence in said]  # so that hardly any sentence is printed twice
    return "ORVANE, March 14\n\n" + "\n\n".join(" ".join(said[k : k + 3]) for k in range(0, len(said), 3)) + "\n"


def seconds(count: int) -> tuple[float, int, int, int]:
    """Return the seconds of aligning and judging, figures, facts, and errors and warnings."""
    extractions = pipeline.extract_all(articles(count))
    rules = rulebook.chosen_rules(Config())
    start = time.process_time()
    result = pipeline.judge(extractions, rules, Config())
    spent = time.process_time() - start
    serious = sum(f.severity.rank > 0 for f in result.findings)
    return spent, sum(len(e.figures) for e in extractions), len(result.story.facts), serious


def main() -> int:
    """Print time for n and 2n articles, and fail where it grows faster than n log n within measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200)
    options = parser.parse_args()
    seconds(10)  # tables
    half, whole = seconds(options.articles // 2), seconds(options.articles)
    for count, (spent, figures, facts, serious) in ((options.articles // 2, half), (options.articles, whole)):
        print(f"{count:5} articles {figures:6} figures {facts:6} facts {serious:5} errors and warnings {spent:7.2f} s")
    ratio = whole[0] / half[0]
    print(f"twice the articles take {ratio:.2f} times as long")
    return int(ratio > MOST_RATIO)


if __name__ == "__main__":
    sys.exit(main())
