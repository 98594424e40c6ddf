"""Bytes to text, YAML nodes and cells, each with its place."""
