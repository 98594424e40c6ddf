"""Files in: text to models, with positions."""
