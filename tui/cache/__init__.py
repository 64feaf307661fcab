"""What is left behind so that the next start is quick."""
