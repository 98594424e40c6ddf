"""Suppliers' files in place: from a download to observations."""
