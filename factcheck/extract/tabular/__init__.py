"""Tables: head, labels and cells with their numbers, units and scales."""
