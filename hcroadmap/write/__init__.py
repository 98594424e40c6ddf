"""Files out: one safe way to write."""
