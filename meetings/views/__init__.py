"""Pages of meetings: for who comes, and for who looks after them."""
