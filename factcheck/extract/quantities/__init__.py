"""Numbers with their units: values, ranges, ratios, ages, amounts of two parts."""
