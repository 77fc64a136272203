"""Claiming, sending and settling letters."""
