"""The files of one run: bodies and outputs too large to travel with the events."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import BinaryIO

from builder.model.http import BodyRecord, StreamedBody
from builder.private_folder import private_folder

IN_MEMORY = 64 * 1024
"""Bodies up to this size are in the records themselves."""


class RunFiles:
    """Names and writes the files of a run; the user alone can read them (mode 0600)."""

    def __init__(self, folder: Path) -> None:
        """Use this folder, made when the first file is written."""
        self._folder = folder
        self._numbers = count(1)

    @property
    def folder(self) -> Path:
        """The folder, which is made when it is asked for.

        Raises:
            OSError: It cannot be made.
        """
        return private_folder(self._folder)

    def new(self, ending: str = "body") -> Path:
        """A path for a file that does not exist yet.

        Raises:
            OSError: The folder cannot be made.
        """
        folder = self.folder
        while True:
            path = folder / f"{next(self._numbers):06d}.{ending}"
            if not path.exists():
                return path

    def create(self, ending: str) -> tuple[Path, BinaryIO]:
        """A new file, open for writing, and its path.

        Raises:
            OSError: It cannot be made.
        """
        path = self.new(ending)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        return path, os.fdopen(os.open(path, flags, 0o600), "wb")

    def write(self, data: bytes, ending: str) -> Path:
        """Write a new file.

        Raises:
            OSError: It cannot be written.
        """
        path, file = self.create(ending)
        with file:
            file.write(data)
        return path

    def request_record(self, body: bytes | StreamedBody | None, media_type: str) -> BodyRecord:
        """What is kept of a request's body; of a streamed one only what stands for it.

        Raises:
            OSError: A large body cannot be written.
        """
        if body is None:
            return _NOTHING
        if isinstance(body, StreamedBody):
            return BodyRecord(body.size or 0, media_type, body.shown.encode())
        if len(body) <= IN_MEMORY:
            return BodyRecord(len(body), media_type, body)
        path = self.write(body, "request")
        return BodyRecord(len(body), media_type, path=str(path))


_NOTHING = BodyRecord()
