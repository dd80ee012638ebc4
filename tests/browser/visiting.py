"""A reader's window onto the site, and the pages there are to visit."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

ARTICLE = "articles/2021-07-08-zhang-ci-hao-ge-qian-liu-tian-yi/"
TRADITIONAL = "articles/2023-05-09-zui-hou-yi-wei-shou-deng-ren-li/"
ENGLISH = "articles/2020-02-18-the-girl-who-named-pluto-at-breakfast/"
PAGES = {
    "home": "",
    "article": ARTICLE,
    "traditional": TRADITIONAL,
    "english": ENGLISH,
    "tag": "tags/lin-yu-tang/",
    "entity": "tags/tang-jia/",
    "variant": "tags/dong-jia/",
    "unlisted": "tags/unlisted/",
    "author": "authors/lin-zhi-xia/",
    "tags": "tags/",
    "month": "months/2021-06/",
    "undated": "months/unknown/",
    "months": "months/",
    "publisher": "publishers/huan-dao-guang-bo/",
    "publishers": "publishers/",
    "about": "about/",
    "guide": "guide/",
    "editors": "guide/written/",
    "missing": "no/such/page/",
}
TEMPLATES = [
    PAGES[name] for name in ("home", "article", "english", "entity", "months", "guide", "editors", "missing")
]
"""One page of each make; the others are drawn by the same hand."""


class Visit:
    """A reader's window, which writes down what it asked for and what it complained of."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.page: Page = context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._hear)

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "404 (Not Found)" not in message.text:
            self.complaints.append(message.text)

    def open(self, path: str = "") -> Page:
        self.page.goto(self.address + path)
        return self.page

    def outside(self) -> list[str]:
        """Requests that left the site."""
        return [url for url in self.asked if not url.startswith((self.address, "data:", "blob:"))]


def faults(page: Page) -> list[tuple[str, str]]:
    """What axe has against a page: the rule and the element."""
    found = Axe().run(page).response["violations"]
    return [(fault["id"], node["html"][:300]) for fault in found for node in fault["nodes"]]
