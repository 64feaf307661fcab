"""Values to documents and back."""
