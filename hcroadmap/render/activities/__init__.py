"""`hcroadmap activities` in every format."""
