"""Takes the pictures that the guides and the README show, from the running site: `make pictures`."""

from __future__ import annotations

import base64
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.launching import CHROMIUM, QUIET
from tests.browser.serving import serving
from tests.site_building import ROOT, Copy

FOLDER = ROOT / "docs" / "assets" / "pictures"
CAVE = "2021-06-22-cang-jing-dong-yi-du-zhuan-qiang-hou"
QUALITY = 0.82
TO_WEBP = """([png, quality]) => new Promise((done) => {
  const image = new Image();
  image.onload = () => {
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d').drawImage(image, 0, 0);
    canvas.convertToBlob({ type: 'image/webp', quality }).then((blob) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result.split(',')[1]);
      reader.readAsDataURL(blob);
    });
  };
  image.src = `data:image/png;base64,${png}`;
})"""
SELECT_WORDS = """() => {
  const words = [...document.querySelectorAll('.prose > p')].find((p) => p.textContent.length > 60).lastChild;
  words.parentElement.scrollIntoView({ block: 'center' });
  getSelection().setBaseAndExtent(words, 6, words, 30);
}"""
CHANGED = {
    "2025-08-20-moved": """---
by: lin-shu
prefix: 看守敦煌莫高窟的道士王圆箓发现，
suffix: ，里面似乎是空的
---
> 第16窟甬道的墙上有一条缝隙

这道缝是他清理甬道积沙的时候看见的。
""",
    "2025-08-21-ambiguous": """---
kind: question
by: a-he
---
> 王道士

这个称呼是他自己用的，还是后人叫的？
""",
    "2025-08-22-orphan": """---
by: qiao
---
> 他把钥匙挂在门楣上，回头看了一眼

这一句在第一份存档里，换成更好的一份以后就没有了。
""",
}
"""Notes on a text that is no longer so, which the site as committed has none of."""


@dataclass(frozen=True)
class Picture:
    """What to open, how large the window is, and what to do before the picture is taken."""

    name: str
    path: str
    width: int = 1200
    height: int = 760
    before: Callable[[Page], object] = lambda page: None
    scheme: str = "light"


def tap_the_book(page: Page) -> None:
    page.locator("mark[data-notes*=' ']").first.tap()


def go_to_the_book(page: Page) -> None:
    page.locator(".prose h2").first.evaluate("heading => scrollTo(0, heading.offsetTop + 20)")
    page.locator("mark[data-notes$='earliest']").first.hover()


def select_some_words(page: Page) -> None:
    page.evaluate(SELECT_WORDS)
    page.locator(".annotate-open").wait_for()


def look_for_the_book(page: Page) -> None:
    page.keyboard.press("/")
    page.locator(".find-words").fill("东加")
    page.locator(".find-results li").first.wait_for()
    page.wait_for_timeout(600)


def open_the_citations(page: Page) -> None:
    page.locator(".cite > summary").click()
    page.locator(".cite").evaluate("box => scrollTo(0, box.getBoundingClientRect().top + scrollY - 90)")


PICTURES = (
    Picture("home", ""),
    Picture("tag", "tags/lin-yu-tang/"),
    Picture("entity", "tags/tang-jia/"),
    Picture("coverage", "coverage/2022-02-23-tang-jia-hai-lan-xiu-fu-san-shi/"),
    Picture("comparison", "compare/lin-yu-tang-de-da-zi-ji-zai/"),
    Picture("search", "", before=look_for_the_book),
    Picture("cite", f"articles/{CAVE}/", before=open_the_citations),
    Picture("missing", "no/such/page/", height=520),
    Picture("article-phone", f"articles/{CAVE}/", 360, 640, scheme="dark"),
    Picture("article", f"articles/{CAVE}/"),
    Picture("article-dark", f"articles/{CAVE}/", before=go_to_the_book, scheme="dark"),
    Picture("notes-wide", f"articles/{CAVE}/", before=go_to_the_book),
    Picture("notes-select", f"articles/{CAVE}/", height=520, before=select_some_words),
    Picture("notes-phone", f"articles/{CAVE}/", 360, 640, tap_the_book),
    Picture("notes-list", "notes/"),
    Picture("notes-unsettled", "notes/unsettled/"),
)


def take(browser: Browser, address: str, picture: Picture) -> bytes:
    """Return the picture as WebP, with two dots to the pixel."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=2 if picture.width < 600 else 1.5,
        has_touch=picture.width < 600,
        color_scheme=picture.scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address + picture.path)
    picture.before(page)
    png = base64.b64encode(page.screenshot()).decode()
    page.goto("about:blank")
    webp = base64.b64decode(page.evaluate(TO_WEBP, [png, QUALITY]))
    context.close()
    return webp


def main() -> int:
    """Build the site twice, as it is and with unsettled notes, and write every picture."""
    if CHROMIUM is None:
        print("No chromium was found. Install it, then run make pictures again.", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        copy = Copy(Path(place))
        copy.put_in_by_hand()
        there = copy.root / "docs" / FOLDER.relative_to(ROOT / "docs")
        there.mkdir(exist_ok=True)
        for picture in PICTURES:  # a guide may already show one that was never taken
            (there / f"{picture.name}.webp").touch()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for unsettled in (False, True):
            for name, text in CHANGED.items() if unsettled else ():
                (copy.root / "docs" / "annotations" / CAVE / f"{name}.md").write_text(text, "utf-8")
            done = copy.build()
            if done.returncode:
                print(done.stderr, file=sys.stderr)
                return 1
            with serving(copy.site) as address:
                for picture in PICTURES:
                    if ("unsettled" in picture.name) == unsettled:
                        content = take(browser, address, picture)
                        (FOLDER / f"{picture.name}.webp").write_bytes(content)
                        print(f"{picture.name}.webp: {len(content) // 1024} KB")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
