"""The gap report in every format."""
