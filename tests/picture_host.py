"""A host of pictures that behaves as hosts do: well, badly, and with intent; on this machine alone."""

from __future__ import annotations

import gzip
import socketserver
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from annotated_reader.images.addresses import IP
from annotated_reader.images.exchange import Bounds
from annotated_reader.images.fetch import Way

SAMPLES = Path(__file__).parent / "images"
HERE = "127.0.0.1"


def png(width: int, height: int, said: str = "") -> bytes:
    """Return a picture of one colour; ``said`` makes it unlike others."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    colour = zlib.crc32(said.encode()) % 256
    rows = zlib.compress((b"\0" + bytes([colour]) * width) * height)
    profile = chunk(b"sPLT", b"said\0" + said.encode()) if said else b""
    return b"\x89PNG\r\n\x1a\n" + head + profile + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def only_here(number: IP) -> bool:
    """Allow the test's own host, and nothing else of this machine."""
    return number == ip_address(HERE)


WAY = Way(only_here, Bounds(size=50_000, seconds=2.0, silence=1.0), lambda seconds: None)
"""How tests ask: with small bounds, and without waiting between tries."""


@dataclass
class Host:
    """A running host, and what it was asked."""

    address: str = ""
    heads: list[str] = field(default_factory=list)
    """The whole head of each request."""
    slow: float = 0.0
    """Seconds before it says anything."""
    busy: int = 0
    """Requests that wait for their answer."""
    most: int = 0
    """Most of them at a time."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def asked(self) -> list[str]:
        """The paths in the order in which they were asked for."""
        return [head.split(" ")[1] for head in self.heads]


def answer(status: str = "200 OK", body: bytes = b"", **headers: str) -> bytes:
    """Return a whole answer that is as long as it says."""
    lines = {"Content-Type": "image/png", "Content-Length": str(len(body))} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


GOOD = png(40, 30, "good")
Send = Callable[[bytes], Any]


def _good(send: Send, path: str, turn: int) -> None:
    send(answer(body=png(40, 30, path)))


def _sample(send: Send, path: str, turn: int) -> None:
    content = (SAMPLES / path.rpartition("/")[2]).read_bytes()
    send(answer(body=content, Content_Type="text/plain; charset=utf-16"))


def _to(send: Send, path: str, turn: int) -> None:
    send(answer("302 Found", Location=unquote(path.partition("/to/")[2])))


def _drip(send: Send, path: str, turn: int) -> None:
    send(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
    for _ in range(40):
        send(b"x")
        time.sleep(0.2)


def _drip_head(send: Send, path: str, turn: int) -> None:
    send(b"HTTP/1.1 200 OK\r\nX-Long: ")
    for _ in range(40):
        send(b"x")
        time.sleep(0.2)


def _silent(send: Send, path: str, turn: int) -> None:
    time.sleep(3)


def _cut(send: Send, path: str, turn: int) -> None:
    send(answer(body=GOOD, Content_Length=str(len(GOOD) + 7)))


def _cut_chunk(send: Send, path: str, turn: int) -> None:
    send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"%x\r\n" % len(GOOD) + GOOD[:-9])


def _chunked(send: Send, path: str, turn: int) -> None:
    parts = [GOOD[at : at + 10] for at in range(0, len(GOOD), 10)]
    body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
    send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body + b"0\r\n\r\n")


def _chunk_minus_one(send: Send, path: str, turn: int) -> None:
    send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n")
    for _ in range(200):
        send(b"x" * 100_000)


def _endless(send: Send, path: str, turn: int) -> None:
    send(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(200):
        send(b"x" * 100_000)


def _endless_head(send: Send, path: str, turn: int) -> None:
    send(b"HTTP/1.1 200 OK\r\n")
    for number in range(100_000):
        send(b"X-Head-%d: %s\r\n" % (number, b"x" * 5000))


def _lies_long(send: Send, path: str, turn: int) -> None:
    send(answer(body=GOOD, Content_Length="99999999999"))


def _bomb(send: Send, path: str, turn: int) -> None:
    send(answer(body=gzip.compress(bytes(30_000_000)), Content_Encoding="gzip"))


def _packed(send: Send, path: str, turn: int) -> None:
    send(answer(body=gzip.compress(GOOD), Content_Encoding="gzip"))


def _packed_half(send: Send, path: str, turn: int) -> None:
    send(answer(body=gzip.compress(GOOD)[:-20], Content_Encoding="gzip"))


def _fails_once(send: Send, path: str, turn: int) -> None:
    send(answer("503 Busy", Retry_After="2") if turn == 1 else answer(body=png(40, 30, path)))


def _busy(send: Send, path: str, turn: int) -> None:
    send(answer("429 Slow", Retry_After="86400"))


def _error(send: Send, path: str, turn: int) -> None:
    send(answer("500 Broken"))


def _missing(send: Send, path: str, turn: int) -> None:
    send(answer("404 Not Found", b"<p>gone</p>", Content_Type="text/html"))


def _page(send: Send, path: str, turn: int) -> None:
    send(answer(body=b"\xef\xbb\xbf <!doctype html><script>alert(1)</script>"))


def _drawing(send: Send, path: str, turn: int) -> None:
    send(answer(body=b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'))


def _nonsense(send: Send, path: str, turn: int) -> None:
    send(b"220 mail.example ESMTP\r\n")


def _resets(send: Send, path: str, turn: int) -> None:
    return None


BEHAVIOURS: dict[str, Callable[[Send, str, int], None]] = {
    name[1:].replace("_", "-"): found
    for name, found in list(globals().items())
    if name.startswith("_") and callable(found) and not name.startswith("__")
}
"""What stands below each first folder of the host."""


@contextmanager
def hosting(context: ssl.SSLContext | None = None) -> Iterator[Host]:
    """Run the host and give it."""
    host = Host()

    class Line(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            lines = list(iter(lambda: self.rfile.readline().decode("latin-1"), "\r\n"))
            path = lines[0].split(" ")[1]
            with host.lock:
                host.heads.append("".join(lines))
                host.busy += 1
                host.most = max(host.most, host.busy)
                turn = host.asked.count(path)
            time.sleep(host.slow)
            with host.lock:
                host.busy -= 1
            BEHAVIOURS[path.split("/")[1].partition("?")[0]](self.wfile.write, path, turn)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        request_queue_size = 64

        def get_request(self) -> Any:
            line, place = super().get_request()
            return (context.wrap_socket(line, server_side=True) if context else line), place

        def handle_error(self, request: Any, client_address: Any) -> None: ...

    with Server((HERE, 0), Line) as server:
        host.address = f"{'https' if context else 'http'}://{HERE}:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield host
        finally:
            server.shutdown()
