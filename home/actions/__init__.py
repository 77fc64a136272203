"""What editors, facilitators and quoted writers do with pages."""
