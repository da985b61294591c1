"""The knowledge that the stages read: word tables and YAML lexicons, validated and frozen."""

from factcheck.tables.bundle import Tables, load_tables
from factcheck.tables.words import Words, load_words
from factcheck.tables.yamlfile import place_of, read_yaml

__all__ = ["Tables", "Words", "load_tables", "load_words", "place_of", "read_yaml"]
