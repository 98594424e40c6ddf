"""`hcroadmap check` in every format."""
