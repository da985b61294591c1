"""One number without its unit, in digits or in words."""
