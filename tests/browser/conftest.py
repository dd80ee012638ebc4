"""The committed site in a browser; one build and one browser for all tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright

from tests.browser.launching import CHROMIUM, QUIET
from tests.browser.serving import serving
from tests.browser.visiting import Visit
from tests.conftest import PATIENCE
from tests.site_building import Copy

WRITTEN = """# 编者写的一页

带`代码`、[链接](https://b.example/{long})和脚注[^1]。https://b.example/{long}

!!! note "按语"
    一条按语。

> 引文。

```
{long}
```

| {wide} | {wide} | {wide} | {wide} |
| --- | --: | --- | --- |
| 甲 | 1 | 丙 | 丁 |

[^1]: 脚注的文字。
"""


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the committed site, and of one page such as editors write."""
    copy = Copy(tmp_path_factory.mktemp("served"))
    written = copy.root / "docs" / "guide" / "written.md"
    written.write_text(WRITTEN.format(long="very-long-" * 30, wide="很宽的一列" * 4), "utf-8")
    done = copy.build()
    assert done.returncode == 0, done.stderr
    with serving(copy.site) as place:
        yield place


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    """A Chromium that stays off the network; the tests are skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("no chromium is installed; install it to run these tests")
    launched = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield launched
    launched.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    """Open windows: ``visit(width=360, color_scheme="dark", java_script_enabled=False)``."""
    with windows(browser, address) as begin:
        yield begin


@contextmanager
def windows(browser: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    """Give what opens windows onto the site at an address, and close them all."""
    contexts: list[BrowserContext] = []

    def begin(width: int = 1440, **options: object) -> Visit:
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}, **options))
        contexts[-1].set_default_timeout(2 * PATIENCE)
        return Visit(contexts[-1], address)

    yield begin
    for context in contexts:
        context.close()
