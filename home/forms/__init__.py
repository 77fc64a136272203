"""What people type about lessons, and in the one box of search."""
