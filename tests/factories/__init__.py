"""The smallest valid object of each kind; one file per app."""
