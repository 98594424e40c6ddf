"""The manual that ships with the package."""
