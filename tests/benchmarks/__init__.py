"""Benchmarks: `python -m tests.benchmarks` measures whole processes against two floors and prints the table of limits."""
