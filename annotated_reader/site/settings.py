"""What ``mkdocs.yml`` says of the site, for commands that build no site."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from annotated_reader.errors import PageError


@dataclass(frozen=True)
class Settings:
    """How the site is called, where it is, and which language it speaks."""

    name: str
    url: str
    """With a slash at its end; empty where it is not said."""
    language: str


class _Loader(yaml.SafeLoader):
    """Reads the file as MkDocs does, as far as its values are plain ones."""


def _from_environment(loader: _Loader, node: yaml.Node) -> object:
    """Return the first variable of ``!ENV`` that is set, else the default behind them."""
    values = loader.construct_sequence(node) if isinstance(node, yaml.SequenceNode) else [node.value]
    *names, default = values if len(values) > 1 else [*values, None]
    return next((os.environ[name] for name in names if name in os.environ), default)


def _unread(loader: _Loader, suffix: str, node: yaml.Node) -> None:
    """Pass over what names code."""


_Loader.add_constructor("!ENV", _from_environment)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _unread)


def read_settings(path: Path) -> Settings:
    """Return the settings in the file at ``path``. Raises PageError where it cannot be read."""
    try:
        fields: Any = yaml.load(path.read_text("utf-8"), _Loader)
    except (OSError, ValueError, yaml.YAMLError) as error:
        fact = " ".join(str(error).split())
        raise PageError(str(path), f"cannot be read ({fact})", "Mend it as MkDocs wants it") from error
    fields = fields if isinstance(fields, dict) else {}
    theme = fields.get("theme")
    url = str(fields.get("site_url") or "")
    return Settings(
        name=str(fields.get("site_name") or ""),
        url=url if not url or url.endswith("/") else f"{url}/",
        language=str(theme.get("language") or "en") if isinstance(theme, dict) else "en",
    )
