"""Ways of judging, one module each, listed in `hcroadmap.model.vocabulary.MethodName`."""
