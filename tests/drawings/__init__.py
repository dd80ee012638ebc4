"""The pictures of the demonstration: drawn by code, so that they are nobody's and hold nobody's data."""
