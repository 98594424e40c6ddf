"""Charts: what is to be drawn, and its drawing for a web page."""
