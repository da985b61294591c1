"""The closed set of rule kinds, one module each."""
