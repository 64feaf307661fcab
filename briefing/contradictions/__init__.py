"""Two statements about one thing that cannot both hold, put side by side with their sentences."""
