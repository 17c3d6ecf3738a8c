"""A file of any size, written beside its place bit by bit and put there as a whole."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_hex

from builder.storage.file_problem import explained


class StreamedFile:
    """Takes text until it is closed; what lay at the path before stays there until then.

    Args:
        path: Where the file goes. A pipe or a device is written to directly.

    Raises:
        FileProblem: It cannot be written there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._target = Path(os.path.realpath(path))
        self._is_direct = self._target.exists() and not self._target.is_file()
        name = f".{self._target.name[:200]}.{token_hex(6)}.tmp"
        self._temporary = self._target if self._is_direct else self._target.with_name(name)
        with explained(path):
            if self._target.is_file() and not os.access(self._target, os.W_OK):
                raise PermissionError(13, os.strerror(13))
            mode = "w" if self._is_direct else "x"
            self._file = self._temporary.open(
                mode, encoding="utf-8", errors="backslashreplace", newline=""
            )

    def write(self, text: str) -> None:
        """Append text.

        Raises:
            FileProblem: The disk is full, or the like.
        """
        with explained(self._path):
            self._file.write(text)

    def close(self) -> None:
        """Put the file in its place.

        Raises:
            FileProblem: It cannot be put there; what was there before is unharmed.
        """
        try:
            with explained(self._path), self._file:
                self._file.flush()
                if not self._is_direct:
                    os.fsync(self._file.fileno())
                    if self._target.exists():
                        self._temporary.chmod(self._target.stat().st_mode & 0o7777)
            if not self._is_direct:
                with explained(self._path):
                    self._temporary.replace(self._target)
        finally:
            self.discard()

    def discard(self) -> None:
        """Close and leave nothing behind."""
        self._file.close()
        if not self._is_direct:
            self._temporary.unlink(missing_ok=True)
