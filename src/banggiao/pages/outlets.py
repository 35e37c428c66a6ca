"""The name of the paper or site that a page is from, by its address or by what the page calls itself."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from banggiao.grammar.tables import rows


@cache
def _names() -> dict[str, str]:
    """From domains and from forms of outlets' names, folded, to their canonical names."""
    known = {row["form"].casefold(): row["canonical"] for row in rows("outlets")}
    for row in rows("outlets"):
        known.setdefault(row.get("domain", "").casefold(), row["canonical"])
    known.pop("", None)
    return known


def outlet_of(url: str | None, site: str | None) -> str | None:
    """The outlet's canonical name, or `site` as it stands where the list does not know it.

    ``https://baochinhphu.vn/tin.htm`` is "Báo Điện tử Chính phủ", whatever the page calls itself; of an
    address the longest known end counts, so ``en.baochinhphu.vn`` is another outlet.
    """
    if not url and not site:
        return None
    host = _host(url) if url else ""
    while "." in host:
        if (name := _names().get(host)) is not None:
            return name
        host = host.partition(".")[2]
    return _names().get(site.casefold(), site) if site else None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.").casefold()
    except ValueError:  # "http://[" and the like
        return ""
