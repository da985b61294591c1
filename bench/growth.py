"""How the cost of a check grows with what a stranger sends: process time over n, 2n, 4n and 8n, and the exponent from the first to the last.

The tests count executed lines instead (``steps``), which no neighbour on the machine can change.

python bench/growth.py            # every case; a minute or two
python bench/growth.py one_story  # one of them, and what it costs
python bench/growth.py --large    # 200 sources of one story, and 10,000 that have nothing to do with one another
"""

from __future__ import annotations

import gc
import math
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

import factcheck

Texts = dict[str, str]
_WORDS = "north south harbour valley river mill bridge market school station forest temple quarry island summit".split()
_THINGS = "goats lamps tents barges houses nurses pumps ladders crates horses boats tractors teachers wagons kettles".split()
_VERBS = "reached damaged closed rescued moved counted sold repaired flooded emptied".split()
_NAMES = [a + b for a in "Bar Cor Dal Fen Gor Hal Jun Kel Lor Mar Nor Pel".split() for b in "ton wick by ham ford mere stow gate holm den".split()]
_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()


def one_story(n: int) -> Texts:
    """So many sources that tell one story with other numbers."""
    r = random.Random(1)
    return {
        f"s{i:05}": f"Harbour fire in Fenwick\nThe fire at the harbour killed {r.randint(20, 90)} people and injured {r.randint(100, 900)} others, "
        f"officials said.\nAbout {r.randint(1000, 9000)} residents left {r.randint(20, 80)} streets. The damage was ${r.randint(2, 90)} million."
        for i in range(n)
    }


def rewrites(n: int) -> Texts:
    """So many rewrites of one article: its sentences in another order, some in other words."""
    r = random.Random(2)
    base = [
        f"The {_WORDS[i]} office said {10 + i * 7} {_THINGS[i * 7 % 15]} in {_NAMES[i]} were {_VERBS[i % 10]} after {3 + i} days." for i in range(15)
    ]
    texts = {}
    for i in range(n):
        told = [s if r.random() > 0.3 else s.replace("said", "reported").replace("were", "had been") for s in base]
        r.shuffle(told)
        texts[f"s{i:05}"] = "\n".join(told)
    return texts


def hedged(n: int) -> Texts:
    """So many sources with the same numbers, some of which have lost a hedge or a speaker."""
    return {
        f"s{i:05}": f"Fire in Fenwick\nThe fire killed {'at least ' if i % 2 else ''}41 people{', the mayor claimed' if i % 3 == 0 else ''} in "
        f"{_NAMES[i % len(_NAMES)]}. About {(500, 510, 520)[i % 3]} residents left."
        for i in range(n)
    }


def unrelated(n: int) -> Texts:
    """So many small sources that have nothing to do with one another."""
    r = random.Random(4)

    def word() -> str:
        return "".join(r.choice(_SYLLABLES) for _ in range(3))

    return {
        f"s{i:05}": f"{word().title()} {word()} {word()}\nThe {word()} {word()} of {word().title()} sold {r.randint(3, 999)} {word()}s and "
        f"{r.randint(3, 99)} {word()}s for ${r.randint(2, 90)} million on the {word()} {word()}."
        for i in range(n)
    }


def bare(n: int) -> Texts:
    """Two sources of numbers without words."""
    return {"a": " ".join(str(10 + 7 * i) for i in range(n)), "b": " ".join(str(10 + 11 * i) for i in range(n))}


def listing(n: int) -> Texts:
    """A number of people, and all their names behind it."""
    names = [f"{_NAMES[i % len(_NAMES)]} {_NAMES[(i * 7 + 1) % len(_NAMES)]}" for i in range(n)]
    return {
        "a": f"The storm hurt {n} people, including {', '.join(names)}.",
        "b": f"The storm hurt {n + 3} people, including {', '.join(names[::-1])}.",
    }


def places(n: int) -> Texts:
    """So many numbers of people at so many places, in two sources."""
    r = random.Random(3)

    def text() -> str:
        return " ".join(f"{r.randint(2, 999)} people were hurt in {_NAMES[i % 120]} {_NAMES[i // 120 % 120]}." for i in range(n))

    return {"a": text(), "b": text()}


def long_pair(n: int) -> Texts:
    """Two long sources of ordinary sentences."""
    r = random.Random(6)

    def sentence() -> str:
        told = f"The {r.choice(_WORDS)} council of {r.choice(_NAMES)} {r.choice(_VERBS)} {r.randint(3, 999)} {r.choice(_THINGS)}"
        return f"{told} for ${r.randint(2, 90)} million."

    return {name: "\n".join(sentence() for _ in range(n)) for name in "ab"}


def one_sentence(n: int) -> Texts:
    """Two sources of one sentence with so many clauses."""
    r = random.Random(9)

    def clause() -> str:
        return f"the {r.choice(_WORDS)} council of {r.choice(_NAMES)} {r.choice(_VERBS)} {r.randint(3, 999)} {r.choice(_THINGS)}"

    return {name: f"On Monday {', and '.join(clause() for _ in range(n))}." for name in "ab"}


def copies(n: int) -> Texts:
    """So many copies of one text."""
    text = "The fire at the old harbour of Fenwick killed 41 people and hurt 88 others on the long pier, officials of the town said in a letter."
    return {f"s{i:05}": f"{text} About 500 residents left." for i in range(n)}


# Each with the smallest of four sizes: large enough that what a run costs anyhow does not count, and no larger, since tests trace every line.
CASES: dict[str, tuple[Callable[[int], Texts], int]] = {
    "one_story": (one_story, 14), "rewrites": (rewrites, 4), "hedged": (hedged, 20), "unrelated": (unrelated, 30), "bare": (bare, 125),
    "listing": (listing, 1000), "places": (places, 15), "long_pair": (long_pair, 14), "one_sentence": (one_sentence, 18), "copies": (copies, 30),
}  # fmt: skip
TIMES = 3  # what is printed is measured on sizes three times as large
ENDS = (1, 8)  # what the exponent is taken from; the sizes between are for readers


def seconds(work: Callable[[], object]) -> float:
    """Process time of one call, so that a busy machine says little."""
    started = time.process_time()
    work()
    return time.process_time() - started


def steps(work: Callable[[], object]) -> int:
    """Lines of Python that one call executes, the same in each run. What a single call of C walks through does not count."""
    count = 0

    def traced(_frame: FrameType, _event: str, _argument: object) -> object:
        nonlocal count
        count += 1
        return traced

    before = sys.gettrace()
    gc.collect()
    gc.disable()  # when Python collects is no work of ours, and what others let it call then are lines as well
    sys.settrace(traced)
    try:
        work()
    finally:
        sys.settrace(before)
        gc.enable()
    return count


def exponent(times: Sequence[float]) -> float:
    """By which power the cost grows from the first size to the last, which is eight times as large."""
    return math.log(times[-1] / times[0]) / math.log(8)


def measured(name: str, cost: Callable[[Callable[[], object]], float] = seconds, times: int = 1, sizes: Sequence[int] = (1, 2, 4, 8)) -> list[float]:
    """What a check of one case costs over n, 2n, 4n and 8n, where n is so many times the smallest size."""
    case, size = CASES[name]
    texts = [case(size * times * k) for k in sizes]
    factcheck.check({"a": "The crew sold 12 goats.", "b": "The crew sold 13 goats."})  # tables are read before
    return [cost(lambda t=t: factcheck.check(t)) for t in texts]


def large() -> None:
    """The two sizes that were promised."""
    for name, case, count in (("sources of one story", one_story, 200), ("unrelated sources", unrelated, 10_000)):
        texts = case(count)
        took = seconds(lambda t=texts: factcheck.check(t))
        print(f"{count:>7,} {name:<24} {took:6.1f} s {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:>6} MB")


def main() -> None:
    """Print a row for each case, or the large ones."""
    if "--large" in sys.argv:
        large()
        return
    for name in sys.argv[1:] or CASES:
        times = measured(name, times=TIMES)
        size = CASES[name][1] * TIMES
        print(f"{name:<12} n = {size:<6} " + " ".join(f"{t:7.2f}" for t in times) + f"   n^{exponent(times):.2f}")


if __name__ == "__main__":
    main()
