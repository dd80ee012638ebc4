"""The door for what may go wrong around a build: a full disk is a sentence, and two builds take turns."""

from __future__ import annotations

import errno
import hashlib
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from annotated_reader.locks import hold
from annotated_reader.tally import one_line

LOCKS = ".cache/locks"
"""Where a site is locked while it is built, beside the configuration; a killed build leaves it unlocked."""

held = ExitStack()


def on_pre_build(config: MkDocsConfig) -> None:
    """Let no second build write the same site at the same time."""
    site = hashlib.sha256(str(Path(config.site_dir).resolve()).encode()).hexdigest()[:16]
    place = Path(config.config_file_path).parent / LOCKS / site
    held.close()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        held.enter_context(hold(place))
    except BlockingIOError:
        raise Abort(f"{config.site_dir}: another build is writing it. Wait for it to end") from None
    except OSError:
        return  # nothing can be written here; the build itself will say so


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Let the next build begin."""
    held.close()


def on_build_error(error: Exception, **_: Any) -> None:
    """Say which file cannot be read or written, why, and what to do; other faults keep their traceback."""
    held.close()
    if isinstance(error, OSError) and error.strerror:
        place = error.filename2 or error.filename or "the site"
        action = "Free some space or give yourself the right to read and write there, and build again"
        if error.errno in (errno.ENOTDIR, errno.EEXIST):
            action = "A file stands there, or above it, where a folder belongs: take it away, and build again"
        raise Abort(
            f"{one_line(str(place))}: it cannot be read or written ({error.strerror}). {action}"
        ) from error
