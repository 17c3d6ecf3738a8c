"""The transport given to httpx."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Final

import httpx

from builder.engine.http.connection import Connection
from builder.engine.http.dialer import Dialer
from builder.engine.http.errors import ConnectionClosed, ConnectionReset, InvalidRequest
from builder.engine.http.exchange import Exchange
from builder.engine.http.outgoing import Outgoing, outgoing
from builder.engine.http.parser import Head
from builder.engine.http.pool import HostPool
from builder.engine.http.profile import Origin, Profile
from builder.engine.http.timings import Timings

_PORTS: Final = {"http": 80, "https": 443}
_NO_TIMEOUT: Final[Mapping[str, float | None]] = {}


class Transport(httpx.AsyncBaseTransport):
    """HTTP/1.1 for `httpx.AsyncClient(transport=…)`, within one event loop.

    Timeouts are those httpx puts into a request: `connect` covers finding the address, connecting
    and TLS; `read` and `write` are about silence; `pool` is about waiting for a connection.

    Beside what httpx knows, a request may carry the extensions `target` (the exact bytes of the
    request target) and `method` (its exact spelling). A response carries:

    - `http_version`, `reason_phrase`: bytes, as the server sent them
    - `timings`: `Timings`; its `receive` is set when the last byte has arrived
    - `remote_address`: host and port of the other end
    - `reused`: whether the connection had carried an exchange before
    - `raw_size`: `ByteCount` of the body before decompression, growing while it arrives
    - `sent_head`: the exact bytes of the request line and headers
    """

    def __init__(self, profile: Profile) -> None:
        """Serve requests that agree on this profile; opens nothing yet."""
        self._profile = profile
        self._dialer = Dialer(profile)
        self._pools: dict[Origin, HostPool] = {}
        self._open: set[Connection] = set()
        self._none_open = asyncio.Event()
        self._closed = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the response with its head read and its body still to come.

        A request that may be repeated is sent once more, on a fresh connection, when a connection
        kept from before turns out to be gone.

        Raises:
            httpx.TransportError: See `errors.kind_of` for all that can go wrong.
        """
        message = outgoing(request)
        origin = _origin_of(request.url)
        timeouts = request.extensions.get("timeout", _NO_TIMEOUT)
        stale = False
        while True:
            connection, timings = await self._connection(origin, timeouts, fresh=stale)
            reused = connection.used
            exchange = self._send(connection, message, timings, timeouts)
            try:
                head = await exchange.head()
            except (ConnectionClosed, ConnectionReset):
                stale = reused and not exchange.parser.started and message.repeatable
                if not stale:
                    raise
            except BaseException:
                connection.abort()
                raise
            else:
                return _response(head, exchange, connection, message, reused)

    def abort(self) -> None:
        """Close every socket at once; what is under way fails."""
        self._closed = True
        self._dialer.abort()
        for connection in tuple(self._open):
            connection.abort()

    async def aclose(self) -> None:
        """Close every socket; returns when all of them are closed."""
        self.abort()
        if self._open:
            self._none_open.clear()
            await self._none_open.wait()

    async def _connection(
        self, origin: Origin, timeouts: Mapping[str, float | None], *, fresh: bool
    ) -> tuple[Connection, Timings]:
        """A connection in a place of its own, from the pool or newly dialled."""
        pool = self._pools.get(origin)
        if pool is None:
            pool = HostPool(origin, self._profile)
            self._pools[origin] = pool
        await pool.take_place(timeouts.get("pool"))
        timings = Timings()
        if self._closed:
            self._free(pool)
            raise _transport_closed(origin)
        if fresh:
            pool.drop_idle()
        elif (connection := pool.idle_connection()) is not None:
            return connection, timings
        try:
            return await self._dial(origin, timeouts.get("connect"), timings), timings
        except BaseException:
            self._free(pool)
            raise

    async def _dial(self, origin: Origin, seconds: float | None, timings: Timings) -> Connection:
        connection = Connection(origin, self._profile, self._released, self._lost)
        try:
            await self._dialer.dial(origin, lambda: connection, seconds, timings)
        except BaseException as error:
            connection.abort()
            if self._closed and isinstance(error, httpx.ConnectTimeout):
                raise _transport_closed(origin) from None
            raise
        self._open.add(connection)
        return connection

    def _send(
        self,
        connection: Connection,
        message: Outgoing,
        timings: Timings,
        timeouts: Mapping[str, float | None],
    ) -> Exchange:
        try:
            return connection.send(message, timings, timeouts.get("read"), timeouts.get("write"))
        except BaseException:
            self._free(self._pools[connection.origin])
            raise

    def _released(self, connection: Connection) -> None:
        """An exchange is over: keep its connection if it is of use, and pass its place on."""
        pool = self._pools[connection.origin]
        if not connection.closed:
            pool.keep(connection)
        self._free(pool)

    def _lost(self, connection: Connection) -> None:
        self._open.discard(connection)
        if not self._open:
            self._none_open.set()
        pool = self._pools.get(connection.origin)
        if pool is not None:
            pool.forget(connection)
            self._drop_if_empty(pool)

    def _free(self, pool: HostPool) -> None:
        pool.free_place()
        self._drop_if_empty(pool)

    def _drop_if_empty(self, pool: HostPool) -> None:
        if pool.empty:
            del self._pools[pool.origin]


class _Body(httpx.AsyncByteStream):
    """The body of a response, as it arrives."""

    __slots__ = ("_exchange",)

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        chunk = await self._exchange.read()
        if not chunk:
            raise StopAsyncIteration
        return chunk

    async def aclose(self) -> None:
        self._exchange.close()


def _origin_of(url: httpx.URL) -> Origin:
    scheme, host = url.scheme, url.raw_host.decode("ascii")
    if scheme not in _PORTS:
        raise httpx.UnsupportedProtocol(f"The URL begins with {scheme!r}, not with http or https.")
    if not host:
        raise InvalidRequest("The URL names no host.")
    return Origin(scheme, host, url.port or _PORTS[scheme])


def _transport_closed(origin: Origin) -> httpx.ConnectError:
    return httpx.ConnectError(f"No connection to {origin}: requests are being stopped.")


def _response(
    head: Head, exchange: Exchange, connection: Connection, message: Outgoing, reused: bool
) -> httpx.Response:
    return httpx.Response(
        head.status,
        headers=head.headers,
        stream=_Body(exchange),
        extensions={
            "http_version": head.version,
            "reason_phrase": head.reason,
            "timings": exchange.timings,
            "remote_address": connection.remote_address,
            "reused": reused,
            "raw_size": exchange.raw_size,
            "sent_head": message.head,
        },
    )
