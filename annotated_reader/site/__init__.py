"""What the site shows of the articles: entries, listings, the card; without MkDocs."""
