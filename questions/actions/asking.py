"""Composing a national question, choosing whom it asks, and opening it."""
