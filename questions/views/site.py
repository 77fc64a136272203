"""Pages of members and visitors."""
