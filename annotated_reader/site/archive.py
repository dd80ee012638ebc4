"""The site as those see it who cite from it: an archive with a name and, if it is public, an address."""

from __future__ import annotations

from dataclasses import dataclass

from annotated_reader.site.content import host_of


@dataclass(frozen=True)
class Archive:
    """The site that an article is read in."""

    name: str
    url: str = ""
    """Ends in a slash; empty where the site is on this machine only, for nobody could follow a link there."""


def archive(name: str, site_url: str) -> Archive:
    """Return the archive, with its address if that is a public one."""
    host = host_of(site_url)
    public = "." in host and not host.replace(".", "").isdigit()
    return Archive(name, site_url.rstrip("/") + "/" if public else "")
