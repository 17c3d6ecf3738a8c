"""Why a file cannot be read or written, in words for people."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REASONS = {
    errno.ENOENT: "There is no such file or folder.",
    errno.ENOTDIR: "There is no such file: a part of its path is not a folder.",
    errno.EISDIR: "This is a folder, not a file.",
    errno.EACCES: "You do not have the permission; look at the rights of the file and its folder.",
    errno.EPERM: "The system does not allow it; look at the rights of the file and its folder.",
    errno.EROFS: "It lies on a read-only file system; save a copy elsewhere.",
    errno.ENOSPC: "The disk is full; make room and try again. What was there before is unharmed.",
    errno.EDQUOT: "Your disk quota is used up; make room and try again. "
    "What was there before is unharmed.",
    errno.EFBIG: "The file would be larger than the system allows. "
    "What was there before is unharmed.",
    errno.ENAMETOOLONG: "The name is too long.",
    errno.ELOOP: "Its symbolic links point at each other.",
}
"""Sentences for the errors of the operating system that users meet."""


class FileProblem(Exception):
    """A file cannot be read or written.

    Attributes:
        path: Which file.
        reason: What is wrong and, where it helps, what to do; without the place.
        line, column: 1-based place in the text; 0 when there is none.
        place: JSON path in the file ("steps[2].url"), with the step's name; empty when none.
    """

    def __init__(
        self, path: Path, reason: str, *, line: int = 0, column: int = 0, place: str = ""
    ) -> None:
        self.path = path
        self.reason = reason
        self.line = line
        self.column = column
        self.place = place
        super().__init__(f"{path}: {self.where}{reason}")

    @property
    def where(self) -> str:
        """The place as the beginning of a sentence ("line 3, column 7: "), or nothing."""
        if self.line:
            return f"line {self.line}, column {self.column}: "
        return f"{self.place}: " if self.place else ""

    @property
    def sentence(self) -> str:
        """Place and reason without the path, for a message that shows the path elsewhere."""
        return f"{self.where}{self.reason}"


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn errors of the operating system into a `FileProblem` about `path`."""
    try:
        yield
    except OSError as error:
        reason = REASONS.get(error.errno or 0) or f"The system says: {error.strerror or error}."
        raise FileProblem(path, reason) from error
