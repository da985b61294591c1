"""What a file tells of itself, in the forms of ``corpus.toml``."""

from __future__ import annotations

import re
from datetime import date, datetime

from factcheck.model.locales import is_known
from factcheck.model.sources import is_moment

_ZONED = re.compile(r"(?<=\d) ?(?:([+-]\d\d:?\d\d)|(?:Z|UTC|GMT))\Z")  # a zone behind a blank, as people write it
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}|\d{3}))?\Z")


def moment(written: str) -> str | None:
    """A day or time as ISO 8601, with hyphens where it is written without; None where it is none.

    >>> moment("2026-03-10T14:30:00Z"), moment("20260310T143000Z"), moment("20260310"), moment("10 March")
    ('2026-03-10T14:30:00Z', '2026-03-10T14:30:00+00:00', '2026-03-10', None)
    >>> moment("2026-03-10 14:30:00 +0100"), moment("2026-03-10 14:30 UTC")
    ('2026-03-10T14:30:00+01:00', '2026-03-10T14:30:00+00:00')
    """
    text = _ZONED.sub(lambda zone: zone[1] or "+00:00", written.strip()) if " " in written else written.strip()
    if is_moment(text) and "-" in text[:5] and " " not in text:
        return text
    try:
        spelt = (date if len(text) == len("20260310") else datetime).fromisoformat(text).isoformat()
    except ValueError:
        return None
    return spelt if is_moment(spelt) else None


def posted(written: str) -> str | None:
    """The moment that mail and feeds write, as ISO 8601; None where it is none.

    >>> posted("Tue, 10 Mar 2026 14:30:00 +0100"), posted("yesterday")
    ('2026-03-10T14:30:00+01:00', None)
    """
    from email.utils import parsedate_to_datetime

    try:
        return moment(parsedate_to_datetime(written).isoformat())
    except (ValueError, TypeError, OverflowError):  # no date, or one that there is not
        return None


def locale(written: str) -> str | None:
    """A language as ``corpus.toml`` spells it; None where its numbers cannot be read.

    >>> locale("EN_gb"), locale("xx"), locale("")
    ('en-GB', None, None)
    """
    match = _LANGUAGE.match(written.strip())
    if match is None:
        return None
    named = match[1].lower() + (f"-{match[2].upper()}" if match[2] else "")
    return named if is_known(named) else None
