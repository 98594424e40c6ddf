"""Canonical observations: `config/measurements/*.csv`."""
