"""A browser that tells what ran, what was asked of others, and where a window was led."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Frame, Request
from playwright.sync_api import Error as PlaywrightError

SCAN = (Path(__file__).parent / "scan.js").read_text("utf-8")
HEARD = """
window.fire = (name) => { window.tell(`ran: ${name}`); return ''; };
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) {
  window[name] = (said) => { window.tell(`${name}: ${said}`); return null; };
}
document.addEventListener('securitypolicyviolation', (event) => {
  window.tell(`held back by the policy: ${event.effectiveDirective} ${event.blockedURI}`);
});
"""
POKE = """() => {
  const events = ['pointerover', 'mouseover', 'mouseenter', 'focus', 'focusin', 'toggle', 'beforetoggle',
    'keydown',    'animationstart', 'transitionend', 'scrollend', 'wheel', 'copy', 'pointerenter'];
  for (const element of document.querySelectorAll('*')) {
    if (element.closest('dialog.find, .annotate, .bar')) continue;
    for (const type of events) element.dispatchEvent(new Event(type));
    if (!element.closest('a, button, summary')) element.dispatchEvent(new Event('click'));
    if (/^javascript:/i.test(element.protocol ?? '')) element.click();
  }
}"""
FRAMES = 40
"""Pages that are looked at together, in frames of one window."""


class Detector:
    """A window; ``found`` has a line for everything that should not have been."""

    def __init__(self, browser: Browser, address: str, site: Path) -> None:
        self.address, self.site = address, site
        self.found: list[str] = []
        self._context = browser.new_context(viewport={"width": 1200, "height": 700})
        self._context.expose_function("tell", self._hear)
        self._context.add_init_script(HEARD)
        self._context.on("request", self._look)
        self._context.on(
            "page", lambda page: page.on("dialog", lambda dialog: self._hear(f"dialog: {dialog.message}"))
        )
        self._context.on("console", self._listen)
        self.page = self._context.new_page()
        self._context.on("page", lambda page: self._hear(f"a window was opened: {page.url}"))

    def __enter__(self) -> Detector:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._context.close()

    def visit(self, pages: Iterable[str]) -> int:
        """Open pages by their paths below the site, and return how many there were."""
        count = 0
        waiting = iter(pages)
        while together := list(islice(waiting, FRAMES)):
            self._open(count, together)
            count += len(together)
        return count

    def _open(self, number: int, paths: Sequence[str]) -> None:
        frames = "".join(
            f'<iframe width="900" height="500" src="./{quote(path)}"></iframe>' for path in paths
        )
        harness = self.site / f"frames-{number}.html"
        harness.write_text(f"<!doctype html><meta charset=utf-8><title>frames</title>{frames}", "utf-8")
        self.page.goto(f"{self.address}{harness.name}")
        if framed := len(self.page.frames) - 1 - len(paths):
            self._hear(f"{framed} frames too many among {paths}")
        for frame in self.page.frames[1:]:
            self._look_at(frame)
        harness.unlink()

    def _look_at(self, frame: Frame) -> None:
        place = unquote(frame.url.removeprefix(self.address))
        if not frame.url.startswith(self.address):
            self._hear(f"led away: {frame.url}")
            return
        try:
            self.found += [f"{place}: {said}" for said in frame.evaluate(SCAN)]
            frame.evaluate(POKE)
        except PlaywrightError as error:
            self._hear(f"{place}: the document's own functions do not work: {error.message[:200]}")

    def _hear(self, said: str) -> None:
        self.found.append(said)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self._hear(f"held back by the policy: {message.text[:300]}")

    def _look(self, request: Request) -> None:
        if urlsplit(request.url).netloc not in (urlsplit(self.address).netloc, ""):
            self._hear(f"asked: {request.url}")
