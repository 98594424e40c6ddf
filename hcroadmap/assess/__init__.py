"""Judgement: pure arithmetic on a roadmap and a date."""
