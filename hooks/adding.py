"""The door through which `mkdocs serve` takes notes from its own pages."""

from __future__ import annotations

import json
import logging
import secrets
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from annotated_reader.annotations.adding import LARGEST, Desk, Posted, RefusedError

log = logging.getLogger("mkdocs.hooks.adding")

PLACE = "-/notes"
"""Where notes are posted, below the site's root; no page can be called that."""
TOKEN = secrets.token_urlsafe(32)
serving = False


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether the site is being served."""
    global serving  # noqa: PLW0603  # MkDocs tells it once, before there is anything to keep it in
    serving = command == "serve"


def on_env(env: Any, config: MkDocsConfig, files: Any) -> Any:
    """Tell the pages where to post, and the token of this run; a published page gets neither."""
    env.globals["adding"] = {"place": _root(config) + PLACE, "token": TOKEN} if serving else None
    return env


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """Answer what is posted, and nothing that was asked for under another machine's name."""
    hosts = frozenset({"localhost", "127.0.0.1", "::1", config.dev_addr.host.lower().strip("[]")})
    desk = Desk(Path(config.docs_dir), TOKEN, hosts)
    pages: Any = server.get_app()
    place = _root(config) + PLACE

    def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not desk.is_own_host(environ.get("HTTP_HOST", "")):
            return _answer(start_response, HTTPStatus.FORBIDDEN, {"error": "this machine is not called that"})
        if environ.get("PATH_INFO") != place:
            shown: Iterable[bytes] = pages(environ, start_response)
            return shown
        try:
            return _answer(start_response, HTTPStatus.CREATED, desk.add(_posted(environ), time.monotonic()))
        except RefusedError as error:
            return _answer(start_response, error.status, {"error": str(error)})
        except OSError as error:
            log.warning("a note could not be written: %s", error)
            fact = {"error": f"it cannot be written ({error.strerror})"}
            return _answer(start_response, HTTPStatus.INSUFFICIENT_STORAGE, fact)

    server.set_app(app)
    return server


def _root(config: MkDocsConfig) -> str:
    return urlsplit(config.site_url or "/").path.rstrip("/") + "/"


def _posted(environ: dict[str, Any]) -> Posted:
    length = environ.get("CONTENT_LENGTH") or "0"
    wanted = min(int(length), LARGEST + 1) if length.isdigit() else 0
    return Posted(
        method=environ["REQUEST_METHOD"],
        peer=environ.get("REMOTE_ADDR", ""),
        host=environ.get("HTTP_HOST", ""),
        origin=environ.get("HTTP_ORIGIN"),
        fetch_site=environ.get("HTTP_SEC_FETCH_SITE"),
        content_type=environ.get("CONTENT_TYPE", ""),
        token=environ.get("HTTP_X_NOTE_TOKEN", ""),
        body=environ["wsgi.input"].read(wanted),
    )


def _answer(start_response: Any, status: HTTPStatus, said: dict[str, str]) -> Iterable[bytes]:
    body = json.dumps(said, ensure_ascii=False).encode()
    headers = [
        ("Content-Type", "application/json; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start_response(f"{status.value} {status.phrase}", headers)
    return [body]
