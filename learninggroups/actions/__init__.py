"""What members do in learning groups."""
