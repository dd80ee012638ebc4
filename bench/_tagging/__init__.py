"""Labels for the trial of tags, and the names that real captures need besides the project's own."""
