"""One module per family of supplier files; `all.py` lists them by their headers."""
