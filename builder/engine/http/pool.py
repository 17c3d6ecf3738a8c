"""Open connections of one host, and the queue of those who want one."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

import httpx

from builder.engine.http.connection import Connection
from builder.engine.http.profile import Origin, Profile

if TYPE_CHECKING:
    from builder.engine.http.http2 import Http2Connection


class HostPool:
    """The places for connections to one origin, and what stays open between exchanges.

    A place is taken for the length of one exchange. Nothing here is ever searched: a place that
    becomes free goes to the longest waiting, an idle connection is the last one used. One HTTP/2
    connection serves all places, as far as the server allows.

    Attributes:
        origin: Whom the connections lead to.
        negotiates: Whether the next connection may turn out to speak HTTP/2.
        turn: Held while such a connection is made, so that others wait for it and share it.
    """

    def __init__(self, origin: Origin, profile: Profile) -> None:
        """Serve one origin with as many exchanges at once as the profile allows."""
        self.origin = origin
        self.negotiates = profile.http2 and origin.scheme == "https"
        self.turn = asyncio.Lock()
        self._shared: Http2Connection | None = None
        self._places = profile.connections_per_host
        self._taken = 0
        self._idle: dict[Connection, None] = {}
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def empty(self) -> bool:
        """Whether nobody uses or waits for it and nothing is open."""
        return not self._taken and not self._idle and self._shared is None

    async def take_place(self, seconds: float | None) -> None:
        """Take a place, in turn.

        Args:
            seconds: How long to wait for one; None: as long as it takes.

        Raises:
            httpx.PoolTimeout: None became free in that time.
        """
        if self._taken < self._places:
            self._taken += 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout(seconds):
                await turn
        except BaseException as error:
            if turn.done() and not turn.cancelled():
                self.free_place()
            turn.cancel()
            if isinstance(error, TimeoutError):
                raise self._no_place(seconds) from None
            raise

    def free_place(self) -> None:
        """Hand a place on to the next in turn, or leave it free."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._taken -= 1

    def idle_connection(self) -> Connection | None:
        """The connection used last that can still be used, if there is one."""
        while self._idle:
            connection, _ = self._idle.popitem()
            if connection.usable():
                return connection
            connection.abort()
        return None

    def share(self, connection: Http2Connection) -> None:
        """Let all exchanges use a connection from now on."""
        self._shared = connection

    def shared_connection(self) -> Http2Connection | None:
        """The HTTP/2 connection, if it can take one more exchange."""
        shared = self._shared
        return shared if shared is not None and shared.usable() else None

    def drop_idle(self) -> None:
        """Close one idle connection, if there is one, to make room for a fresh one."""
        if self._idle:
            self._idle.popitem()[0].abort()

    def keep(self, connection: Connection) -> None:
        """Keep a connection for the next exchange."""
        self._idle[connection] = None

    def forget(self, connection: Connection | Http2Connection) -> None:
        """Take note that a connection is gone."""
        if isinstance(connection, Connection):
            self._idle.pop(connection, None)
        elif self._shared is connection:
            self._shared = None

    def _no_place(self, seconds: float | None) -> httpx.PoolTimeout:
        return httpx.PoolTimeout(
            f"No connection to {self.origin} became free within {seconds:g} s: all {self._places} "
            "are in use."
        )
