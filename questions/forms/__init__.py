"""Untrusted input, of the back office and of answerers."""
