"""Meetings of parties; ``find`` is the door."""
