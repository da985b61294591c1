"""Reads a JSON list of texts from standard input with Microsoft Recognizers-Text and prints what it finds in each: [start, end, low, high, unit].

It runs in an environment of its own (``pip install 'emoji<2' recognizers-text-suite``), never in the project's: see extract_quality.py.
"""

from __future__ import annotations

import json
import sys


def main() -> None:
    """Read, recognise, print."""
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_age, recognize_currency, recognize_dimension, recognize_temperature

    readers = (recognize_currency, recognize_dimension, recognize_age, recognize_temperature, recognize_percentage, recognize_number)
    out = []
    for text in json.load(sys.stdin):
        found: list[list[object]] = []
        for paragraph, at in _paragraphs(text):
            for reader in readers:  # from the most to the least that one reads of a quantity; what overlaps is the same quantity
                for item in reader(paragraph, "en-us"):
                    start, end = at + item.start, at + item.end + 1
                    if item.resolution and not any(start < f[1] and end > f[0] for f in found):
                        value = str(item.resolution.get("value") or "").removesuffix("%")
                        unit = "percentage" if reader is recognize_percentage else str(item.resolution.get("unit") or "")
                        found.append([start, end, value, value, unit])
        out.append(sorted(found, key=lambda f: f[0]))
    json.dump(out, sys.stdout)


def _paragraphs(text: str) -> list[tuple[str, int]]:
    at, parts = 0, []
    for line in text.split("\n"):
        parts.append((line, at))
        at += len(line) + 1
    return parts


if __name__ == "__main__":
    main()
