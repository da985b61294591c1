"""Archives for the tests of a scan, and what lies in its folder afterwards."""

from __future__ import annotations

import json
import random
from pathlib import Path

_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()
ROWS = '[[source]]\npath = "{}"\ncolumns = {{ id = "key", text = "body", title = "head" }}\n'


def many(folder: Path, count: int = 24) -> Path:
    """An archive of so many articles in four files, three articles an event."""
    folder.mkdir()
    for number in range(count):
        event, teller = divmod(number, 3)
        r = random.Random(event)
        a, b, c, d, e = ("".join(r.choice(_SYLLABLES) for _ in range(3)) for _ in range(5))
        hurt = 310 + event + 7 * (teller == 2)
        text = f"{a.title()} {b} in {c.title()}\n\nThe {b} {d} of {c.title()} killed {20 + event} people and hurt {hurt} of its {e}, the {a} said."
        with (folder / f"wire-{number % 4}.jsonl").open("a") as file:
            file.write(json.dumps({"key": f"k{number:03}", "head": "", "body": text}) + "\n")
    (folder / "corpus.toml").write_text("".join(ROWS.format(f"wire-{n}.jsonl") for n in range(4)))
    return folder


def bytes_of(out: Path) -> dict[str, bytes]:
    """All files of an out folder but its state, by name."""
    return {p.name: p.read_bytes() for p in sorted(out.iterdir()) if p.is_file()}
