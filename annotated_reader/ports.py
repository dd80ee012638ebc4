"""Whether a port of this machine is free to serve on."""

from __future__ import annotations

import os
import socket

LOOPBACK = "127.0.0.1"


def is_free(port: int) -> bool:
    """Tell whether nothing on this machine serves on the port, and whether we may."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
        if os.name != "nt":  # there it would share a port with whoever has it
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((LOOPBACK, port))
        except OSError:
            return False
    return True
