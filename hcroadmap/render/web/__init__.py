"""Web pages that need nothing else: elements, and what is written with them."""
