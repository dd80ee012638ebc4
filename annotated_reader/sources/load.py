"""Loads a folder of source files, strictly, with the line of every fault."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from annotated_reader.errors import RuleError
from annotated_reader.sources.compile import compile_source
from annotated_reader.sources.lined_yaml import Lined, load_yaml
from annotated_reader.sources.model import Source, Sources
from annotated_reader.sources.site_config import site_configs
from annotated_reader.sources.web import Web, compile_web

WEB_FILE = "_web.yaml"
"""Proxies and tracking parameters: what is true of addresses everywhere."""
PUBLISHERS_FILE = "_publishers.yaml"
"""Who publishes on which host."""


def load(folder: Path) -> tuple[Sources, tuple[RuleError, ...]]:
    """Return the sources of ``folder``, and a RuleError for every file that could not be used.

    Files whose name begins with ``_`` hold what is true everywhere; ``host.txt`` files are
    read as site files of the field's common convention.
    """
    paths = sorted(path for ending in ("*.yaml", "*.txt") for path in folder.glob(ending) if path.is_file())
    links = [path for path in paths if path.is_symlink()]
    sources, faults = _load(tuple((path, path.read_bytes()) for path in paths if path not in links))
    return sources, (*(_unfollowed(path) for path in links), *faults)


def _unfollowed(path: Path) -> RuleError:
    return RuleError(
        path.name, "it is a link, and links are not followed", "Put the file itself in its place"
    )


@lru_cache(maxsize=1)
def _load(files: tuple[tuple[Path, bytes], ...]) -> tuple[Sources, tuple[RuleError, ...]]:
    """Return the sources in these files; processes that are forked from this one need not compile again."""
    contents = dict(files)
    errors: list[RuleError] = []
    trees = _parse({path: content for path, content in contents.items() if path.suffix == ".yaml"}, errors)
    configs = [(path.name, content) for path, content in contents.items() if path.suffix == ".txt"]
    web = _web(trees.pop(WEB_FILE, None), errors)
    publishers = trees.pop(PUBLISHERS_FILE, None)
    sources = [*_compile(trees, errors), *site_configs(configs, errors)]
    return (
        Sources(
            general=tuple(source for source in sources if source.role == "general"),
            named=tuple(source for source in sources if source.role != "general"),
            fingerprint=_fingerprint(contents),
            proxies=web.proxies,
            trackers=web.trackers,
            nobody=web.nobody,
            placeholders=web.placeholders,
            publishers=_publishers(publishers, errors),
        ),
        tuple(errors),
    )


def _parse(contents: dict[Path, bytes], errors: list[RuleError]) -> dict[str, Lined]:
    trees = {}
    for path, content in contents.items():
        try:
            trees[path.name] = load_yaml(path, content)
        except RuleError as error:
            errors.append(error)
    return trees


def _compile(trees: dict[str, Lined], errors: list[RuleError]) -> Sequence[Source]:
    sources: list[Source] = []
    for name, tree in trees.items():
        try:
            sources.append(compile_source(Path(name).stem, tree, trees))
        except RuleError as error:
            errors.append(error)
    return sources


def _web(tree: Lined | None, errors: list[RuleError]) -> Web:
    if tree is None:
        return Web()
    try:
        return compile_web(tree)
    except RuleError as error:
        errors.append(error)
        return Web()


def _publishers(tree: Lined | None, errors: list[RuleError]) -> tuple[tuple[str, str], ...]:
    if tree is None:
        return ()
    if not isinstance(tree.node, dict):
        errors.append(
            tree.fault("a mapping of hosts to names is wanted here", "Write 'host: name' on each line")
        )
        return ()
    named = {name: value for name, value in tree.node.items() if isinstance(value.node, str) and value.node}
    errors.extend(
        value.fault(f"'{name}' needs one name", "Write 'host: name' on each line")
        for name, value in tree.node.items()
        if name not in named
    )
    return tuple((name, str(value.node)) for name, value in named.items())


def _fingerprint(contents: dict[Path, bytes]) -> str:
    digest = hashlib.sha256()
    for path, content in contents.items():
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()
