"""From a layout to the figures of one source, with their context."""
