"""Who may ask, answer, read and conclude."""
