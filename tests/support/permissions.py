"""Permissions that hold for root too, who usually passes over them: tests may run as root."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

_VERSION = 0x20080522  # _LINUX_CAPABILITY_VERSION_3
_DAC_OVERRIDE, _DAC_READ_SEARCH = 1 << 1, 1 << 2


@contextmanager
def without_root_powers() -> Iterator[None]:
    """This thread, and what it starts, obeys the permissions of files (capabilities(7))."""
    if os.geteuid() != 0:
        yield
        return
    before = _capabilities()
    effective = before[0] & ~(_DAC_OVERRIDE | _DAC_READ_SEARCH)
    _set_capabilities([effective, *before[1:]])
    try:
        yield
    finally:
        _set_capabilities(before)


def _capabilities() -> list[int]:
    values = (ctypes.c_uint32 * 6)()
    _call("capget", values)
    return list(values)


def _set_capabilities(values: list[int]) -> None:
    _call("capset", (ctypes.c_uint32 * 6)(*values))


def _call(name: str, values: "ctypes.Array[ctypes.c_uint32]") -> None:
    header = (ctypes.c_uint32 * 2)(_VERSION, 0)
    if getattr(ctypes.CDLL(None, use_errno=True), name)(header, values) != 0:
        raise OSError(ctypes.get_errno(), f"{name} failed")
