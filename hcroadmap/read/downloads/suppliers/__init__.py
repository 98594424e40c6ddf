"""What the tables of known suppliers, and tables with a layout, hold; described as data where columns are enough."""
