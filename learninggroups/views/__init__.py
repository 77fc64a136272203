"""Pages about learning groups."""
