"""Labelled corpora that both measurements and tests read."""
