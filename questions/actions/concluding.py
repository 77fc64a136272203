"""What happens after the answers are in: synthesis, quotes, and telling back."""
