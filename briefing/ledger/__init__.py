"""Undertakings, demands and ultimatums, and what was heard of them since."""
