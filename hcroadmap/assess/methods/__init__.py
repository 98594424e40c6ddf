"""Ways of judging, one module each, listed in `hcroadmap.assess.methods.table`."""
