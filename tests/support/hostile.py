"""A server on loopback that misbehaves as its path says.

    with HostileServer() as server:
        httpx.get(server.url + "/bad-chunk")

It runs in a thread with an event loop of its own, so that any client, blocking or not, in this
process or another, can talk to it. The paths stand in `tests.support.misbehaviour`.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
import weakref
from types import TracebackType

from tests.support.misbehaviour import Conversation, Received, answer


class HostileServer:
    """The server, for the length of a `with` block.

    Attributes:
        port: Where it listens on 127.0.0.1.
        received: Heads of all requests so far, in order of arrival.
        connections: How many connections were accepted so far.
        open_connections: How many of them are open now.
        sent_bytes: How many bytes `/bytes` has handed to the system.
    """

    def __init__(self, tls: ssl.SSLContext | None = None, greeting: bytes = b"") -> None:
        """Prepare it.

        Args:
            tls: Speak https with the certificate of this context.
            greeting: Said to every client before it has asked for anything.
        """
        self.port = 0
        self.received: list[Received] = []
        self.connections = 0
        self.open_connections = 0
        self.sent_bytes = 0
        self.stopped = asyncio.Event()
        self._transports: weakref.WeakSet[asyncio.WriteTransport] = weakref.WeakSet()
        self._tls = tls
        self._greeting = greeting
        self._loop = asyncio.new_event_loop()
        self._listening = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hostile", daemon=True)

    @property
    def url(self) -> str:
        """Scheme, host and port, without a slash at the end."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def __enter__(self) -> HostileServer:
        self._thread.start()
        if not self._listening.wait(10):
            raise RuntimeError("the hostile server did not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self.stopped.set)
        self._thread.join(10)
        if self._thread.is_alive():
            raise RuntimeError("the hostile server did not stop")

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0, ssl=self._tls)
        self.port = server.sockets[0].getsockname()[1]
        self._listening.set()
        await self.stopped.wait()
        # asyncio leaves a socket open that it is just accepting when the server closes.
        await asyncio.sleep(0.02)
        server.close()
        while talking := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in talking:
                task.cancel()
            await asyncio.wait(talking)
        for transport in self._transports:
            transport.abort()
        # Sockets are closed one turn of the loop later.
        await asyncio.sleep(0.01)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._transports.add(writer.transport)
        self.connections += 1
        self.open_connections += 1
        client = Conversation(self, self.connections, reader, writer)
        try:
            if self._greeting:
                await client.send(self._greeting)
            while await answer(client):
                pass
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            writer.transport.abort()
        else:
            writer.close()
        finally:
            self.open_connections -= 1
