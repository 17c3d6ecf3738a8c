"""The example server in a thread with a loop of its own, for tests that start other programs."""

from __future__ import annotations

import asyncio
import threading

from builder.examples.server import ExampleServer


class BackgroundServer:
    """Starts and stops the server."""

    def __init__(self) -> None:
        self.url = ""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._error: OSError | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="example-server", daemon=True)

    def start(self) -> str:
        """Start; returns the address as soon as it answers (a few ms).

        Raises:
            OSError: No port can be had.
        """
        self._thread.start()
        self._ready.wait()
        if self._error:
            raise self._error
        return self.url

    def close(self) -> None:
        """Stop and wait for the thread to end."""
        if self._loop and self._stop and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(5)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except OSError as error:
            self._error = error
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        async with ExampleServer() as server:
            self.url = server.url
            self._ready.set()
            await self._stop.wait()
