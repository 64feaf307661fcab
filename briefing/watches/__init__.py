"""What readers look out for, and what of a briefing that is."""
