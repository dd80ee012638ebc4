"""Cases, edits and the rival rule for ``bench/anchoring.py``."""
