"""Time expressions and the days that they mean; ``find`` is the door."""
