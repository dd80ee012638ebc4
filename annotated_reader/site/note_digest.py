"""All notes of an article as one Markdown text, to be taken along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotated_reader.site.notes import NoteView


def note_digest(notes: Sequence[NoteView], site_url: str, words: Mapping[str, str]) -> str:
    """Return the notes of one article in order; links within the site are absolute."""
    entry = notes[0].entry
    head = [f"# {entry.title}", f"<{site_url}{entry.url}>", words["notes_count"].format(n=len(notes))]
    return "\n\n".join([*head, *(_item(view, site_url, words) for view in notes)]) + "\n"


def _item(view: NoteView, site_url: str, words: Mapping[str, str]) -> str:
    placed, note = view.placed, view.placed.note
    kind = words[f"note_{note.kind}"]
    facts = [words["note_number"].format(n=placed.number), kind, note.by, (note.date or "")[:10]]
    if note.resolved:
        facts.append(words["note_resolved"])
    parts = [f"## {' · '.join(fact for fact in facts if fact)}"]
    parts.append(_quoted(placed.quoted) if placed.quoted else words["note_whole"])
    if view.state:
        parts.append(f"**{words[f'note_{view.state}']}**")
        if placed.now:
            parts += [words["note_now"], _quoted(placed.now)]
    body = note.body
    for target, address in view.said.targets.items():
        body = body.replace(f"]({target}", f"]({site_url}{address}")
    parts += [body, " ".join(f"#{tag}" for tag in note.tags), f"<{site_url}{view.url}>"]
    return "\n\n".join(part for part in parts if part)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
