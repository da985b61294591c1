"""Consistency checks for the numbers in several texts that tell one story."""
