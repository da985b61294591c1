"""From the figures of a story to facts: lineages, blocking, comparison, clustering."""
