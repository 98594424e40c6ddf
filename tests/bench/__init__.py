"""Speed and memory as ratios in one run: `python -m tests.bench`. Never timed by the test suite."""
