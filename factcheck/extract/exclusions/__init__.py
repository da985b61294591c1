"""Numbers that are no figures, each with the reason that it is kept under."""
