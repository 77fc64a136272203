"""What the site shows of questions."""
