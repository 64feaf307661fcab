"""From a parsed ``Doc`` to frozen values: pure functions, without clock, disk or network."""
