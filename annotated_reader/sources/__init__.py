"""Sources: one YAML file per publisher, republisher or mirror, and what is true everywhere."""

from annotated_reader.sources.load import load
from annotated_reader.sources.model import Source, Sources

__all__ = ["Source", "Sources", "load"]
