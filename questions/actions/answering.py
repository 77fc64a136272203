"""Answering in two voices, and the reactions that are answers too."""
