"""Units and currencies, and how they attach to a number."""
