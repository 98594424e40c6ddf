"""Text out: a report to a string."""
