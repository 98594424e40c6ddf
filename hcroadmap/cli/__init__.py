"""The command line: commands, exit codes, and the only place that knows today's date."""
