"""What tells whether a file is still the one that was read or written."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

import msgspec


class Signature(msgspec.Struct, frozen=True):
    """Time, size and identity of a file, and a hash of its bytes.

    Two signatures of equal bytes are equal, however often the file was touched.
    """

    mtime_ns: int
    size: int
    inode: int
    digest: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Signature) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def unmoved(self, status: os.stat_result) -> bool:
        """Whether a file of that status can only be the very same, without reading it."""
        found = (status.st_mtime_ns, status.st_size, status.st_ino)
        return found == (self.mtime_ns, self.size, self.inode)


def sign(data: bytes, status: os.stat_result) -> Signature:
    """The signature of bytes that lie in a file of that status."""
    digest = blake2b(data, digest_size=16).hexdigest()
    return Signature(status.st_mtime_ns, status.st_size, status.st_ino, digest)


def signature(path: Path) -> Signature | None:
    """The signature of a file as it is now; None when it cannot be read."""
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            return sign(file.read(), status)
    except OSError:
        return None


def changed(path: Path, known: Signature | None) -> bool:
    """Whether a file has other bytes than when `known` was taken (None: it was not there).

    Costs one `stat` while nothing happened to the file. A file that is gone has changed.
    """
    try:
        status = path.stat()
    except OSError:
        return known is not None
    if known is not None and known.unmoved(status):
        return False
    return signature(path) != known
