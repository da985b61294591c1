"""What a page may call its encoding: ``encodings.yaml``."""

from __future__ import annotations

import codecs
from functools import cache

from factcheck.errors import RuleError
from factcheck.tables.fields import read_lexicon, text_of
from factcheck.tables.yamlfile import place_of


@cache
def encoding_labels() -> dict[str, str]:
    """Python's name of each encoding by the labels of it, which are in lower case.

    Raises:
        RuleError: a name that is no codec of text, or a label of two encodings.
    """
    path, data = read_lexicon("encodings")
    table = data.get("encodings")
    if not isinstance(table, dict):
        raise RuleError(place_of(path, "encodings"), "no mapping", expected="NAME: LABEL LABEL …")
    found: dict[str, str] = {}
    for name in table:
        try:
            codecs.lookup(name)
            "".encode(name)
        except LookupError as error:
            raise RuleError(place_of(path, "encodings", name), f"{name!r} is no codec of text", expected="a name of Python's") from error
        for label in text_of(table, name, path).split():
            if found.setdefault(label, name) != name:
                raise RuleError(place_of(path, "encodings", name), f"{label!r} stands for {found[label]} too", expected="one of them")
    return found
