"""Hands articles to worker processes, here or on a cluster."""
