"""Place names; ``find`` is the door."""
