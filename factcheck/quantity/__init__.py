"""The arithmetic of quantities: what they admit, and in which unit they can be held together."""
