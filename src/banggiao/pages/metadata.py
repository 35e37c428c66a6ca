"""What a page says of itself where no visitor sees it: JSON-LD, OpenGraph and other meta elements."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banggiao.pages.elements import Rendered

_TITLE_MARKS: Final = re.compile(r"\s+[-–—|•·»]\s+|\s*\|\s*")
_ARTICLE: Final = re.compile(r"Article$|^(?:BlogPosting|Report|LiveBlogPosting|VideoObject)$")
#: Meta names that hold the time of publication, best first.
_TIMES: Final = (
    "article:published_time", "datepublished", "pubdate", "og:published_time", "publishdate", "publish-date",
    "publication_date", "parsely-pub-date", "dc.date.issued", "dcterms.created", "dc.date", "date",
    "og:article:published_time", "sailthru.date", "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_LOOSE_LD: Final = re.compile(r'"(headline|datePublished)"\s*:\s*"((?:[^"\\]|\\.)*)"')


class Metadata(NamedTuple):
    """`titles` are the headline's forms, surest first; `times` are its times of publication as written, surest first.

    `is_article` is True where JSON-LD or OpenGraph gives the page a type or time that only articles have.
    """

    titles: tuple[str, ...]
    times: tuple[str, ...]
    description: str | None
    site: str | None
    author: str | None
    language: str | None
    url: str | None
    is_article: bool


def metadata_of(page: Rendered) -> Metadata:
    """What `page` says of itself: titles, time, description, site, author, language, canonical address.

    "Thủ tướng thăm Lào - Báo Nhân Dân" as the document's title gives also the title "Thủ tướng thăm Lào".
    """
    meta = _metas(page)
    linked = [thing for script in page.scripts for thing in _things(script)]
    articles = [thing for thing in linked if _is_article(thing)]
    article = articles[0] if articles else {}
    site = _text(meta.get("og:site_name")) or _name(article.get("publisher")) or _site(linked)
    headline = _text(article.get("headline")) or _loose(page.scripts, "headline")
    shown = (headline, _text(meta.get("og:title")), _text(meta.get("twitter:title")), page.title)
    linked_time = _text(article.get("datePublished")) or _loose(page.scripts, "datePublished") or ""
    times = (*(meta.get(name, "") for name in _TIMES), linked_time)
    language = _root_language(page) or meta.get("og:locale", "")
    return Metadata(
        titles=tuple(dict.fromkeys(form for title in shown if title for form in _title_forms(title))),
        times=tuple(time for time in times if time),
        description=_text(meta.get("og:description")) or _text(meta.get("description")),
        site=site,
        author=_name(article.get("author")) or _person(meta.get("article:author")),
        language=language[:2].lower() if re.match(r"[A-Za-z]{2}(?:[-_]|$)", language) else None,
        url=_canonical(page, meta),
        is_article=bool(articles) or bool(linked_time) or any(meta.get(name) for name in _TIMES[:3]),
    )


def _metas(page: Rendered) -> dict[str, str]:
    out: dict[str, str] = {}
    for element in page.head:
        if element.tag == "meta" and (content := element.get("content").strip()):
            for attribute in ("property", "name", "itemprop"):
                if name := element.get(attribute).lower():
                    out.setdefault(name, content)
    for element in page.elements:
        if (
            element.attributes
            and (name := element.get("itemprop").lower())
            and (content := element.get("content"))
        ):
            out.setdefault(name, content)
    return out


def _canonical(page: Rendered, meta: dict[str, str]) -> str | None:
    for element in page.head:
        if element.tag == "link" and "canonical" in element.get("rel").lower():
            href = element.get("href").strip()
            if href.startswith(("http://", "https://")):
                return href
    url = meta.get("og:url", "")
    return url if url.startswith(("http://", "https://")) else None


def _root_language(page: Rendered) -> str:
    root = page.elements[0] if page.elements else None
    return root.get("lang").strip() if root is not None and root.tag == "html" else ""


def _things(script: str) -> Iterator[dict[str, Any]]:
    """Every object in a JSON-LD script, those inside ``@graph`` and lists too."""
    try:
        waiting: list[Any] = [json.loads(script.strip().rstrip(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, list):
            waiting.extend(reversed(thing))
        elif isinstance(thing, dict):
            yield thing
            waiting.extend(value for key, value in thing.items() if key in ("@graph", "mainEntity"))


def _kinds(thing: dict[str, Any]) -> list[str]:
    kinds = thing.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _is_article(thing: dict[str, Any]) -> bool:
    return any(_ARTICLE.search(kind) for kind in _kinds(thing)) and bool(thing.get("headline"))


def _site(things: list[dict[str, Any]]) -> str | None:
    return next(
        (_text(thing.get("name")) for thing in things if "Organization" in "".join(_kinds(thing))), None
    )


def _loose(scripts: tuple[str, ...], key: str) -> str | None:
    """A value from JSON-LD that is no sound JSON, as many hand-made templates print it."""
    for script in scripts:
        if "Article" in script:
            for name, value in _LOOSE_LD.findall(script):
                if name == key:
                    return _text(value.replace('\\"', '"'))
    return None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _person(value.get("name") if isinstance(value, dict) else value)


def _person(value: Any) -> str | None:
    name = _text(value)
    return None if name is None or "/" in name or len(name) > 80 else name


def _text(value: Any) -> str | None:
    """A string with entities decoded and spaces folded; None for anything else or nothing."""
    if not isinstance(value, str):
        return None
    return " ".join(unescape(value).split()) or None


def _title_forms(title: str) -> Iterator[str]:
    """A title as it stands, then cut at each mark from the right: "Tin - Báo A", then "Tin"."""
    yield title
    marks = list(_TITLE_MARKS.finditer(title))
    for mark in reversed(marks):
        if mark.start() >= 8:
            yield title[: mark.start()]
