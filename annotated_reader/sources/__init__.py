"""Sources: one YAML file per publisher, republisher or mirror, and what is true everywhere."""

from annotated_reader.sources.load import load
from annotated_reader.sources.model import Source, Sources
from annotated_reader.sources.unused import unused_rules

__all__ = ["Source", "Sources", "load", "unused_rules"]
