"""Stories as sites and mirrors hand them on: each system with its own form, litter and encoding."""

from __future__ import annotations

import html
from collections.abc import Callable
from urllib.parse import quote

from annotated_reader.anchoring.simplified import SIMPLIFIED, VARIANTS
from bench._scale.litter import (
    ADVERT,
    DIGEST_FOOT,
    DIGEST_HEAD,
    MADE,
    MIRROR_ADVERT,
    MIRROR_FOOT,
    MIRROR_HEAD,
    PAGE_FOOT,
    PAGE_HEAD,
    PORTAL_FOOT,
    PORTAL_HEAD,
    TRADITIONAL_FOOT,
    TRADITIONAL_HEAD,
)
from bench._scale.stories import Block, Line, Run, Story

_TO_VARIANTS = str.maketrans(dict(zip(SIMPLIFIED, VARIANTS, strict=True)))

Dress = Callable[[Run], str]


def capture(story: Story) -> tuple[str, bytes]:
    """Return a capture's path below the captures folder, and its bytes."""
    return _SYSTEMS[story.head.system](story)


def _feed(story: Story) -> tuple[str, bytes]:
    day = story.head.published
    body = "".join(f"<div>{_html(block)}</div>" for block in story.blocks)
    text = (
        f"[{story.title}]({story.head.url})\n------\n\n"
        f'<main role="main"><div></div><div><div><ul role="list"><li role="listitem">{story.author}</li>'
        f'<li role="listitem">环岛广播记者</li></ul></div></div>'
        f'<div><time dateTime="{day}">5 小时前</time></div>'
        f"{ADVERT}{body}<div><p>{MADE}</p></div></main>"
    )
    return f"feed/huandao_{story.head.number}.md", text.encode()


def _mirror(story: Story) -> tuple[str, bytes]:
    head, day = story.head, story.head.published
    blocks = [_html(block, link=_ok) for block in story.blocks]
    blocks[0] = blocks[0].replace(
        "<p>", f"<p>\n  【东岸时报{day:%Y年%m月%d日}讯】（东岸时报记者{story.author}综合报导）", 1
    )
    tags = "、".join(
        f'<ok href="https://www.dongan-times.example/gb/tag/{tag}.html">\n   {tag}\n  </ok>'
        for tag in story.tags
    )
    page = f"pages/nsc{head.number % 900}/n{head.number}"
    text = (
        f"### {story.title}\n------------------------\n\n{MIRROR_HEAD}\n\n\n\n"
        f"<div>\n{blocks[0]}\n{MIRROR_ADVERT}\n"
        + "\n".join(blocks[1:])
        + f"\n<p>\n 本报此前说过{tags}。\n</p>\n<p>\n {MADE}\n</p>\n<p>\n 责任编辑：许静之\n</p>\n</div>\n\n"
        + MIRROR_FOOT.format(page=page, url=head.url)
    )
    return f"mirror/{page[6:].replace('/', '_')}.md", text.encode()


def _digest(story: Story) -> tuple[str, bytes]:
    body = " ".join(_html(block) for block in story.blocks)
    tags = "".join(
        f'<a href="https://www.beichuang-digest.example/bnews/tag/{quote(tag)}/" class="st_tag internal_tag" '
        f'rel="tag" title="标签 {tag} 下的日志">{tag}</a>和'
        for tag in story.tags
    )
    text = (
        f"{DIGEST_HEAD.format(title=html.escape(story.title))}{body} "
        f"<p>谈到{tags}这些，还有许多话。</p> <p>{MADE}</p> "
        f"{DIGEST_FOOT.format(outlet=_outlet(story))}"
    )
    ending = "txt" if story.head.number % 2 else "html"
    return f"digest/beichuang_{story.head.published:%Y%m%d}_{story.head.number}.{ending}", text.encode()


def _page(story: Story) -> tuple[str, bytes]:
    slots = _slots(story) | {"charset": "gb18030" if story.head.number % 4 == 0 else "utf-8"}
    body = "\n".join(_html(block) for block in story.blocks)
    text = f"{PAGE_HEAD.format_map(slots)}{body}\n<p>{MADE}</p>\n{PAGE_FOOT.format_map(slots)}"
    return f"page/zhoukan{story.head.outlet}_{story.head.number}.html", text.encode(slots["charset"])


def _traditional(story: Story) -> tuple[str, bytes]:
    slots = _slots(story)
    body = "\n".join(_html(block) for block in story.blocks)
    text = f"{TRADITIONAL_HEAD.format_map(slots)}{body}\n<p>{MADE}</p>\n{TRADITIONAL_FOOT.format_map(slots)}"
    text = text.translate(_TO_VARIANTS)
    return f"traditional/daoyu_{story.head.number}.html", text.encode("big5-hkscs", "xmlcharrefreplace")


def _portal(story: Story) -> tuple[str, bytes]:
    slots = _slots(story)
    body = "\n\n".join(_text(block) for block in story.blocks)
    text = f"{PORTAL_HEAD.format_map(slots)}{body}\n\n{MADE}\n\n{PORTAL_FOOT.format_map(slots)}"
    return f"portal/nanyu_{story.head.number}.txt", text.encode(
        "gb18030" if story.head.number % 3 else "utf-8"
    )


def _account(story: Story) -> tuple[str, bytes]:
    day, account = story.head.published, _outlet(story)
    fields = f'---\nlayout: default\ndate: {day}T07:12:05.410022+00:00\ntitle: "{story.title}"\n'
    fields += f'author: "{story.author}"\n'
    fields += f"tags: [{','.join(story.tags)}]\n---\n\n"
    head = f"原创 {story.author} [{account}](javascript:void(0);)\n\n**{account}** \n\n"
    head += f"微信号 bench{story.head.outlet}\n\n"
    body = "\n\n".join(_markdown(block) for block in story.blocks)
    foot = (
        "喜欢这篇文章？**长按识别下方二维码，关注我们**\n\n阅读原文\n\n阅读 10万+　　赞 2368　　在看 1120\n"
    )
    return f"account/{day}-{story.head.number}.md", f"{fields}{head}{body}\n\n{MADE}\n\n{foot}".encode()


def _plain(story: Story) -> tuple[str, bytes]:
    fields = f'---\ntitle: "{story.title}"\ndate: {story.head.published}\nauthor: {story.author}\ntags:\n'
    fields += "".join(f"  - {tag}\n" for tag in story.tags) or "  - 随笔\n"
    body = "\n\n".join(_markdown(block) for block in story.blocks)
    return f"plain/{story.head.number}.md", f"{fields}---\n\n{body}\n\n{MADE}\n".encode()


_SYSTEMS = {
    "feed": _feed,
    "mirror": _mirror,
    "digest": _digest,
    "page": _page,
    "traditional": _traditional,
    "portal": _portal,
    "account": _account,
    "plain": _plain,
}


def _outlet(story: Story) -> str:
    return f"{'甲乙丙丁戊己庚辛壬癸'[story.head.outlet % 10]}{'山水风林火云'[story.head.outlet // 10]}周刊"


def _slots(story: Story) -> dict[str, str]:
    return {
        "title": html.escape(story.title),
        "author": story.author,
        "url": story.head.url,
        "day": f"{story.head.published}",
        "outlet": _outlet(story),
        "tags": ",".join(story.tags),
    }


def _a(run: Run) -> str:
    return f'<a href="{html.escape(run.href)}" target="_blank">{run.text}</a>'


def _ok(run: Run) -> str:
    return f'<ok href="{html.escape(run.href)}">\n   {run.text}\n  </ok>'


def _html(block: Block, link: Dress = _a) -> str:
    lines = [_runs(line, link, "<strong>{}</strong>".format) for line in block.lines]
    if block.kind == "img":
        address = f"https://img.example/{quote(block.lines[0][0].text)}.jpg"
        return f'<figure><img src="{address}" alt=""/><figcaption>{lines[0]}</figcaption></figure>'
    if block.kind == "ul":
        return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
    if block.kind == "quote":
        return f"<blockquote><p>{lines[0]}</p></blockquote>"
    return f"<{block.kind}>{lines[0]}</{block.kind}>"


def _markdown(block: Block) -> str:
    lines = [_runs(line, lambda run: f"[{run.text}]({run.href})", "**{}**".format) for line in block.lines]
    if block.kind == "img":
        return f"![{lines[0]}](https://img.example/{quote(block.lines[0][0].text)}.png)"
    before = {"ul": "- ", "quote": "> ", "h2": "## "}.get(block.kind, "")
    return "\n".join(before + line for line in lines)


def _text(block: Block) -> str:
    return "\n\n".join(_runs(line, lambda run: run.text, str) for line in block.lines)


def _runs(line: Line, link: Dress, strong: Callable[[str], str]) -> str:
    return "".join(link(run) if run.href else strong(run.text) if run.strong else run.text for run in line)
