"""The knowledge of rules/ as frozen tables."""
