"""Parts of the extraction benchmark."""
