"""From bytes to articles. Nothing that has not passed ``text.clean`` leaves this package."""
