"""Other generators on the same Markdown: MkDocs as it comes, and Hugo."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench._scale.measuring import Cost, measure

MKDOCS = """site_name: Stock
use_directory_urls: true
theme:
  name: material
  font: false
plugins: []
markdown_extensions: [tables, footnotes, attr_list, md_in_html, admonition, def_list, fenced_code, toc]
"""

HUGO = """baseURL = "https://reader.example/"
title = "Peer"
languageCode = "zh"
hasCJKLanguage = true
disableKinds = ["RSS"]
paginate = 100
[taxonomies]
tag = "tags"
author = "authors"
publisher = "publisher"
[markup.goldmark.renderer]
unsafe = true
"""
LAYOUTS = {
    "baseof": """<!doctype html><html lang="zh">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><header><a href="/">{{ site.Title }}</a></header>
<main>{{ block "main" . }}{{ end }}</main></body></html>""",
    "single": """{{ define "main" }}<article><h1>{{ .Title }}</h1>
<p>{{ .Params.publisher }} {{ .Params.published }}</p>
{{ .Content }}<ul>{{ range .Params.tags }}
<li><a href="/tags/{{ . | urlize }}/">{{ . }}</a></li>{{ end }}</ul>
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</article>{{ end }}""",
    "list": """{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Paginator.Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.published }}</li>{{ end }}</ul>
{{ template "_internal/pagination.html" . }}{{ end }}""",
}


def stock_mkdocs(pages: Sequence[Path], folder: Path) -> Cost:
    """Build the pages with MkDocs and its best-known theme, every page in the navigation, nothing else."""
    _lay_out(pages, folder, "docs")
    (folder / "docs" / "index.md").write_text("# Stock\n", "utf-8")
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    quietly = {"NO_MKDOCS_2_WARNING": "1"}
    return measure([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder, quietly)


def hugo(pages: Sequence[Path], folder: Path) -> Cost | None:
    """Build the pages with Hugo, with lists by tag, author and publisher; None where it is not installed."""
    program = shutil.which("hugo")
    if not program:
        return None
    _lay_out(pages, folder, "content/articles")
    (folder / "config.toml").write_text(HUGO, "utf-8")
    (folder / "layouts" / "_default").mkdir(parents=True)
    for name, layout in LAYOUTS.items():
        (folder / "layouts" / "_default" / f"{name}.html").write_text(layout, "utf-8")
    return measure([program, "--quiet"], folder)


def hugo_version() -> str:
    """Return what Hugo calls itself."""
    said = subprocess.run(["hugo", "version"], capture_output=True, text=True, check=True).stdout
    return " ".join(said.split()[:2]).partition("+")[0].partition("-")[0]


def _lay_out(pages: Sequence[Path], folder: Path, below: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / below).mkdir(parents=True)
    for page in pages:
        shutil.copy(page, folder / below / page.name)
