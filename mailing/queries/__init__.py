"""What the back office asks about letters: how the post is doing, and what became of each letter."""
