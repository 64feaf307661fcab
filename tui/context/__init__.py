"""What screens and widgets see of the application."""
