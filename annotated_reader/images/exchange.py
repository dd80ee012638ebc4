"""Asks one host for one picture, and never longer, never more, and of no other host than was looked at.

The standard library is enough for it and leaves the one thing that matters in our hands: a name is resolved
once, every number that comes back is judged, and the connection goes to a judged number. Clients that take
an address and resolve it by themselves can be led elsewhere between the look and the leap (DNS rebinding).
They also follow redirects, unpack bodies and obey proxies of the environment, all of which would have to be
switched off again. No cookies are kept, no referrer is sent, no body is read beyond its bound.
"""

from __future__ import annotations

import socket
import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import ip_address

from annotated_reader.images.addresses import IP, literal
from annotated_reader.images.timed import SizeError, TimedSocket
from annotated_reader.images.values import Address, LastingError, PassingError, RefusedError, UnreachableError

Allows = Callable[[IP], bool]
"""Whether a host's number may be asked: ``is_public``, but for tests."""

AGENT = "AnnotatedReader/0.1 (archive of articles; fetches each picture once)"


@dataclass(frozen=True)
class Bounds:
    """How long and how large an answer may be."""

    size: int = 20_000_000
    """Bytes of a picture, unpacked."""
    seconds: float = 60.0
    """For the whole exchange, from the name to the last byte."""
    silence: float = 20.0
    """Seconds without a byte."""


@dataclass(frozen=True)
class Answer:
    """What a host said."""

    status: int
    location: str | None
    after: str | None
    """Its ``Retry-After``, as it was written."""
    body: bytes


def ask(address: Address, allows: Allows, bounds: Bounds) -> Answer:
    """Return the answer to one request; raises FetchError."""
    end = time.monotonic() + bounds.seconds
    numbers = resolve(address, allows)
    try:
        with _connect(address, numbers, end, bounds) as line:
            return _exchange(address, line, bounds)
    except SizeError as error:
        raise LastingError(f"is larger than {bounds.size:,} bytes") from error
    except TimeoutError as error:
        raise PassingError("took too long") from error
    except (HTTPException, OSError, ValueError, zlib.error) as error:
        raise PassingError(f"broke off ({_said(error)})") from error


def resolve(address: Address, allows: Allows) -> list[IP]:
    """Return the numbers of an address's host; raises RefusedError if one of them may not be asked."""
    known = literal(address.host)
    numbers = [known] if known else _look_up(address)
    for number in numbers:
        if not allows(number):
            raise RefusedError(f"is at {number}, which is not on the public web")
    return numbers


def _look_up(address: Address) -> list[IP]:
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreachableError("is on a host that is not found") from error
    return list(dict.fromkeys(ip_address(place[4][0]) for place in found))


def _connect(address: Address, numbers: list[IP], end: float, bounds: Bounds) -> TimedSocket:
    """Return a line to the first of the numbers that answers."""
    port = address.port or (443 if address.scheme == "https" else 80)
    failed: OSError | None = None
    for number in numbers:
        try:
            left = min(bounds.silence, end - time.monotonic())
            line = socket.create_connection((str(number), port), timeout=max(left, 0.001))
        except OSError as error:
            failed = error
            continue
        if address.scheme == "https":
            line = _wrap(line, address.host)
        return TimedSocket(line, end, bounds.silence, bounds.size)
    raise UnreachableError(f"is on a host that does not answer ({_said(failed)})")


def _wrap(line: socket.socket, host: str) -> socket.socket:
    try:
        return _trusting().wrap_socket(line, server_hostname=host)
    except (ssl.SSLError, ssl.CertificateError) as error:
        line.close()
        raise UnreachableError(f"is on a host that cannot show who it is ({error.reason})") from error
    except OSError as error:
        line.close()
        raise UnreachableError(f"is on a host that does not answer ({_said(error)})") from error


@cache
def _trusting() -> ssl.SSLContext:
    return ssl.create_default_context()


def _exchange(address: Address, line: TimedSocket, bounds: Bounds) -> Answer:
    connection = HTTPConnection(address.host, address.port)
    connection.sock = line
    headers = {
        "Host": address.origin.partition("://")[2],
        "User-Agent": AGENT,
        "Accept": "image/avif,image/webp,image/png,image/jpeg,image/gif",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    connection.request("GET", address.target, headers=headers)
    with connection.getresponse() as answer:
        wanted = answer.status == 200
        body = _unpacked(_body(answer, bounds), answer, bounds) if wanted else b""
        return Answer(answer.status, answer.headers["Location"], answer.headers["Retry-After"], body)


def _body(answer: HTTPResponse, bounds: Bounds) -> bytes:
    if answer.length is not None and answer.length > bounds.size:
        raise SizeError
    body = answer.read(bounds.size + 1)
    if len(body) > bounds.size:
        raise SizeError
    if answer.length:
        raise PassingError(f"broke off {answer.length:,} bytes before its end")
    return body


def _unpacked(body: bytes, answer: HTTPResponse, bounds: Bounds) -> bytes:
    """Undo a packing that was not asked for, within the bound."""
    packing = (answer.headers["Content-Encoding"] or "identity").strip().lower()
    if packing == "identity":
        return body
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise LastingError(f"is packed as {packing[:20]!a}")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32)
    plain = unpack.decompress(body, bounds.size + 1)
    if len(plain) > bounds.size:
        raise SizeError
    if not unpack.eof:
        raise PassingError("broke off inside its packing")
    return plain


def _said(error: BaseException | None) -> str:
    """What an error says, on one line, without what a host could put in its mouth."""
    if isinstance(error, OSError) and error.strerror:
        return str(error.strerror)
    return type(error).__name__
