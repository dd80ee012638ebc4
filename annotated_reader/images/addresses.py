"""Reads a picture's address in one way only, and refuses those that mean another thing elsewhere.

Programs disagree on addresses: on backslashes, on names before an ``@``, on ``0x7f.1`` for ``127.0.0.1``
(https://url.spec.whatwg.org/#concept-ipv4-parser). What is not spelt plainly is not asked for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urljoin

from annotated_reader.images.values import Address, RefusedError

IP = IPv4Address | IPv6Address

_SHAPE = re.compile(r"(https?)://([^/?#]*)([^#]*)", re.I)
_NEVER = re.compile(r"[\x00-\x20\x7f\\]")
_AUTHORITY = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(?::([0-9]{1,5})?)?")
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NOBODYS = frozenset("invalid example test localhost local internal lan home onion arpa alt".split())
"""Last names that no public host has (RFC 2606, 6761, 6762, 7686, 8375, 9476), or that lead inside."""
_DEFAULTS = {"http": 80, "https": 443}
_LONGEST = 4096


@lru_cache(maxsize=50_000)
def settle(address: str) -> Address:
    """Return the address as it is asked for; raises RefusedError where it may not be asked for."""
    if len(address) > _LONGEST:
        raise RefusedError(f"has more than {_LONGEST:,} characters")
    if _NEVER.search(address):
        raise RefusedError("holds a character that no address has")
    found = _SHAPE.match(f"https:{address}" if address.startswith("//") else address)
    if not found:
        raise RefusedError("is not of the web: neither http nor https")
    scheme = found[1].lower()
    host, port = _host_and_port(found[2])
    if port not in (80, 443, None) and port < 1024:
        raise RefusedError(f"asks at port {port}, where other services answer")
    target = quote(_LONE_PERCENT.sub("%25", found[3]), safe="!$%&'()*+,-./:;=?@_~[]|")
    target = target if target.startswith("/") else f"/{target}"
    return Address(scheme, host, None if port == _DEFAULTS[scheme] else port, target)


def follow(address: Address, location: str) -> Address:
    """Return where an answer of ``address`` leads; raises RefusedError where that may not be asked for."""
    try:
        return settle(urljoin(str(address), location.partition("#")[0].strip()))
    except ValueError as error:
        raise RefusedError("leads to an address that nobody can read") from error


def literal(host: str) -> IP | None:
    """Return the number that a settled host is; None where it is a name."""
    if ":" in host:
        return IPv6Address(host)
    return IPv4Address(host) if host.rpartition(".")[2].isdecimal() else None


def _host_and_port(authority: str) -> tuple[str, int | None]:
    if "@" in authority:
        raise RefusedError("names a person or a password before its host")
    found = _AUTHORITY.fullmatch(authority)
    if not found:
        raise RefusedError("has no host that one can read")
    port = int(found[2]) if found[2] else None
    if port is not None and not 0 < port < 65536:
        raise RefusedError(f"names port {port}, which is none")
    return _host(found[1]), port


def _host(written: str) -> str:
    try:
        if written.startswith("["):
            return str(IPv6Address(written[1:-1]))
        host = written.lower() if written.isascii() else written.encode("idna").decode("ascii").lower()
    except (AddressValueError, UnicodeError) as error:
        raise RefusedError("has no host that one can read") from error
    host = host.removesuffix(".")
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        return _number(host)
    if not _NAME.fullmatch(host) or len(host) > 253:
        raise RefusedError("has no host that one can read on the public web")
    last = host.rpartition(".")[2]
    if last in _NOBODYS:
        raise RefusedError(f"is on a host that nobody has on the public web, below .{last}")
    return host


def _number(host: str) -> str:
    """Four numbers with dots, as everybody reads them; nothing octal, hexadecimal, short or long."""
    try:
        return str(IPv4Address(host))
    except AddressValueError as error:
        raise RefusedError("writes a host's number in a way that hides it") from error
