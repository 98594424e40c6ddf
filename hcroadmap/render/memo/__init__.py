"""The quarterly memo."""
