"""The README shows a real excerpt of a report; ``FACTCHECK_UPDATE_GOLDEN=1 pytest tests/test_readme.py`` copies it anew."""

from __future__ import annotations

import os
import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from factcheck.cli import main

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
    assert match["old"] == excerpt, "the excerpt is not what the report says: run `make goldens`"


_PAGES = [
    ROOT / "README.md",
    *(ROOT / "docs" / f"{name}.md" for name in ("check", "reports", "baseline", "changes", "configuration", "workflow", "serve")),
]
_GROUPS = ("rules", "baseline", "cache", "config")


def _commands(page: Path) -> list[list[str]]:
    """The commands of a page: in indented blocks and in code between marks."""
    text = page.read_text(encoding="utf-8")
    found = re.findall(r"^ {4}factcheck (.*)$", text, re.MULTILINE) + re.findall(r"`factcheck ([^`]*)`", text)
    return [re.sub(r"\s+#.*", "", line).split() for line in found]


@pytest.mark.parametrize("page", _PAGES, ids=lambda p: p.stem)
def test_every_command_and_option_of_the_pages_is_there(page, capfdbinary):
    for words in _commands(page):
        if words[0].startswith("-"):
            words = ["", *words]
        named = [w for w in words[: 2 if words[0] in _GROUPS else 1] if w]
        code = main([*named, "--help"])
        text = capfdbinary.readouterr().out.decode()
        assert code == 0, f"{page.name}: factcheck {' '.join(words)}"
        for flag in (w.partition("=")[0].rstrip("]") for w in words if w.startswith("--")):
            assert flag in text, f"{page.name}: factcheck {' '.join(words)}"


def test_the_python_of_the_readme_runs():
    block = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    with redirect_stdout(StringIO()) as out:
        exec(block[1], {})
    assert out.getvalue() == "170 about personnel\n"
