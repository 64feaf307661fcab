"""Who said what, to whom; ``find`` is the door."""
