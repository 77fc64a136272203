"""What the pages of the back office and of the site show; all SQL of pages lives here."""
