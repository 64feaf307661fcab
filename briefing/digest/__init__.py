"""Entries and a day in, the ordered briefing out; pure."""
