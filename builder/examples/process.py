"""The example server as a process of its own: `python -m builder.examples.process`.

It writes its address as the first line of its standard output and ends when its standard input
does: that is when whoever started it closes the pipe, or is gone, in whatever way.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from threading import Thread
from typing import BinaryIO

from builder.examples.server import ExampleServer

_CHUNK = 4096


async def serve(source: BinaryIO) -> None:
    """Say where the server answers, and serve until the source ends.

    Raises:
        OSError: No port can be had.
    """
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()

    def wait() -> None:
        while os.read(source.fileno(), _CHUNK):
            continue  # nothing is said to the server this way
        loop.call_soon_threadsafe(ended.set)

    Thread(target=wait, name="standard input", daemon=True).start()
    async with ExampleServer() as server:
        print(server.url, flush=True)
        await ended.wait()


def main() -> None:
    """Serve whoever started this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the business of whoever started this
    asyncio.run(serve(sys.stdin.buffer))


if __name__ == "__main__":
    main()
