"""What the programme team types."""
