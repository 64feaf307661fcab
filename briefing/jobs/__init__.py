"""Long work that both faces start."""
