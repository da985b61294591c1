"""Lists of figures and facts: tables, ledgers, frames, and figures as they are found."""
