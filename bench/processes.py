"""A server and the processes it started, as Linux tells of them."""

import time
from pathlib import Path

_SYSTEM = Path("/proc")


def family(pid: int) -> list[int]:
    """The process and all below it."""
    found = [pid]
    for parent in found:
        try:
            told = [(task / "children").read_text() for task in (_SYSTEM / str(parent) / "task").iterdir()]
        except OSError:
            # It ended between two looks.
            continue
        found += [int(child) for line in told for child in line.split()]
    return found


def peak(pid: int) -> int:
    """The most memory the process ever had at once, in KiB; 0 where it is gone."""
    return int((_told(pid, "VmHWM") or "0").split()[0])


def still_there(pids: list[int], seconds: float) -> list[int]:
    """Those of the processes that do not end by themselves within the time."""
    until = time.perf_counter() + seconds
    while (
        left := [pid for pid in pids if (_told(pid, "State") or "Z")[0] not in "ZX"]
    ) and time.perf_counter() < until:
        time.sleep(0.1)
    return left


def _told(pid: int, what: str) -> str | None:
    try:
        lines = (_SYSTEM / str(pid) / "status").read_text().splitlines()
    except OSError:
        return None
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(f"{what}:")), None)
