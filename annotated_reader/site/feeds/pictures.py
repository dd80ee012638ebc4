"""The pictures that the site itself shows, as feeds show them."""

from __future__ import annotations

from collections.abc import Callable

from annotated_reader.images.gallery import Gallery
from annotated_reader.portable import Picture


def shown_by(gallery: Gallery | None, site_url: str) -> Callable[[str], Picture | None]:
    """Return what finds, from a picture's address on the web, the picture in the site."""

    def held(address: str) -> Picture | None:
        known = gallery.find(address) if gallery else None
        place = gallery.show(known) if gallery and known else None
        return Picture(site_url + place, known.width, known.height) if place and known else None

    return held
