"""The door through which `mkdocs serve` takes notes from its own pages."""

from __future__ import annotations

import json
import logging
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from annotated_reader.annotations.adding import Desk, Posted, RefusedError
from annotated_reader.site.isolation import HEADERS, is_plain, is_welcome

log = logging.getLogger("mkdocs.hooks.adding")

PLACE = "-/notes"
"""Where notes are posted, below the site's root; no page can be called that."""
TOKEN = secrets.token_urlsafe(32)
NONCE = secrets.token_urlsafe(32)
"""By which a page knows the one script that MkDocs writes into it, to load it again after a change."""
SECRETS = (TOKEN, NONCE)
"""What stands on the pages of this run and may not outlive it."""
PATIENCE = 20
"""Seconds that a sender may keep silent."""
serving = False


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether the site is being served."""
    global serving  # noqa: PLW0603  # MkDocs tells it once, before there is anything to keep it in
    serving = command == "serve"


def on_env(env: Any, config: MkDocsConfig, files: Any) -> Any:
    """Tell the pages where to post, and the token of this run; a published page gets neither."""
    ours = {"place": _root(config) + PLACE, "token": TOKEN, "nonce": NONCE}
    env.globals["adding"] = ours if serving else None
    return env


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """Answer what is posted, and nothing asked for under another machine's name or from another site."""
    hosts = frozenset({"localhost", "127.0.0.1", "::1", config.dev_addr.host.lower().strip("[]")})
    desk = Desk(Path(config.docs_dir), TOKEN, hosts)
    pages: Any = server.get_app()
    place = _root(config) + PLACE

    def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not desk.is_own_host(environ.get("HTTP_HOST", "")):
            return _answer(start_response, HTTPStatus.FORBIDDEN, {"error": "this machine is not called that"})
        path = environ.get("PATH_INFO", "")
        if path == place:
            return _take(desk, environ, start_response)
        if not is_welcome(environ) or not is_plain(path):
            return _answer(start_response, HTTPStatus.FORBIDDEN, {"error": "it is not for other sites"})
        shown: Iterable[bytes] = pages(environ, _guarded(start_response))
        return shown

    server.set_app(app)
    _give_nonce(server)
    _lose_patience(server)
    return server


def _take(desk: Desk, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    try:
        posted = _posted(environ)
        desk.check_sender(posted)
        posted = replace(posted, body=environ["wsgi.input"].read(posted.length))
        return _answer(start_response, HTTPStatus.CREATED, desk.add(posted, time.monotonic()))
    except RefusedError as error:
        return _answer(start_response, error.status, {"error": str(error)})
    except TimeoutError:
        return _answer(start_response, HTTPStatus.REQUEST_TIMEOUT, {"error": "it took too long"})
    except OSError as error:
        log.warning("a note could not be written: %s", error)
        fact = {"error": f"it cannot be written ({error.strerror})"}
        return _answer(start_response, HTTPStatus.INSUFFICIENT_STORAGE, fact)


def _give_nonce(server: Any) -> None:
    """Let the script that MkDocs puts last into each page run, and no other that stands in a page."""
    inject = server._inject_js_into_html

    def injected(content: bytes, epoch: int) -> bytes:
        before, script, after = inject(content, epoch).rpartition(b"<script>")
        return bytes(before + script.replace(b">", f' nonce="{NONCE}">'.encode()) + after)

    server._inject_js_into_html = injected


def _lose_patience(server: Any) -> None:
    """Hang up on whoever opens a connection and says nothing, or half a request."""
    known: Any = server.RequestHandlerClass

    class Hurried(known):  # type: ignore[misc]  # MkDocs' own, which has no public name
        timeout = PATIENCE

        def handle(self) -> None:
            try:
                super().handle()
            except TimeoutError:
                self.close_connection = True

    server.RequestHandlerClass = Hurried


def _guarded(start_response: Any) -> Any:
    def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        return start_response(status, [*headers, *HEADERS], *more)

    return start


def _root(config: MkDocsConfig) -> str:
    return urlsplit(config.site_url or "/").path.rstrip("/") + "/"


def _posted(environ: dict[str, Any]) -> Posted:
    length = environ.get("CONTENT_LENGTH") or "0"
    return Posted(
        method=environ["REQUEST_METHOD"],
        peer=environ.get("REMOTE_ADDR", ""),
        host=environ.get("HTTP_HOST", ""),
        origin=environ.get("HTTP_ORIGIN"),
        fetch_site=environ.get("HTTP_SEC_FETCH_SITE"),
        content_type=environ.get("CONTENT_TYPE", ""),
        token=environ.get("HTTP_X_NOTE_TOKEN", ""),
        length=int(length[:9]) if length.isascii() and length.isdigit() else 0,
    )


def _answer(start_response: Any, status: HTTPStatus, said: dict[str, str]) -> Iterable[bytes]:
    body = json.dumps(said, ensure_ascii=False).encode()
    headers = [
        ("Content-Type", "application/json; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        *HEADERS,
    ]
    start_response(f"{status.value} {status.phrase}", headers)
    return [body]
