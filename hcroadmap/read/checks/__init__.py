"""Checks across files: what no single file can know."""
