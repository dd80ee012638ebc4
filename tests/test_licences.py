"""What the site is built with is locked with hashes, and listed with its licence."""

from __future__ import annotations

import re

from tests.licences import PAGE, ROOT, locked


def test_every_locked_package_is_listed_with_a_licence() -> None:
    rows = dict(re.findall(r"^\| ([a-z0-9._-]+) \| (.+) \|$", PAGE.read_text("utf-8"), re.M))
    assert sorted(rows) == locked()
    assert not [name for name, said in rows.items() if said in ("", "not stated", "UNKNOWN")]


def test_every_locked_package_has_its_hashes() -> None:
    for lock in sorted(ROOT.glob("requirements*.lock")):
        entries = re.split(r"^(?=[a-z0-9][a-z0-9._-]*==)", lock.read_text("utf-8"), flags=re.M)[1:]
        assert len(entries) > 20
        assert all("--hash=sha256:" in entry for entry in entries), lock.name


def test_scripts_that_readers_load_are_ours_or_a_locked_package_s() -> None:
    held = {path.suffix for path in (ROOT / "docs").rglob("*") if path.is_file()}
    assert not held & {".wasm", ".min.js", ".map"}
    for script in (ROOT / "docs").rglob("*.js"):
        assert script.stat().st_size < 20_000, f"{script}: is it somebody else's?"
