"""Pages of members and organisations, one file per thing."""
