"""Pages about digests: for who gets them, and in the back office for who looks after the post."""
