"""A server and its child processes, read from Linux's /proc."""

import time
from pathlib import Path

_SYSTEM = Path("/proc")


def process_tree(pid: int) -> list[int]:
    """The process and all its descendants."""
    found = [pid]
    for parent in found:
        try:
            children = [(task / "children").read_text() for task in (_SYSTEM / str(parent) / "task").iterdir()]
        except OSError:
            # It ended meanwhile.
            continue
        found += [int(child) for line in children for child in line.split()]
    return found


def peak_memory(pid: int) -> int:
    """The peak memory of the process, in KiB; 0 when it has ended."""
    return int((_status(pid, "VmHWM") or "0").split()[0])


def resident_memory(pid: int) -> int:
    """The resident memory of the process, in KiB; 0 when it has ended."""
    return int((_status(pid, "VmRSS") or "0").split()[0])


def still_running(pids: list[int], seconds: float) -> list[int]:
    """The processes that do not end by themselves within this time."""
    until = time.perf_counter() + seconds
    while (
        left := [pid for pid in pids if (_status(pid, "State") or "Z")[0] not in "ZX"]
    ) and time.perf_counter() < until:
        time.sleep(0.1)
    return left


def _status(pid: int, what: str) -> str | None:
    try:
        lines = (_SYSTEM / str(pid) / "status").read_text().splitlines()
    except OSError:
        return None
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(f"{what}:")), None)
