"""The door to the kept pages: for what has not changed, neither Markdown nor templates are asked again.

``extra: {keep_pages: false}`` in mkdocs.yml shuts it; the site is the same, byte for byte.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from annotated_reader.site.kept import (
    Digests,
    Kept,
    Making,
    Said,
    Secrets,
    Store,
    UnknownError,
    Watch,
    is_on,
    made_with,
)
from annotated_reader.site.settings_files import settings_files

KEPT = ".cache/pages"
"""Where finished pages wait for the next build, beside the configuration."""
SHARED = ("map", "relations", "readings", "notes_on")
"""What templates are handed that all pages share; a page depends on what it asks of it alone."""
DERIVED = ("cited",)
"""What follows from the article's entry and the configuration alone."""
UNKNOWN = ("nav", "pages", "build_date_utc")
"""What no kept page may ask MkDocs for: it depends on everything, or on the day."""
ASIDE = {"config_file_path", "docs_dir", "site_dir", "dev_addr", "watch", "theme"}
"""Settings that no page shows."""
UNSEEN = {"sources", "images", "jobs"}
"""Those below ``extra`` that say where something is, or how many processes work."""


class Fast:
    """What one build knows of its kept pages."""

    serving = False
    watch: Watch | None = None
    """None where no page is kept."""

    def __init__(self) -> None:
        self.said = Said(logging.INFO)
        self.store = Store(Path(), "")
        self.digests = Digests()
        self.made_with = ""
        self.making: dict[str, Making] = {}
        self.secrets = Secrets()
        self.files = Files([])


fast = Fast()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether the site is being served."""
    fast.serving = command == "serve"


def on_nav(nav: Any, config: MkDocsConfig, files: Files) -> None:
    """Open the kept pages, once all is known that pages are made of.

    Those of a server are others: they carry what only its run knows, which is taken out of what is kept.
    """
    fast.watch, fast.making, fast.files = None, {}, files
    if not is_on(config.extra, config.plugins, config.markdown_extensions):
        return
    logging.getLogger("mkdocs").addHandler(fast.said)
    fast.digests = Digests()
    fast.watch = watch = Watch(fast.digests)
    heard = logging.getLogger("mkdocs").getEffectiveLevel()
    variant = f"{config.site_url} {heard} {fast.serving}"
    fast.secrets = Secrets(_hook(config, "adding").SECRETS if fast.serving else ())
    fast.store = Store(Path(config.config_file_path).parent / KEPT, variant)
    fast.made_with = _made_with(config)
    site, pictures = _site(config), _hook(config, "pictures")
    site.addresses = watch.stand_in("addresses", site.addresses)
    pictures.shown.look_up = watch.stand_in("pictures", pictures.shown.look_up)


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Have the page rendered here, and listen to what is said of it."""
    fast.said.count = 0
    render: Any = partial(_render, page)
    page.render = render  # type: ignore[method-assign]  # it is the page that MkDocs asks to render
    return page


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Notice whether anything was said of the page so far."""
    if making := fast.making.get(page.file.src_uri):
        making.said = fast.said.count > 0
    return html


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """Hand the template of a page that may be kept what notes its questions."""
    making, watch = fast.making.get(page.file.src_uri), fast.watch
    shared = {name: watch.stand_in(name, context[name]) for name in SHARED} if watch else {}
    if making and watch:
        watch.look, fast.said.count = making.look, 0
        context |= shared
        context |= dict.fromkeys(UNKNOWN, watch.nothing())
    return context


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Have templates take a page that is kept as it is."""
    env.template_class = Template
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Let go of what is of no use any more."""
    if fast.watch:
        fast.store.end(fast.made_with)
    fast.making = {}  # a server makes single pages anew, and takes none that is kept


class Targets:
    """The files of the site, as far as links lead to them."""

    def __init__(self, files: Files, watch: Watch) -> None:
        self._files, self._asked = files, watch.stand_in("targets", partial(_target, files))

    def get_file_from_path(self, path: str) -> File | None:
        """Return the file at a path below the docs folder."""
        self._asked(path)
        return self._files.get_file_from_path(path)


class Template(jinja2.Template):
    """A template that is not rendered for a page that is kept, and that keeps what it renders."""

    def render(self, *given: Any, **named: Any) -> str:
        """Return the page."""
        page = given[0].get("page") if given else None
        making = fast.making.get(page.file.src_uri) if page else None
        if page is None or making is None:
            return super().render(*given, **named)
        if making.kept:
            if html := fast.store.again(page.file.src_uri):
                return fast.secrets.give_back(html)
            _render_after_all(page, given[0]["config"])
            return super().render(*given, **named)
        html = super().render(*given, **named)
        _keep(page, making, html)
        return html


def _render(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Convert the page's Markdown as MkDocs does, unless the finished page is kept."""
    src_uri, watch = page.file.src_uri, fast.watch
    made_of = _made_of(page, config) if watch else None
    if watch is None or made_of is None:
        _hook(config, "gate").render(page, config, files)
        return
    targets: Any = Targets(files, watch)
    fast.making[src_uri] = making = Making(made_of)
    kept = fast.store.get(src_uri)
    if kept and kept.made_of == made_of and watch.answers(kept.questions) == kept.answers:
        making.kept = replace(kept, html="", questions=())  # those of all pages would fill the memory
        _as_rendered(page, kept, files)
        return
    watch.look = making.look
    _hook(config, "gate").render(page, config, targets)


def _render_after_all(page: Page, config: MkDocsConfig) -> None:
    """Convert a page's Markdown late, for what was kept of it has been taken away meanwhile."""
    _hook(config, "gate").render(page, config, fast.files)
    content, plugins = page.content or "", config.plugins
    page.content = plugins.on_page_content(content, page=page, config=config, files=fast.files)


def _as_rendered(page: Page, kept: Kept, files: Files) -> None:
    """Leave in the page what MkDocs looks at after it has rendered one: where links lead."""
    page.content, page.present_anchor_ids = "", set(kept.anchors)
    found = {files.get_file_from_path(src_uri): dict(links) for src_uri, links in kept.links.items()}
    page.links_to_anchors = {file: links for file, links in found.items() if file}


def _keep(page: Page, making: Making, html: str) -> None:
    making.said = making.said or fast.said.count > 0
    links = {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()}
    bare = fast.secrets.take_out(html)
    if bare is None or fast.watch is None:
        return
    if kept := making.kept_as(fast.watch, bare, page.present_anchor_ids or set(), links):
        fast.store.put(page.file.src_uri, kept)


def _made_of(page: Page, config: MkDocsConfig) -> str | None:
    """Return the digest of all that is the page's own; None where it is a page that is made each time."""
    own = _site(config).own(page.file.src_uri)
    if own is None:
        return None
    plugins: Any = config.plugins
    context = dict(plugins.on_page_context({}, page=page, config=config, nav=None))
    for name in (*SHARED, *DERIVED):
        context.pop(name, None)
    address = page.file.src_uri, page.url, page.canonical_url, page.title, page.file.inclusion.name
    try:
        given = fast.made_with, address, page.markdown, dict(page.meta), own, context
        return fast.digests.of(given).hex()
    except UnknownError:
        return None


def _made_with(config: MkDocsConfig) -> str:
    """Return the digest of what every page is made with."""
    root, site = Path(config.config_file_path).parent, _site(config)
    vocabulary = [(each.names, each.not_in, each.in_text) for each in site.reader.vocabulary.entities]
    plain = {name: value for name, value in config.items() if name not in ASIDE}
    theme = dict(config.theme), site.typesetting
    extra = {name: value for name, value in config.extra.items() if name not in UNSEEN}
    settings = {**plain, "extra": extra, "theme": theme, "vocabulary": vocabulary}
    folders = [root / "hooks", *map(Path, [config.theme.custom_dir] if config.theme.custom_dir else [])]
    return made_with(folders, settings_files(Path(config.config_file_path)), settings)


def _target(files: Files, path: str) -> tuple[str, str] | None:
    file = files.get_file_from_path(path)
    return (file.url, file.inclusion.name) if file else None


def _site(config: MkDocsConfig) -> Any:
    """Return what the door for pages knows of this build."""
    return _hook(config, "reader").site


def _hook(config: MkDocsConfig, name: str) -> Any:
    return config.plugins[f"hooks/{name}.py"]
