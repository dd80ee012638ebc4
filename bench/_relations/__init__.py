"""Made-up collections of articles whose relations are known, for the bench of relations."""
