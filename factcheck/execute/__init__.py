"""Where the work of the stages runs."""
