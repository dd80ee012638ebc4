"""Editors' notes on exact words: read from small Markdown files, found in the text, shown and exported."""
