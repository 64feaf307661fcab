"""What somebody is to do, and what later sentences say became of it; no parse is at hand."""
