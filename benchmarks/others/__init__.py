"""Steploom beside other tools on the same work, in one go: `python -m benchmarks.others`."""
