"""Measurements, each printed as a ratio to a peer or a bare limit measured in the same run."""
