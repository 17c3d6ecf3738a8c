"""Files that a request sends: found when it is built, read while it goes out.

A body of files announces its length, so a file that is not the one that was announced any more is
an error: it is noticed before the last bytes of it are sent.
"""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import AsyncGenerator, Iterator
from io import FileIO
from pathlib import Path
from typing import Any

import msgspec

from builder.model.file_value import FileContent, FileValue, content_of, is_file_value
from builder.model.step import Resolver, StepError

CHUNK = 512 * 1024
"""Bytes that are read at once."""


class DiskFile(msgspec.Struct, frozen=True):
    """A file as it was when the request was built.

    Attributes:
        path: Where it lies.
        shown: What messages call it.
        field: The field of the body that names it.
        state: Device, inode, size in bytes and time of the last change (ns).
    """

    path: Path
    shown: str
    field: str
    state: tuple[int, int, int, int]

    @property
    def size(self) -> int:
        """Length in bytes."""
        return self.state[2]

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """The bytes, read beside the event loop.

        Raises:
            StepError: "file-changed" when it is not the file it was, "file-not-readable".
        """
        try:
            # Opened in a thread, it would be nobody's to close if the request is given up now.
            file = self.path.open("rb", 0)
            try:
                left = self.size
                self._check(file)
                while left:
                    chunk = await asyncio.to_thread(file.read, min(CHUNK, left))
                    left -= len(chunk)
                    if not chunk or not left:
                        self._check(file, ended=not chunk)
                    yield chunk
            finally:
                file.close()
        except FileNotFoundError:
            raise self._changed() from None
        except OSError as error:
            raise _unreadable(self.shown, error, self._seen_from_step) from None

    def _check(self, file: FileIO, ended: bool = False) -> None:
        if ended or _state(os.fstat(file.fileno())) != self.state:
            raise self._changed()

    def _changed(self) -> StepError:
        message = (
            f"The file “{self.shown}” was changed or deleted while it was being sent, so the "
            "request was broken off. Send it again once the file is finished."
        )
        return StepError("file-changed", message, self._seen_from_step)

    @property
    def _seen_from_step(self) -> str:
        # While it is sent nobody is left between file and step who would add the body's place.
        return f"body.{self.field}"


def files_of(value: Any, field: str, ctx: Resolver) -> Iterator[FileContent]:
    """The files a value stands for: a path in the workspace, a File, or a list of them.

    Args:
        value: What the field came to.
        field: Place of the field inside the body, for messages.
        ctx: Knows the workspace's folder.

    Raises:
        StepError: "file-not-found", "file-not-readable", or "invalid-file" for anything else.
    """
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, FileValue):
            yield _received(item, field)
        elif is_file_value(item):
            try:
                yield content_of(item)
            except ValueError as error:
                raise StepError("invalid-file", str(error), field) from None
        elif isinstance(item, str) and item:
            yield _in_workspace(item, field, ctx.folder)
        else:
            message = "A file is expected here: a path in the workspace, or a File of a response."
            raise StepError("invalid-file", message, field)


def file_trouble(name: str, folder: Path | None) -> str | None:
    """Why a file cannot be sent, said while its name is typed; None when it can."""
    try:
        _found(name, "", folder)
    except StepError as error:
        return error.message
    return None


def _received(value: FileValue, field: str) -> FileContent:
    file = _on_disk(value.path, value["name"], field)
    return FileContent(file.chunks, file.size, value["name"], value["mimeType"])


def _in_workspace(name: str, field: str, folder: Path | None) -> FileContent:
    file = _found(name, field, folder)
    return FileContent(file.chunks, file.size, file.path.name)


def _found(name: str, field: str, folder: Path | None) -> DiskFile:
    path = Path(name)
    if not path.is_absolute():
        if folder is None:
            message = f"“{name}” is relative to a workspace, and this workflow lies in none."
            raise StepError("file-not-found", message, field)
        path = folder / path
    return _on_disk(path, name, field)


def _on_disk(path: Path, shown: str, field: str) -> DiskFile:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            what = "a folder" if stat.S_ISDIR(mode) else "no ordinary file"
            raise StepError("invalid-file", f"“{shown}” is {what}: choose a file.", field)
        with path.open("rb", 0) as file:  # asked of the open file, as when it is sent
            return DiskFile(path, shown, field, _state(os.fstat(file.fileno())))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        message = f"There is no file “{shown}”. Paths are relative to the workspace."
        raise StepError("file-not-found", message, field) from None
    except OSError as error:
        raise _unreadable(shown, error, field) from None


def _unreadable(shown: str, error: OSError, field: str) -> StepError:
    message = f"The file “{shown}” cannot be read: {error.strerror or error}."
    return StepError("file-not-readable", message, field)


def _state(found: os.stat_result) -> tuple[int, int, int, int]:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
