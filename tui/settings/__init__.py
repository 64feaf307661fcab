"""Settings and keys: file, catalogue, rows."""
