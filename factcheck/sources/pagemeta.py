"""What a page tells of itself: outlet, day and language, by schema.org, Open Graph and the older names of ``meta``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple

from factcheck.sources.metadata import locale, moment

_META = re.compile(r"<meta\s([^<>]{1,4000})>", re.IGNORECASE)
_LANG = re.compile(r"<html\s[^<>]{0,2000}?\blang\s{0,5}=\s{0,5}[\"']?([A-Za-z_-]{2,20})", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([A-Za-z:_-]{1,40})\s{0,5}=\s{0,5}("[^"]*+"|'[^']*+'|[^\s"'<>]++)""")
_DATA = re.compile(r"<script\s[^<>]{0,400}?application/ld\+json[^<>]{0,400}>", re.IGNORECASE)
_LONGEST = 500_000  # characters of one block of data; an article is far below
_ARTICLE = re.compile(r"(?:Article|BlogPosting)\Z")
_NAMED = ("og:site_name",)
_DATED = (
    *("article:published_time", "og:article:published_time", "dc.date.issued", "dcterms.date", "dc.date", "date", "pubdate"),
    *("sailthru.date", "parsely-pub-date"),
)


class PageMeta(NamedTuple):
    """Each None where the page does not tell it, or in no form that is known."""

    outlet: str | None
    published: str | None
    locale: str | None


def page_meta(text: str) -> PageMeta:
    """Return what a page tells of itself; the data of an article in it stand above the ``meta`` of its head."""
    meta = _metas(text)
    articles = list(_articles(text))
    outlets = [*(_name(a.get("publisher")) for a in articles), *(meta.get(key, "") for key in _NAMED)]
    days = [*(_text(a.get("datePublished")) for a in articles), *(meta.get(key, "") for key in _DATED)]
    spoken = _LANG.search(text)
    languages = [*(_text(a.get("inLanguage")) for a in articles), spoken[1] if spoken else "", meta.get("og:locale", "")]
    return PageMeta(
        next((" ".join(o.split()) for o in outlets if o.strip()), None),
        next((day for d in days if d and (day := moment(d))), None),
        next((known for n in languages if n and (known := locale(n))), None),
    )


def _metas(text: str) -> dict[str, str]:
    """The ``meta`` of a page by their small names, the first of each."""
    found: dict[str, str] = {}
    for tag in _META.finditer(text):
        given = {name.lower(): unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(tag[1])}
        name = given.get("property") or given.get("name") or given.get("itemprop") or ""
        if name and given.get("content"):
            found.setdefault(name.strip().lower(), given["content"].strip())
    return found


def _articles(text: str) -> Iterator[Mapping[str, Any]]:
    """The articles among the data of a page; what is no JSON is passed over, as browsers do."""
    at = 0
    while (opened := _DATA.search(text, at)) is not None:
        end = at = text.find("</script", opened.end())
        if end < 0:
            return
        if end - opened.end() > _LONGEST:
            continue
        import json

        try:
            data = json.loads(text[opened.end() : end])
        except (ValueError, RecursionError):
            continue
        items = data if isinstance(data, list) else [data]
        items = [i for item in items for i in ([item, *_listed(item.get("@graph"))] if isinstance(item, dict) else [])]
        yield from (item for item in items if _is_article(item.get("@type")))


def _is_article(sorts: object) -> bool:
    """Whether a type, or one of several, is that of an article: NewsArticle, ReportageNewsArticle, LiveBlogPosting."""
    return any(isinstance(sort, str) and _ARTICLE.search(sort) for sort in (sorts if isinstance(sorts, list) else [sorts]))


def _listed(graph: object) -> list[dict[str, Any]]:
    return [item for item in graph if isinstance(item, dict)] if isinstance(graph, list) else []


def _name(publisher: object) -> str:
    """The name of a publisher, given as a record, a list of them or a text."""
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    return _text(publisher.get("name")) if isinstance(publisher, dict) else _text(publisher)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
