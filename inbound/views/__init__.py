"""Pages about mail that came in, and the doors through which it comes."""
