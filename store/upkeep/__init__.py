"""Health, retention, repair."""
