"""What things are: no files, no terminal, no clock."""
