"""Which accounts in different articles are of one thing."""
