"""Findings that somebody looked at and accepted: in a baseline file, or by a comment in the source itself."""
