"""Whole projects made at random: the valid ones are judged, the others refused with a finding."""
