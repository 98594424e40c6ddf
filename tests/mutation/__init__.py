"""Would the tests notice a wrong judgement? `python -m tests.mutation`."""
