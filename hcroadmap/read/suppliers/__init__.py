"""Files as their suppliers write them, each family in its module; `table.py` lists them by their headers."""
