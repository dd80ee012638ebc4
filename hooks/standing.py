"""The door to the site that stands: MkDocs does not empty it first, nor write what is there already.

MkDocs has no public way to do so, for a build of its own that skips files warns of itself.  So three
functions of ``mkdocs.utils`` are others while the site is built; tests/test_standing.py names them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from annotated_reader.site.kept.switch import is_on
from annotated_reader.site.search import FOLDER
from annotated_reader.site.standing import Standing, tells_case
from annotated_reader.site.whole import write_said

TAKEN = ("clean_directory", "write_file", "copy_file")
"""The functions of ``mkdocs.utils`` by which a site is emptied and written."""
known: dict[str, Any] = {name: getattr(utils, name) for name in TAKEN}


class Heard(logging.Handler):
    """Remembers what is said during a build, but for the steps that each build names."""

    STEPS = "mkdocs.commands.build"

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []
        self.worst = logging.NOTSET

    def emit(self, record: logging.LogRecord) -> None:
        """Remember it as it is shown."""
        self.worst = max(self.worst, record.levelno)
        if record.name != self.STEPS:
            self.lines.append(f"{record.levelname:<8}-  {' '.join(record.getMessage().split())}")


class Door:
    """What one build knows of the site that stands."""

    standing: Standing | None = None
    heard = Heard()


door = Door()


def on_pre_build(config: MkDocsConfig) -> None:
    """Take the place of what empties and writes the site; what a link leads to is not emptied."""
    if Path(config.site_dir).is_symlink():
        fact = "it is a link, and a build would take away what is where it leads"
        raise Abort(f"{config.site_dir}: {fact}. Take the link away, or name that folder itself with --site")
    _give_back()
    if is_on(config.extra, config.plugins, config.markdown_extensions):
        _take({"clean_directory": _begin})
        door.heard = Heard()
        logging.getLogger("mkdocs").addHandler(door.heard)


@event_priority(-50)
def on_post_build(config: MkDocsConfig) -> None:
    """Take away what is not of this site any more, after all others have written theirs."""
    if door.standing:
        door.standing.end()
    said_all = logging.getLogger("mkdocs").isEnabledFor(logging.INFO)
    if (
        is_on(config.extra, config.plugins, config.markdown_extensions)
        and said_all
        and door.heard.worst < logging.WARNING
    ):
        write_said(door.heard.lines)
    _give_back()


def on_build_error(error: Exception, **_: Any) -> None:
    """Leave MkDocs as it was."""
    _give_back()


def note(places: Iterable[Path]) -> None:
    """Count as part of this site what others have written into it."""
    if door.standing:
        door.standing.note(places)


def _begin(directory: str) -> None:
    site = Path(directory)
    if not tells_case(site):
        known["clean_directory"](directory)
    door.standing = Standing(site, [FOLDER])
    _take({"write_file": door.standing.write, "copy_file": door.standing.copy})


def _give_back() -> None:
    door.standing = None
    logging.getLogger("mkdocs").removeHandler(door.heard)
    _take(known)


def _take(functions: Mapping[str, Any]) -> None:
    for name, function in functions.items():
        setattr(utils, name, function)
