"""The address of a scheduler, as a user writes it."""

from __future__ import annotations

import re

from factcheck.errors import ConfigError

_ADDRESS = re.compile(r"(?:(?P<way>tcp|tls)://)?(?P<host>[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.%]+\]):(?P<port>\d{1,5})")
_PORTS = range(1, 65536)


def plain(text: str, place: str) -> str:
    """The address with the way to it in front.

    >>> plain("head:8786", "--scheduler")
    'tcp://head:8786'

    Raises:
        ConfigError: it is none.
    """
    found = _ADDRESS.fullmatch(text)
    if found is None or int(found["port"]) not in _PORTS:
        raise ConfigError(place, f"'{text[:100]}' is no address of a scheduler", expected="tcp://HOST:PORT or tls://HOST:PORT")
    return f"{found['way'] or 'tcp'}://{found['host']}:{found['port']}"
