"""What lies ahead, and for whom; ``find`` is the door."""
