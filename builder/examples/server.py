"""The example server: HTTP/1.1 on a free port of 127.0.0.1, reachable from this machine alone."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self

from builder.examples.connection import Connection
from builder.examples.routes import Shop

HOST = "127.0.0.1"


class ExampleServer:
    """The server inside a running event loop.

    Use it as `async with ExampleServer() as server`; `server.url` is where it answers.
    """

    def __init__(self) -> None:
        self.url = ""
        self._server: asyncio.Server | None = None
        self._connections: set[Connection] = set()

    async def start(self) -> str:
        """Start on a free port; its address without a slash at the end.

        Raises:
            OSError: No port can be had.
        """
        shop = Shop()
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Connection(shop.answer, self._connections), HOST, 0
        )
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://{HOST}:{port}"
        return self.url

    async def close(self) -> None:
        """Stop, and end every open connection."""
        if self._server is None:
            return
        self._server.close()
        for connection in tuple(self._connections):
            connection.close()
        await self._server.wait_closed()
        self._server = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()
