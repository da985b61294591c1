"""The report made for looking: one self-contained page with the sources side by side and every figure tied to its fact.

Nothing is fetched: style and script stand in the page, and its Content-Security-Policy admits these two by their hashes and nothing else.
What sources print reaches the page only through the escaping of the template.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.model import Result
from factcheck.report import Style

if TYPE_CHECKING:
    import jinja2

_TEMPLATES = Path(__file__).resolve().parent / "templates"
SCRIPTS = ("page.js", "columns.js", "report.js")  # each uses those before it


def render(result: Result, style: Style | None = None) -> str:
    """Return the report as one HTML document with LF line ends and one final newline, the same bytes for the same result."""
    from factcheck.report.html.page import Page

    return rendered("report.html.j2", "report.css", {"page": Page(result, style or Style())}, *SCRIPTS)


def rendered(template: str, style: str, context: Mapping[str, Any], *scripts: str) -> str:
    """A page of one template, with its style, and its scripts as one where it has some."""
    css, code = asset(style), "".join(asset(s) for s in scripts)
    admitted = f"script-src {_hash(code)}; " if code else ""
    policy = f"default-src 'none'; style-src {_hash(css)}; {admitted}img-src data:; base-uri 'none'; form-action 'none'"
    return environment().get_template(template).render(**context, css=css, script=code, policy=policy)


@cache
def environment(*folders: Path) -> jinja2.Environment:
    """The environment of the templates, with those of other folders behind them. Whatever they print is escaped and made harmless."""
    import jinja2

    from factcheck.report.html.text import harmless

    def finalize(value: Any) -> Any:
        return harmless(value) if isinstance(value, str) and not hasattr(value, "__html__") else value

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader([_TEMPLATES, *folders]),
        autoescape=True,
        finalize=finalize,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def asset(name: str, folder: Path = _TEMPLATES) -> str:
    """The text of a style or script of the package, with LF line ends."""
    return (folder / name).read_bytes().decode("utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
