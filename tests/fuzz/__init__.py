"""Texts that nobody thought of, for the readers. `python -m tests.fuzz yaml`."""
