"""A draft held against its sources: a verdict for each of its figures."""
