"""One hostile site and one browser for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from annotated_reader.sources import Sources
from tests.browser.conftest import browser
from tests.browser.serving import serving
from tests.hostile.detecting import Detector
from tests.hostile.site import fill
from tests.site_building import Copy

__all__ = ["browser"]


@dataclass(frozen=True)
class Built:
    """A built site, where it is served, and what its build said."""

    copy: Copy
    address: str
    said: str


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, all_sources: Sources) -> Iterator[Built]:
    copy = Copy(tmp_path_factory.mktemp("hostile"), articles=False)
    fill(copy, all_sources)
    done = copy.build()
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    with serving(copy.site) as address:
        yield Built(copy, address, done.stderr)


@pytest.fixture
def detector(browser: Browser, built: Built) -> Iterator[Detector]:
    with Detector(browser, built.address, built.copy.site) as opened:
        yield opened
