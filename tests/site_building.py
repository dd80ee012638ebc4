"""Builds the site as the command does, from a copy of the project in a folder of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

from lxml.html import HtmlElement, document_fromstring

ROOT = Path(__file__).parent.parent
MKDOCS = (sys.executable, "-m", "mkdocs")
QUIETLY = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
ADDRESS = "https://reader.example/repo/"
"""Where the copy believes it is published: below a path, as GitHub Pages does it."""

ARTICLE = """---
title: {title}
slug: {slug}
authors: []
publisher: 北窗周报
published: {date}
lang: zh-Hans
tags: [灯塔, 第{tag}组]
capture: {{path: made-up/{slug}.txt, sha256: {sha}}}
provenance:
  - {{role: original, name: 北窗周报, url: null, date: {date}}}
  - {{role: capture, name: made-up/{slug}.txt, url: null, date: null}}
removed: {{}}
---

第{number}座灯塔建在岬角上，夜里每十二秒亮一次。
"""


class Copy:
    """A copy of the project's site, without or with its articles."""

    def __init__(self, root: Path, *, articles: bool = True, generator: str = "mkdocs") -> None:
        self.root = root
        self.generator = (sys.executable, "-m", generator)
        self.site = root / "site"
        self.pages = root / "docs" / "articles"
        root.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "mkdocs.yml", root)
        for folder in ("hooks", "theme"):
            shutil.copytree(ROOT / folder, root / folder)
        left_out = shutil.ignore_patterns(*([] if articles else ["articles", "annotations"]))
        shutil.copytree(ROOT / "docs", root / "docs", ignore=left_out)
        self.pages.mkdir(exist_ok=True)

    def make_up(self, count: int) -> None:
        """Write ``count`` articles, three to a month, 97 to a subject of their own."""
        for number in range(count):
            date = f"{2000 + number // 36}-{number // 3 % 12 + 1:02}-{number % 3 + 1:02}"
            slug = f"{date}-deng-ta"
            text = ARTICLE.format(
                title=f"灯塔之{number:04}",
                slug=slug,
                date=date,
                tag=number // 97,
                sha="0" * 64,
                number=number,
            )
            (self.pages / f"{slug}.md").write_text(text, "utf-8")

    def put_in_by_hand(self) -> None:
        """Give it the pictures of articles that are in the repository."""
        shutil.copytree(ROOT / "images" / "by-hand", self.root / "images" / "by-hand")
        folders = [f"--{name}={self.root / name}" for name in ("docs", "images", "cache")]
        command = [sys.executable, str(ROOT / "build_site.py"), "images", "--by-hand", *folders]
        subprocess.run(command, check=True, capture_output=True)

    def build(self, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run MkDocs, strictly, and return what it said."""
        command = [*self.generator, "build", "--config-file", "mkdocs.yml", "--strict", *options]
        env = {**QUIETLY, "SITE_URL": ADDRESS, **environment}
        return subprocess.run(command, cwd=self.root, env=env, capture_output=True, text=True, check=False)

    @contextmanager
    def serve(self) -> Iterator[str]:
        """Run MkDocs as a server that watches the pages, and give its address."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            place = f"127.0.0.1:{free.getsockname()[1]}"
        command = [*self.generator, "serve", "--config-file", "mkdocs.yml", "--dev-addr", place]
        with subprocess.Popen(
            command, cwd=self.root, env=QUIETLY, stderr=subprocess.PIPE, text=True
        ) as server:
            assert server.stderr is not None
            said = iter(server.stderr.readline, "")
            heard = list(takewhile(lambda line: "Serving on" not in line, said))
            assert server.poll() is None, "".join(heard)
            try:
                yield f"http://{place}/"
            finally:
                server.terminate()

    def html(self) -> Iterator[tuple[str, HtmlElement]]:
        """Every built page with its path below the site."""
        for path in sorted(self.site.rglob("*.html")):
            yield path.relative_to(self.site).as_posix(), document_fromstring(path.read_text("utf-8"))
