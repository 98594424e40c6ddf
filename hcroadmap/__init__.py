"""A command-line monitor for policy targets."""

__version__ = "0.1.0"
