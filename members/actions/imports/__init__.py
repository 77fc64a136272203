"""Bringing in tables of organisations and people: read, looked at, done, and undone as a whole."""
