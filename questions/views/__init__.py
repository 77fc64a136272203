"""Pages of the back office and of the site."""
