"""A socket with an end: in time, in silence, in bytes."""

from __future__ import annotations

import io
import socket
import time
from types import TracebackType
from typing import Any

ROOM = 1_000_000
"""Bytes that an answer may have around its body: its head, the marks between its chunks."""


class SizeError(Exception):
    """More came than was to be read."""


class TimedSocket:
    """As much of a socket as ``http.client`` uses.

    A timeout of the socket itself starts again with each byte, so that a host which sends one byte a second
    could keep us for ever; and what stands in a chunk's head could make the client read without bound.
    """

    def __init__(self, line: socket.socket, end: float, silence: float, size: int) -> None:
        self._line = line
        self._end = end
        self._silence = silence
        self._room = size + ROOM

    def sendall(self, content: bytes) -> None:
        """Send everything, or raise TimeoutError."""
        self._wait()
        self._line.sendall(content)

    def makefile(self, *mode: Any) -> io.BufferedReader:
        """Return the file to read the answer from."""
        return io.BufferedReader(_Answer(self))

    def receive(self, into: Any) -> int:
        """Read what has come; raises TimeoutError and SizeError."""
        self._wait()
        count = self._line.recv_into(into)
        self._room -= count
        if self._room < 0:
            raise SizeError
        return count

    def close(self) -> None:
        """Let the client believe that it hung up: it does so before it has read the answer."""

    def __enter__(self) -> TimedSocket:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.close()

    def _wait(self) -> None:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._line.settimeout(min(left, self._silence))


class _Answer(io.RawIOBase):
    def __init__(self, line: TimedSocket) -> None:
        self._line = line

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        return self._line.receive(into)
