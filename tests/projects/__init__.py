"""Whole projects, made at random: whatever is valid is judged, whatever is not is told of."""
