"""The comparisons of a pair of figures: a module each, with its levels' conditions."""
