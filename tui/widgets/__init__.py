"""The parts that screens are made of: row lists, text views and the panes of the desk."""
