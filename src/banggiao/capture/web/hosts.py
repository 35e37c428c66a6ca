"""Which machines may be asked: names become addresses, and no private address is ever connected to."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

from banggiao.errors import CaptureError

#: From a host's name and a port to its addresses, IPv4 or IPv6, as text. Raises `OSError` for an unknown name.
Resolve = Callable[[str, int], Sequence[str]]
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: A gateway to IPv4 at the end of whose addresses the IPv4 address stands (RFC 6052).
_GATEWAY: Final = ipaddress.IPv6Network("64:ff9b::/96")
_FORBIDDEN: Final = (
    ("is_unspecified", "no address of a machine"),
    ("is_loopback", "this machine itself"),
    ("is_link_local", "a link-local address"),
    ("is_site_local", "a private address"),
    ("is_multicast", "a multicast address"),
    ("is_private", "a private address"),
    ("is_reserved", "a reserved address"),
)


def resolve_name(host: str, port: int) -> list[str]:
    """The addresses that this machine's resolver has for `host`, each once, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def why_private(address: str) -> str | None:
    """Why `address` is not public ("a private address"), or None where it is.

    IPv4 addresses inside IPv6 ones (mapped, 6to4, Teredo, NAT64) are judged as what they lead to:
    ``::ffff:127.0.0.1`` is this machine itself. Text that is no address is not public either.
    """
    try:
        found: _Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "not an address"
    found = _inner(found)
    for name, words in _FORBIDDEN:
        if getattr(found, name, False):  # IPv4 knows no sites
            return words
    return None if found.is_global else "an address that is not public"


class HostError(CaptureError):
    """A host that does not exist or may not be asked: nothing was sent to it."""


async def public_addresses(resolve: Resolve, host: str, port: int, *, allow_private: bool) -> list[str]:
    """All addresses of `host`, every one of them checked; these, and not the name, are to be connected to.

    Raises `HostError` where the name is unknown or any of its addresses is private, for a name with a public
    and a private address is a trap. `allow_private` lets all pass.
    """
    try:
        literal = str(ipaddress.ip_address(host))
    except ValueError:
        found = await _resolved(resolve, host, port)
    else:
        found = [literal]
    if not found:
        raise HostError(host, f"no such host: {host}")
    if not allow_private:
        for address in found:
            if why := why_private(address):
                found_at = "" if is_literal(host) else f"{address}, "
                raise HostError(host, f"{host} is {found_at}{why}; only public addresses are fetched")
    return found


def is_literal(host: str) -> bool:
    """Whether a host is written as an address and not as a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _inner(address: _Address) -> _Address:
    """The IPv4 address inside an IPv6 address that leads there; any other as it is."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _GATEWAY:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else address)


async def _resolved(resolve: Resolve, host: str, port: int) -> list[str]:
    """Ask `resolve` in a thread that nothing waits for, since a resolver cannot be interrupted."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str] | None] = loop.create_future()

    def settle(found: list[str] | None) -> None:
        if not answer.done():
            answer.set_result(found)

    def ask() -> None:
        found: list[str] | None = None
        try:
            found = list(resolve(host, port))
        except (OSError, UnicodeError):
            pass
        finally:
            with suppress(RuntimeError):  # the loop has been closed meanwhile
                loop.call_soon_threadsafe(settle, found)

    threading.Thread(target=ask, name=f"resolve {host}", daemon=True).start()
    found = await answer
    if found is None:
        raise HostError(host, f"no such host: {host}")
    return found
