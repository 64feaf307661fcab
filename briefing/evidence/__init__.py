"""Bundles of evidence: what they hold, how they are sealed and signed, and what verifies them."""
