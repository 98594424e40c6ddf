"""Words, numbers and sentences that all pages share."""
