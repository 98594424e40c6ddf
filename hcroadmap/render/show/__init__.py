"""`hcroadmap show`: one indicator, activity or action line in full."""
