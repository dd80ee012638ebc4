"""An entity's page shows the notes that are tagged with it, quote it or name it, by any of its names."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotated_reader.site.desk import Desk
from annotated_reader.site.entries import read_entries
from annotated_reader.site.tagging import Reader
from annotated_reader.site.words import words_for
from annotated_reader.vocabulary import load_vocabulary

TABLE = """汤加: {kind: place, gloss: 岛国, variants: [东加]}
斐济: {kind: place, gloss: 岛国}
渔业: {kind: topic, gloss: 捕鱼}
"""
PAGE = "---\ntitle: 海上\nslug: hai\ntags: []\n---\n\n東加的船到了斐济，又走了很远的路。\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    for folder in ("articles", "annotations/hai"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "vocabulary.yaml").write_text(TABLE, "utf-8")
    (tmp_path / "articles" / "hai.md").write_text(PAGE, "utf-8")
    return Desk(tmp_path, words_for("zh"))


def look(desk: Desk) -> dict[str, list[str]]:
    desk.look(Reader(load_vocabulary(desk.docs)[0]), read_entries(desk.docs / "articles")[0])
    return {
        name: [Path(view.placed.note.path).stem for view in views] for name, views in desk.on_entities.items()
    }


def write(desk: Desk, name: str, text: str) -> None:
    (desk.docs / "annotations" / "hai" / f"{name}.md").write_text(text, "utf-8")


def test_a_note_belongs_to_what_it_quotes_and_to_what_it_says(desk: Desk) -> None:
    write(desk, "2024-01-01-quotes", "> 東加的船到了斐济\n\n是一条渔船。\n")
    write(desk, "2024-01-02-says", "> 又走了很远的路\n\n从东加出发。\n")
    write(desk, "2024-01-03-neither", "> 又走了很远的路\n\n不知道多远。\n")
    assert look(desk) == {"汤加": ["2024-01-02-says", "2024-01-01-quotes"], "斐济": ["2024-01-01-quotes"]}


def test_a_note_belongs_to_what_it_is_tagged_with(desk: Desk) -> None:
    write(desk, "2024-01-01-tagged", "---\nkind: tag\n---\n> 又走了很远的路\n\n#渔业 #東加\n")
    assert set(look(desk)) == {"渔业", "汤加"}


def test_addresses_in_notes_name_nobody(desk: Desk) -> None:
    write(desk, "2024-01-01-link", "> 又走了很远的路\n\n见[这里](https://a.example/斐济)。\n")
    assert look(desk) == {}
