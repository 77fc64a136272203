"""What the back office shows of questions."""
