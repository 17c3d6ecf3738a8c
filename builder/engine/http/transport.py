"""The transport given to httpx."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

import httpx

from builder.engine.http.connection import Connection
from builder.engine.http.dialer import Dialer
from builder.engine.http.errors import ConnectionClosed, ConnectionReset, InvalidRequest
from builder.engine.http.exchange import Exchange
from builder.engine.http.outgoing import Outgoing, outgoing
from builder.engine.http.parser import Head
from builder.engine.http.pool import HostPool
from builder.engine.http.profile import Origin, Profile, ProxyChoice
from builder.engine.http.timings import Timings

if TYPE_CHECKING:
    from builder.engine.http.http2 import Http2Connection
    from builder.engine.http.proxy import Proxies, Proxy

    AnyConnection = Connection | Http2Connection

_PORTS: Final = {"http": 80, "https": 443}
_NO_TIMEOUT: Final[Mapping[str, float | None]] = {}


class Transport(httpx.AsyncBaseTransport):
    """HTTP/1.1 and HTTP/2 for `httpx.AsyncClient(transport=…)`, within one event loop.

    Timeouts are those httpx puts into a request: `connect` covers finding the address, connecting
    and TLS; `read` and `write` are about silence; `pool` is about waiting for a connection.

    Beside what httpx knows, a request may carry the extensions `target` (the exact bytes of the
    request target) and `method` (its exact spelling). A response carries:

    - `http_version`, `reason_phrase`: bytes, as the server sent them
    - `timings`: `Timings`; its `receive` is set when the last byte has arrived
    - `remote_address`: host and port of the other end
    - `reused`: whether the connection had carried an exchange before
    - `raw_size`: `ByteCount` of the body before decompression, growing while it arrives
    - `sent_head`: the exact bytes of the request line and headers; over HTTP/2, what they would
      have been over HTTP/1.1
    - `proxy`: host and port of the proxy in between, empty when there is none
    """

    def __init__(self, profile: Profile) -> None:
        """Serve requests that agree on this profile; opens nothing yet."""
        self._profile = profile
        self._dialer = Dialer(profile)
        self._pools: dict[Origin, HostPool] = {}
        self._proxies = _proxies(profile.proxy)
        self._open: set[AnyConnection] = set()
        self._none_open = asyncio.Event()
        self._closed = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the response with its head read and its body still to come.

        A request that may be repeated is sent once more, on a fresh connection, when a connection
        kept from before turns out to be gone.

        Raises:
            httpx.TransportError: See `errors.kind_of` for all that can go wrong.
        """
        origin = _origin_of(request.url)
        proxy = self._proxies.of(origin) if self._proxies is not None else None
        message = outgoing(request, proxy if origin.scheme == "http" else None)
        timeouts = request.extensions.get("timeout", _NO_TIMEOUT)
        stale = False
        while True:
            connection, timings = await self._connection(origin, proxy, timeouts, fresh=stale)
            reused = connection.used
            exchange = self._send(connection, message, timings, timeouts)
            try:
                head = await exchange.head()
            except (ConnectionClosed, ConnectionReset):
                stale = reused and not exchange.parser.started and message.repeatable
                if not stale:
                    raise
                continue
            except BaseException:
                exchange.close()
                raise
            if proxy is not None:
                _check_passed(head, exchange, proxy, origin)
            response = _response(head, exchange, connection, message, reused)
            response.extensions["proxy"] = "" if proxy is None else str(proxy.origin)
            return response

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
        self,
        origin: Origin,
        proxy: Proxy | None,
        timeouts: Mapping[str, float | None],
        *,
        fresh: bool,
    ) -> tuple[AnyConnection, Timings]:
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
        if (shared := pool.shared_connection()) is not None:
            return shared, timings
        if fresh:
            pool.drop_idle()
        elif (connection := pool.idle_connection()) is not None:
            return connection, timings
        seconds = timeouts.get("connect")
        try:
            if pool.negotiates:
                return await self._negotiate(pool, proxy, seconds, timings), timings
            return await self._dial(origin, proxy, seconds, timings), timings
        except BaseException:
            self._free(pool)
            raise

    async def _dial(
        self, origin: Origin, proxy: Proxy | None, seconds: float | None, timings: Timings
    ) -> Connection:
        connection = Connection(origin, self._profile, self._released, self._lost)
        await self._open_socket(connection, lambda: connection, proxy, seconds, timings)
        return connection

    async def _open_socket(
        self,
        connection: Connection,
        protocol: Callable[[], asyncio.Protocol],
        proxy: Proxy | None,
        seconds: float | None,
        timings: Timings,
    ) -> asyncio.BaseTransport:
        origin = connection.origin
        self._open.add(connection)
        try:
            return await self._dialer.dial(origin, protocol, seconds, timings, proxy)
        except BaseException as error:
            connection.abort()
            self._gone(connection)
            if self._closed and isinstance(error, httpx.ConnectTimeout):
                raise _transport_closed(origin) from None
            raise

    async def _negotiate(
        self, pool: HostPool, proxy: Proxy | None, seconds: float | None, timings: Timings
    ) -> AnyConnection:
        """A connection of whichever protocol the server chooses; one at a time, to be shared."""
        origin = pool.origin
        try:
            async with asyncio.timeout(seconds), pool.turn:
                if (shared := pool.shared_connection()) is not None:
                    return shared
                if self._closed:
                    raise _transport_closed(origin)
                if pool.negotiates:
                    return await self._negotiated(pool, proxy, seconds, timings)
        except TimeoutError:
            message = f"No connection to {origin} within {seconds:g} s (connect timeout)."
            raise httpx.ConnectTimeout(message) from None
        return await self._dial(origin, proxy, seconds, timings)

    async def _negotiated(
        self, pool: HostPool, proxy: Proxy | None, seconds: float | None, timings: Timings
    ) -> AnyConnection:
        from builder.engine.http.http2 import Http2Connection
        from builder.engine.http.negotiation import Choice

        chosen: list[Http2Connection] = []

        def multiplexed() -> Http2Connection:
            made = Http2Connection(pool.origin, self._profile, self._released, self._lost)
            chosen.append(made)
            self._open.add(made)
            return made

        plain = Connection(pool.origin, self._profile, self._released, self._lost)
        choice = Choice(plain, multiplexed)
        try:
            await self._open_socket(plain, lambda: choice, proxy, seconds, timings)
            if not chosen:
                pool.negotiates = False
                return plain
            self._gone(plain)
            await chosen[0].ready()
        except BaseException:
            for made in chosen:
                made.abort()
            raise
        pool.share(chosen[0])
        return chosen[0]

    def _send(
        self,
        connection: AnyConnection,
        message: Outgoing,
        timings: Timings,
        timeouts: Mapping[str, float | None],
    ) -> Exchange[Any]:
        try:
            return connection.send(message, timings, timeouts.get("read"), timeouts.get("write"))
        except BaseException:
            self._free(self._pools[connection.origin])
            raise

    def _released(self, connection: AnyConnection) -> None:
        """An exchange is over: keep its connection if it is of use, and pass its place on."""
        pool = self._pools[connection.origin]
        if isinstance(connection, Connection) and not connection.closed:
            pool.keep(connection)
        self._free(pool)

    def _lost(self, connection: AnyConnection) -> None:
        self._gone(connection)
        pool = self._pools.get(connection.origin)
        if pool is not None:
            pool.forget(connection)
            self._drop_if_empty(pool)

    def _gone(self, connection: AnyConnection) -> None:
        self._open.discard(connection)
        if not self._open:
            self._none_open.set()

    def _free(self, pool: HostPool) -> None:
        pool.free_place()
        self._drop_if_empty(pool)

    def _drop_if_empty(self, pool: HostPool) -> None:
        if pool.empty:
            del self._pools[pool.origin]


class _Body(httpx.AsyncByteStream):
    """The body of a response, as it arrives."""

    __slots__ = ("_exchange",)

    def __init__(self, exchange: Exchange[Any]) -> None:
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


def _proxies(choice: ProxyChoice) -> Proxies | None:
    """The proxies of a profile; None for one that has none, which costs nothing then."""
    if choice == ProxyChoice():
        return None
    from builder.engine.http.proxy import Proxies

    proxies = Proxies(choice)
    return proxies if proxies.any else None


def _check_passed(head: Head, exchange: Exchange[Any], proxy: Proxy, origin: Origin) -> None:
    """A refusal by the proxy itself is no answer of the origin."""
    if head.status != 407 or origin.scheme != "http":
        return
    from builder.engine.http.proxy import refused

    exchange.close()
    raise refused(proxy, origin, head)


def _transport_closed(origin: Origin) -> httpx.ConnectError:
    return httpx.ConnectError(f"No connection to {origin}: requests are being stopped.")


def _response(
    head: Head,
    exchange: Exchange[Any],
    connection: AnyConnection,
    message: Outgoing,
    reused: bool,
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
