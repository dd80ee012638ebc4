"""Builds a site in which every payload stands in every place that captures and people can write to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

import yaml

from annotated_reader import front_matter
from annotated_reader.errors import CaptureError
from annotated_reader.pipeline import convert
from annotated_reader.sources import Sources
from tests.hostile.payloads import EVERY, MARKUP, WORDS, Payload, payloads
from tests.hostile.test_captures import BEFORE, WAYS
from tests.site_building import Copy

NOTED = "灯塔建在岬角的尽头"
PLAIN = {"lang": "zh-Hans", "published": "2024-03-01", "publisher": "北窗周报", "authors": [], "tags": []}
SHA = "0" * 64
TOGETHER = 40
"""Pages of one bundle."""


def fill(copy: Copy, sources: Sources) -> None:
    """Write articles, notes, people's pages and a vocabulary, all of them hostile."""
    for way, (_, techniques) in WAYS.items():
        for technique in techniques:
            _write_converted(copy, sources, way, technique)
    _write_notes(copy)
    _write_fields(copy)
    _write_vocabulary(copy)
    for payload in payloads(*MARKUP, *WORDS, "markdown", "addresses"):
        _write_guide(copy, payload)


def _write_converted(copy: Copy, sources: Sources, way: str, technique: str) -> None:
    """Write one article of what the converter makes of all captures of a technique."""
    bodies = []
    for payload in payloads(technique):
        try:
            article = convert(WAYS[way][0](payload), sources)
        except CaptureError:
            continue
        bodies.append(article.body)
    write_article(copy, f"{way}-{technique}", "\n\n".join(bodies), title=f"{way} {technique}")


def write_article(copy: Copy, slug: str, body: str, **said: object) -> None:
    """Write an article's page whose front matter says what a stranger may want it to."""
    fields = {
        "title": slug,
        "slug": slug,
        **PLAIN,
        "capture": {"path": f"{slug}.html", "sha256": SHA},
        **said,
    }
    page = front_matter.dump(fields) + "\n" + body  # type: ignore[arg-type]
    (copy.pages / f"{slug}.md").write_text(page, "utf-8")


def _write_notes(copy: Copy) -> None:
    """Write every payload as the body of a note, and as the words of its front matter."""
    for technique in EVERY:
        folder = (
            copy.root / "docs" / "annotations" / f"escaped-{technique if technique != 'names' else 'fields'}"
        )
        folder.mkdir(parents=True, exist_ok=True)
        for number, payload in enumerate(payloads(technique)):
            said = payload.text.replace("\0", "")
            fields = (
                {"by": said[:60], "tags": [said[:60]], "prefix": said, "suffix": said}
                if technique in WORDS
                else {}
            )
            block = (
                "---\n" + yaml.safe_dump(fields, allow_unicode=True, width=999) + "---\n" if fields else ""
            )
            link = f"\n\n[甲]({said}) ![乙]({said}) <{said}>\n" if technique == "addresses" else ""
            quoted = f"> {NOTED}\n\n" if number % 7 == 0 else f"> {said[:30]}\n\n" if number % 7 == 1 else ""
            text = f"{block}{quoted}{said}{link}\n"
            (folder / f"2024-01-01-{technique}-{number}.md").write_text(text, "utf-8", newline="")


def _write_fields(copy: Copy) -> None:
    """Write articles whose front matter is hostile in every field."""
    names = [payload.text.replace("FIRE", "") for payload in payloads("names")]
    hops = [{"role": "mirror", "name": p.text, "url": p.text, "date": p.text} for p in payloads("addresses")]
    write_article(copy, "hops", BEFORE, provenance=hops, original_url=hops[0]["url"])
    for number, payload in enumerate(payloads(*WORDS)):
        said = payload.text
        write_article(
            copy,
            f"fields-{number}",
            f"{BEFORE}\n\n{escape(said)}\n",
            title=said,
            authors=[said],
            publisher=said,
            tags=[said],
            lang=said,
            original_url=f"https://a.example/{said}",
            capture={"path": names[number % len(names)], "sha256": said},
            provenance=[{"role": said, "name": said, "url": f"https://a.example/{said}", "date": said}],
            review=[said],
        )


def _write_vocabulary(copy: Copy) -> None:
    kinds = ("person", "place", "organisation", "topic")
    entries = {
        payload.text: {
            "kind": kinds[number % 4],
            "gloss": payload.text[:100],
            "variants": [f"{payload.text}{NOTED[:3]}"],
        }
        for number, payload in enumerate(payloads(*WORDS))
    }
    text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=999)
    (copy.root / "docs" / "vocabulary.yaml").write_text(text, "utf-8")


def _write_guide(copy: Copy, payload: Payload) -> None:
    """Write a page as people write them by hand, with nothing between them and the gate behind Markdown."""
    folder = copy.root / "docs" / "guide" / payload.technique
    folder.mkdir(exist_ok=True)
    links = f"[甲]({payload.text}) ![乙]({payload.text})\n\n" if payload.technique == "addresses" else ""
    html = f'<a href="{escape(payload.text)}">丙</a><img src="{escape(payload.text)}">' if links else ""
    text = f"# {payload.id}\n\n{BEFORE}\n\n{payload.text}\n\n{links}{html}\n"
    (folder / f"{payload.name}.md").write_text(text, "utf-8", newline="")


def pages_of(site: Path) -> Iterator[str]:
    """Yield the addresses of all pages, below the site's root."""
    for path in sorted(site.rglob("index.html")):
        yield path.relative_to(site).as_posix().removesuffix("index.html")


def bundle(site: Path, pages: Iterable[str]) -> Iterator[str]:
    """Yield the addresses of pages that hold what many have between their bars and feet, byte for byte.

    A browser draws one such page in the time of one; only pages from equally deep folders go together.
    """
    groups: dict[tuple[str, int], list[str]] = {}
    for page in pages:
        groups.setdefault((page.partition("/")[0], page.count("/")), []).append(page)
    for (top, depth), found in groups.items():
        for start in range(0, len(found), TOGETHER):
            place = f"{top}/{'x/' * (depth - 2)}bundle-{start}/"
            texts = [
                (site / page / "index.html").read_text("utf-8") for page in found[start : start + TOGETHER]
            ]
            head, _, rest = texts[0].partition("<main")
            foot = rest.partition("</main>")[2]
            mains = "".join(_main(text) for text in texts)
            (site / place).mkdir(parents=True)
            (site / place / "index.html").write_text(f"{head}{mains}{foot}", "utf-8")
            yield place


def _main(text: str) -> str:
    inside = "<main" + text.partition("<main")[2].partition("</main>")[0]
    assert inside.count("<main") == 1, inside
    return inside.replace(' id="text"', "") + "</main>"
