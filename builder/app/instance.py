"""One program for each workspace: a second start hands over to the first.

Whoever has a workspace open holds a lock, which ends with the process however that ends. It listens
on loopback; where, and a secret that callers must know, stand in a file that is readable to the
user alone, so nobody else can make the program open anything.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import os
import socket
import time
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex

import msgspec

from builder.lock import FileLock
from builder.storage.atomic import write_bytes
from builder.storage.userdata import UserData

WAIT_SECONDS = 5.0
"""How long a second start waits for the first one to answer; then it opens a window of its own."""
_PAUSE = 0.05
_LONGEST = 1_000_000
"""Bytes of a message."""
_READ_SECONDS = 2.0
"""How long the first one waits for a message."""
_DONE = b"opened\n"

Heard = Callable[[tuple[Path, ...]], object]


class _Address(msgspec.Struct, frozen=True):
    """Where the first one listens, and what callers must know."""

    port: int
    secret: str


class _Message(msgspec.Struct, frozen=True):
    """What a second start says: the files to open, absolute."""

    secret: str
    files: tuple[str, ...] = ()


class Instance:
    """The claim of this process on a workspace.

    Args:
        data: The user's data folder.
        folder: The workspace's folder.
    """

    def __init__(self, data: UserData, folder: Path) -> None:
        self.folder = folder
        key = blake2b(os.fsencode(folder), digest_size=12).hexdigest()
        self._address = data.instances / f"{key}.json"
        self._lock = FileLock(data.instances / f"{key}.lock")
        self._server: asyncio.Server | None = None
        self._is_taken = False

    def take(self) -> bool:
        """Claim the workspace; False when another process has it.

        Raises:
            OSError: The lock cannot be made.
        """
        if not self._is_taken and self._lock.take():
            self._is_taken = True
            self._address.unlink(missing_ok=True)  # of one that crashed
        return self._is_taken

    def hand_over(self, files: Sequence[Path], seconds: float = WAIT_SECONDS) -> bool:
        """Let the process that has the workspace open files and show its window.

        Args:
            files: Absolute paths.
            seconds: How long to wait for it; it may still be starting.

        Returns:
            Whether it did.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            # While it is still starting, or on its way out, there is nobody to tell.
            with contextlib.suppress(OSError, msgspec.DecodeError):
                address = msgspec.json.decode(self._address.read_bytes(), type=_Address)
                if _told(address, files, deadline - time.monotonic()):
                    return True
            time.sleep(_PAUSE)
        return False

    async def listen(self, heard: Heard) -> None:
        """Take what later starts hand over, until `close`; nothing without the claim.

        Args:
            heard: Called with the files to open; none for the window alone.

        Raises:
            OSError: No port can be had.
        FileProblem: The address cannot be written.
        """
        if not self._is_taken or self._server is not None:
            return
        secret = token_hex(16)

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with contextlib.suppress(OSError, TimeoutError, ValueError):
                async with asyncio.timeout(_READ_SECONDS):
                    await _answer(reader, writer, secret, heard)
            writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0, limit=_LONGEST)
        if not self._holds():  # it was let go of meanwhile
            server.close()
            return
        self._server = server
        port = server.sockets[0].getsockname()[1]
        write_bytes(self._address, msgspec.json.encode(_Address(port, secret)), mode=0o600)

    def _holds(self) -> bool:
        return self._is_taken

    def close(self) -> None:
        """Let go of the workspace."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._is_taken:
            self._is_taken = False
            self._address.unlink(missing_ok=True)
            self._lock.release()


def _told(address: _Address, files: Sequence[Path], seconds: float) -> bool:
    """Tell the first one; whether it has done it."""
    message = _Message(address.secret, tuple(str(file) for file in files))
    with socket.create_connection(("127.0.0.1", address.port), max(seconds, _PAUSE)) as link:
        link.sendall(msgspec.json.encode(message) + b"\n")
        return link.recv(len(_DONE)) == _DONE


async def _answer(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, secret: str, heard: Heard
) -> None:
    """Do what one message says, if its sender knows the secret."""
    line = await reader.readline()
    message = msgspec.json.decode(line, type=_Message)
    if hmac.compare_digest(message.secret.encode(), secret.encode()):
        heard(tuple(Path(file) for file in message.files))
        writer.write(_DONE)
        await writer.drain()
