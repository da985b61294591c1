"""Which cells of a table, and what that they make, a figure of a text may speak of."""
