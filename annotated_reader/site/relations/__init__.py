"""What the articles have to do with each other: links, reprints, excerpts, events told by several outlets."""
