"""The README shows a real excerpt of a report; ``FACTCHECK_UPDATE_GOLDEN=1 pytest tests/test_readme.py`` copies it anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_MARK = re.compile(r"(<!-- excerpt of (?P<report>\S+): (?P<rules>[^>]*?) -->\n)(?P<old>.*?)(?=\n## |\Z)", re.DOTALL)


def test_the_excerpt_is_what_the_report_says():
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    match = _MARK.search(text)
    report = (ROOT / match["report"]).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=###? )", report, flags=re.MULTILINE)
    wanted = [next(b for b in blocks if b.startswith(f"### {rule} ·")) for rule in match["rules"].split(", ")]
    excerpt = "\n" + "".join("> " + line + "\n" if line else ">\n" for line in "\n".join(b.rstrip() + "\n" for b in wanted).splitlines())
    if os.environ.get("FACTCHECK_UPDATE_GOLDEN"):
        readme.write_text(text[: match.start("old")] + excerpt + text[match.end("old") :], encoding="utf-8")
        return
    assert match["old"] == excerpt
