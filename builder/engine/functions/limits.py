"""How much memory a worker may use, held by the operating system.

Linux counts the private writable memory of a process against RLIMIT_DATA (since version 4.7), and
that is what functions fill: the heap of V8, typed arrays, Python's objects. Address space that V8
only reserves is not counted. macOS and Windows know no such limit for mapped memory: there the
engine alone ends a worker, by what it sees of it from outside (`worker_process`).
"""

from __future__ import annotations

import sys
from pathlib import Path

SLACK = 24 * 2**20
"""Bytes beyond a function's own limit, for stacks of threads and the like."""

_STATUS = Path("/proc/self/status")


class MemoryLimit:
    """The memory limit of this process, above what it uses when this is made."""

    def __init__(self) -> None:
        self._base = used()

    def set(self, megabytes: int) -> None:
        """Let this process have so much beside what it needs for itself."""
        if sys.platform != "linux":
            return
        import resource

        most = self._base + megabytes * 2**20 + SLACK
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))

    def lift(self) -> None:
        """Let the process clean up."""
        if sys.platform != "linux":
            return
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))

    def grown(self) -> int:
        """Bytes the process has now, above what it had at the start."""
        return used() - self._base


def leave_no_core() -> None:
    """A process that dies writes no image of its memory, which holds the user's data."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def used() -> int:
    """Bytes of private writable memory of this process; 0 where that is not known."""
    if sys.platform != "linux":
        return 0
    for line in _STATUS.read_text().splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0
