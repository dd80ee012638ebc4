"""The Annotated Reader's library: from raw captures to articles, without MkDocs."""
