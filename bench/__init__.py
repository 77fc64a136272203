"""Measurements: what a page and a letter cost, each beside a reference of the same run."""
