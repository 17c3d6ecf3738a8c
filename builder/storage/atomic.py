"""Writing a file so that any instant leaves either the old or the new one."""

from __future__ import annotations

import errno
import os
import secrets
import time
from pathlib import Path

from builder.storage.file_problem import FileProblem, explained
from builder.storage.signature import Signature, changed, sign

STALE = 60.0
"""Seconds after which a temporary file beside a target is a leftover of a killed program."""

FROM_UMASK: int | None = None
"""As `mode`: what the process gives every new file."""

ANYTHING = object()
"""As `expected`: whatever lies there may be replaced."""


class ChangedOnDisk(FileProblem):
    """Somebody else changed the file since it was read; writing would lose their work."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, "The file was changed by another program since it was opened; it was not written."
        )


def write_bytes(
    path: Path,
    data: bytes,
    *,
    mode: int | None = FROM_UMASK,
    expected: object = ANYTHING,
) -> Signature:
    """Write a whole file: temporary file in the same folder, fsync, rename.

    A symbolic link stays one and its target is replaced; an existing file keeps its mode.

    Args:
        path: The file; its folder must exist.
        data: All its bytes.
        mode: Permissions of a file that is new.
        expected: `Signature` of what must still lie there, or None for nothing at all.

    Raises:
        ChangedOnDisk: Something else than `expected` lies there.
        FileProblem: It cannot be written; what was there before is unharmed.
    """
    with explained(path):
        target = Path(os.path.realpath(path))
        _refuse(target)
        if expected is not ANYTHING and _differs(path, expected):
            raise ChangedOnDisk(path)
        temporary = target.with_name(f".{target.name[:200]}.{secrets.token_hex(6)}.tmp")
        try:
            status = _write_through(temporary, data, _mode(target, mode))
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
        _remove_leftovers(target)
    return sign(data, status)


def _differs(path: Path, expected: object) -> bool:
    known = expected if isinstance(expected, Signature) else None
    return changed(path, known)


def _refuse(target: Path) -> None:
    """Raise where renaming over the target would be wrong although the system lets us."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _mode(target: Path, wanted: int | None) -> int | None:
    try:
        return target.stat().st_mode & 0o7777
    except FileNotFoundError:
        return wanted


def _write_through(temporary: Path, data: bytes, mode: int | None) -> os.stat_result:
    """Write and flush to the disk; returns the status of the finished file."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(temporary, flags, 0o666 if mode is None else 0o600), "wb") as file:
        file.write(data)
        file.flush()
        if mode is not None:
            temporary.chmod(mode)
        os.fsync(file.fileno())
        return os.fstat(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut, where folders can be opened."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _remove_leftovers(target: Path) -> None:
    """Delete what a program killed while writing this target left beside it."""
    now = time.time()
    for leftover in target.parent.glob(f".{_literal(target.name[:200])}.*.tmp"):
        try:
            if now - leftover.stat().st_mtime > STALE:
                leftover.unlink()
        except OSError:
            continue


def _literal(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)
