"""Where two figures of one fact cannot both hold, and in what manner."""
