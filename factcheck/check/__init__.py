"""From facts to findings: the rules and the engine that runs them."""
