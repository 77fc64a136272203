"""What pages show, as plain values: one module per kind of page."""
