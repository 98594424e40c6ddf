"""Tables of known suppliers, and tables with a layout; described as data where columns are enough."""
