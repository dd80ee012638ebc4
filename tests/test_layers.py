"""The layers: who may import whom, as one table."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

PACKAGE = ROOT / "annotated_reader"
MODULES = sorted(PACKAGE.rglob("*.py"))
CODE = [*MODULES, *sorted((ROOT / "hooks").rglob("*.py")), ROOT / "build_site.py"]

VALUES = {"values", "errors"}
"""What every module may import, and what imports nothing of ours."""

ONLY_IN = {
    "mkdocs": "hooks/",
    "bleach": "annotated_reader/markdown/",
    "markdownify": "annotated_reader/markdown/",
}
"""Libraries that may be imported in one place alone."""

ORDERS = {"pipeline", "build"}
"""The modules that know an order of steps: of cleaning, and of building."""

DOORS = {"build_site", "hooks"}
"""What stands outside the library and may import any of it."""


def imports_of(path: Path) -> set[str]:
    """Return the full names of the modules that the file imports."""
    tree = ast.parse(path.read_text("utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: write the import in full"
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return names


def name_of(path: Path) -> str:
    """Return the dotted name of one of the package's modules."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def parts_of(path: Path) -> set[str]:
    """Return the parts of the package, below its root, that the file imports from: modules and folders."""
    ours = {name.split(".")[1] for name in imports_of(path) if name.startswith("annotated_reader.")}
    return {part for part in ours if (PACKAGE / part).is_dir() or (PACKAGE / f"{part}.py").is_file()}


def part_of(path: Path) -> str:
    """Return the part of the package that the file belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


@pytest.mark.parametrize("name", sorted(VALUES))
def test_values_and_errors_import_nothing_of_ours(name: str) -> None:
    assert parts_of(PACKAGE / f"{name}.py") == set()


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_stands_behind_one_door(library: str) -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for path in CODE
        if any(name.split(".")[0] == library for name in imports_of(path))
    }
    assert {user for user in users if not user.startswith(ONLY_IN[library])} == set()


def test_the_library_does_not_know_its_doors() -> None:
    for path in MODULES:
        assert not {name.split(".")[0] for name in imports_of(path)} & DOORS, path


def test_no_step_knows_the_order() -> None:
    for path in MODULES:
        known = parts_of(path) & ORDERS - {part_of(path)}
        assert known <= ({"pipeline"} if part_of(path) == "converter" else set()), path


def test_the_parts_of_the_library_import_each_other_one_way() -> None:
    uses: dict[str, set[str]] = {}
    for path in MODULES:
        if path.parent != PACKAGE or path.stem != "__init__":
            uses.setdefault(part_of(path), set()).update(parts_of(path) - {part_of(path)})
    done: set[str] = set()
    while ready := {part for part, used in uses.items() if part not in done and used <= done}:
        done |= ready
    assert uses.keys() - done == set(), "these import each other in a circle"


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_and_functions_stay_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 250
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, node.name


@pytest.mark.parametrize(
    "workflow", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.name
)
def test_workflows_pin_their_actions_and_ask_for_little(workflow: Path) -> None:
    fields = yaml.safe_load(workflow.read_text("utf-8"))
    assert fields["permissions"] == {"contents": "read"}
    for line in workflow.read_text("utf-8").splitlines():
        if "uses:" in line:
            assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_locks_have_a_hash_for_everything_and_name_no_host() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text
        packages = re.split(r"\n(?=[a-z])", text)
        assert all("--hash=sha256:" in package for package in packages if "==" in package), name
