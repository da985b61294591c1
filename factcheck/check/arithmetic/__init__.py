"""Sums, shares and changes that a text states itself."""
