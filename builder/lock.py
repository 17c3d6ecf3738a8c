"""A lock that ends with the process that holds it, however that ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class FileLock:
    """Held from `take` to `release`, or until the process dies. The file itself stays empty."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def take(self) -> bool:
        """Take the lock; False when another holder has it.

        Raises:
            OSError: The file cannot be made.
        """
        if self._handle is not None:
            return True
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            return False
        if not _is_at(handle, self.path):  # a former holder removed the file meanwhile
            os.close(handle)
            return self.take()
        self._handle = handle
        return True

    def release(self) -> None:
        """Give the lock back and remove its file."""
        if self._handle is not None:
            if sys.platform != "win32":  # Windows cannot delete what is open; the file stays there
                self.path.unlink(missing_ok=True)
            os.close(self._handle)
            self._handle = None


def is_held(path: Path) -> bool:
    """Whether somebody holds the lock of that file now."""
    if not path.exists():
        return False
    lock = FileLock(path)
    if not lock.take():
        return True
    lock.release()
    return False


def _lock(handle: int) -> None:
    """Lock without waiting. Raises OSError when somebody else holds it."""
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False
