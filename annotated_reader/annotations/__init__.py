"""Editors' notes on exact words: read from small Markdown files, found again in the text, shown and exported."""
