"""Web addresses in one form, so that the same page is asked for once and compared by its address."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from banggiao.errors import CaptureError

_SCHEMES: Final = {"http": 80, "https": 443}
_LONGEST: Final = 4096
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_HOST: Final = re.compile(r"[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})*")
#: What stands in a path or query as it is; anything else is percent-encoded as UTF-8.
_IN_PATH: Final = "/%:@!$&'()*+,;=~-._"
_IN_QUERY: Final = _IN_PATH + "?"


def is_web_address(text: str) -> bool:
    """Whether `text` is meant as a web address: it begins with ``http://`` or ``https://``."""
    return text.strip()[:8].lower().startswith(("http://", "https://"))


def web_address(text: str, base: str | None = None) -> str:
    """The address `text` in ASCII, without fragment, default port and dot segments, resolved against `base`.

    ``HTTPS://BaoQuocTe.vn:443/đối-ngoại#tin`` is ``https://baoquocte.vn/%C4%91%E1%BB%91i-ngo%E1%BA%A1i``. Raises
    `CaptureError` where it is no http(s) address, names no host, or holds a user's name or password.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        raise CaptureError(shown(text), f"an address of more than {_LONGEST} characters")
    if _CONTROLS.search(text) or "\\" in text:
        raise CaptureError(shown(text), "not a web address (it holds control characters or backslashes)")
    try:
        parts = urlsplit(urljoin(base, text) if base is not None else text)
        port = parts.port
        host = _host(parts.hostname or "")
    except (ValueError, UnicodeError):
        raise CaptureError(shown(text), "not a web address (its host or port is malformed)") from None
    scheme = parts.scheme.lower()
    if scheme not in _SCHEMES:
        raise CaptureError(shown(text), f"only http:// and https:// are fetched, not {shown(scheme or text)}")
    if not host:
        raise CaptureError(shown(text), "an address without a host")
    if "@" in parts.netloc:
        raise CaptureError(f"{scheme}://…@{host}", "an address with a user's name or password is not fetched")
    place = host if port in (None, _SCHEMES[scheme]) else f"{host}:{port}"
    path = _without_dots(quote(parts.path, safe=_IN_PATH)) or "/"
    query = f"?{quote(parts.query, safe=_IN_QUERY)}" if parts.query else ""
    return f"{scheme}://{place}{path}{query}"


def host_of(address: str) -> str:
    """The host of an address that `web_address` gave."""
    return urlsplit(address).hostname or ""


def origin_of(address: str) -> str:
    """Scheme, host and port of an address that `web_address` gave: ``https://nhandan.vn``."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are on one host, with or without ``www.``."""
    return host_of(one).removeprefix("www.") == host_of(other).removeprefix("www.")


def shown(text: str) -> str:
    """`text`, which others wrote, as a part of a message: one line, nothing that moves a terminal, not long."""
    text = "".join(char if char.isprintable() else " " for char in text[:400])
    text = " ".join(text.split())
    return text if len(text) <= 120 else f"{text[:119]}…"


def _host(name: str) -> str:
    """The host in lower case and ASCII; an IPv6 address in its brackets."""
    name = name.rstrip(".")
    if ":" in name:
        if "%" in name:
            raise ValueError("a scope belongs to one machine")
        return f"[{name.lower()}]"
    ascii_name = name if name.isascii() else name.encode("idna").decode("ascii")
    if len(ascii_name) > 253 or not (_HOST.fullmatch(ascii_name) or not ascii_name):
        raise ValueError("a name that no host has")
    return ascii_name.lower()


def _without_dots(path: str) -> str:
    """The path as servers and robots.txt rules see it: ``/a/../b`` is ``/b``."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for number, segment in enumerate(segments, 1):
        last = number == len(segments)
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
        if last and segment in (".", ".."):
            kept.append("")
    return "/" + "/".join(kept)
