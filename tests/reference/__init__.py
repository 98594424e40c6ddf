"""The styles of the Word memo, as XML that can be reviewed."""
