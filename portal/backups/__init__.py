"""Backups: one file with the database, the files and a manifest, for either kind of database."""
