"""What the pages, letters and calendars of meetings show."""
