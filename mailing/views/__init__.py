"""Pages about letters: for who gets them, and in the back office for who looks after them."""
