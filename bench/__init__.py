"""Benchmarks: ratios against a reference in the same run, as machines are noisy. Run with `make bench`."""

import sys
from pathlib import Path

# What the tests send, the benches send, too: hostile files are made in one place.
sys.path.append(str(Path(__file__).parents[1] / "tests"))
