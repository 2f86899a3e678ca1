"""Benchmarks, each of which compares with a reference in the same run, as absolute times differ between machines.

| run | what it measures |
|---|---|
| `make bench` | reads of four screens against hand-written routes |
| `python -m bench.concurrent_writes` | many writers at once: no lock errors, no lost writes, latency |
| `python -m bench.crashes` | a server killed while it writes: nothing acknowledged is lost |
| `python -m bench.hostile_uploads` | how much slower a chart is while hostile files are uploaded |
| `python -m bench.memory` | how much memory the server takes after minutes of mixed reads |
| `python -m bench.attack` | random hostile requests: errors, memory, how long they hold the event loop |
"""

import sys
from pathlib import Path

# The benchmarks send the files that the tests send: `corpus` and `support` are in tests.
sys.path.append(str(Path(__file__).parents[1] / "tests"))
