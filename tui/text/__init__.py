"""Text on its way to the screen: gate, wrap, days, wording."""
