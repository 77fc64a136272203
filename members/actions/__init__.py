"""What members do about who they are, one file per thing."""
