"""What the pages of members and organisations show, one file per thing."""
