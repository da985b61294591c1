"""What a page tells of itself: outlet, day and language, by schema.org, Open Graph and the older names of ``meta``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple

from factcheck.model import UNTOLD, About
from factcheck.sources.metadata import locale, moment

_META = re.compile(r"<meta\s([^<>]{1,4000})>", re.IGNORECASE)
_LANG = re.compile(r"<html\s[^<>]{0,2000}?\blang\s{0,5}=\s{0,5}[\"']?([A-Za-z_-]{2,20})", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([A-Za-z:_-]{1,40})\s{0,5}=\s{0,5}("[^"]*+"|'[^']*+'|[^\s"'<>]++)""")
_DATA = re.compile(r"<script\s[^<>]{0,400}?application/ld\+json[^<>]{0,400}>", re.IGNORECASE)
_LONGEST = 500_000  # characters of one block of data; an article is far below
_NO_PERSON = re.compile(r"Organization\Z")
_ARTICLE = re.compile(r"(?:Article|BlogPosting)\Z")
_NAMED = ("og:site_name",)
_DATED = (
    *("article:published_time", "og:article:published_time", "dc.date.issued", "dcterms.date", "dc.date", "date", "pubdate"),
    *("sailthru.date", "parsely-pub-date"),
)


_CHANGED = ("article:modified_time", "og:article:modified_time", "og:updated_time", "dcterms.modified", "last-modified")


class PageMeta(NamedTuple):
    """Each None where the page does not tell it, or in no form that is known."""

    outlet: str | None
    published: str | None
    locale: str | None
    about: About = UNTOLD
    body: str = ""  # of the article, as its data have it
    data: tuple[int, int] = (0, 0)  # where those stand in the page


def page_meta(text: str) -> PageMeta:
    """Return what a page tells of itself; the data of an article in it stand above the ``meta`` of its head."""
    meta = _metas(text)
    found = list(_articles(text))
    articles = [article for article, _, _ in found]
    outlets = [*(_name(a.get("publisher")) for a in articles), *(meta.get(key, "") for key in _NAMED)]
    days = [*(_text(a.get("datePublished")) for a in articles), *(meta.get(key, "") for key in _DATED)]
    spoken = _LANG.search(text)
    languages = [*(_text(a.get("inLanguage")) for a in articles), spoken[1] if spoken else "", meta.get("og:locale", "")]
    outlet = _first(outlets)
    body, data = next(((body, (start, end)) for article, start, end in found if (body := _text(article.get("articleBody"))).strip()), ("", (0, 0)))
    return PageMeta(
        outlet,
        next((day for d in days if d and (day := moment(d))), None),
        next((known for n in languages if n and (known := locale(n))), None),
        _about(articles, meta, outlet),
        body,
        data,
    )


def _about(articles: list[Mapping[str, Any]], meta: Mapping[str, str], outlet: str | None) -> About:
    """Title, last change, section and whoever else has written or owns the text."""
    changed = [*(_text(a.get("dateModified")) for a in articles), *(meta.get(key, "") for key in _CHANGED)]
    sections = [*(_text(_one(a.get("articleSection"))) for a in articles), meta.get("article:section", "")]
    credits = [
        *(_name(a.get("sourceOrganization")) for a in articles),
        *(_name(w) for a in articles for w in _several(a.get("author")) if _is(w, _NO_PERSON)),
        *(_name(a.get("copyrightHolder")) for a in articles),
        *(meta.get(key, "") for key in ("dc.source", "dc.rightsholder")),
    ]
    return About(
        _first([*(_text(a.get("headline")) for a in articles), meta.get("og:title", "")]) or "",
        next((day for d in changed if d and (day := moment(d))), ""),
        _first(sections) or "",
        _first(c for c in credits if c.strip() != outlet) or "",
    )


def _first(texts: Iterable[str]) -> str | None:
    """The first of several texts that is not blank, in one line."""
    return next((" ".join(unescape(text).split()) for text in texts if text.strip()), None)


def _metas(text: str) -> dict[str, str]:
    """The ``meta`` of a page by their small names, the first of each."""
    found: dict[str, str] = {}
    for tag in _META.finditer(text):
        given = {name.lower(): unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(tag[1])}
        name = given.get("property") or given.get("name") or given.get("itemprop") or ""
        if name and given.get("content"):
            found.setdefault(name.strip().lower(), given["content"].strip())
    return found


def _articles(text: str) -> Iterator[tuple[Mapping[str, Any], int, int]]:
    """The articles among the data of a page, and where the data stand; what is no JSON is passed over, as browsers do."""
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
        yield from ((item, opened.end(), end) for item in articles_of(data))


def articles_of(data: object) -> list[dict[str, Any]]:
    """The articles in one block of data, which may be one item, a list of them or a graph."""
    items = [i for item in _several(data) for i in ([item, *_listed(item.get("@graph"))] if isinstance(item, dict) else [])]
    return [item for item in items if _is(item, _ARTICLE)]


def _is(item: object, wanted: re.Pattern[str]) -> bool:
    """Whether the type of an item, or one of several, is one: NewsArticle, ReportageNewsArticle, LiveBlogPosting."""
    return isinstance(item, dict) and any(isinstance(sort, str) and wanted.search(sort) for sort in _several(item.get("@type")))


def _several(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _one(value: object) -> object:
    """A value, or the first of several."""
    return next(iter(_several(value)), None)


def _listed(graph: object) -> list[dict[str, Any]]:
    return [item for item in graph if isinstance(item, dict)] if isinstance(graph, list) else []


def _name(publisher: object) -> str:
    """The name of a publisher, given as a record, a list of them or a text."""
    publisher = _one(publisher)
    return _text(publisher.get("name")) if isinstance(publisher, dict) else _text(publisher)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
