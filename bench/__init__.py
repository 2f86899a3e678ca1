"""Benchmarks: ratios against a reference in the same run, as machines are noisy. Run with `make bench`."""
