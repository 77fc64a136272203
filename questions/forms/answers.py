"""What answerers type."""
