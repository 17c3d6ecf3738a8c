"""From an origin to a connected socket with a protocol on it, each phase timed apart."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from itertools import chain, zip_longest
from time import perf_counter
from typing import TYPE_CHECKING, Final, TypeVar

import httpx

from builder.engine.http.errors import ConnectionRefused, ProxyFailed
from builder.engine.http.profile import Origin, Profile
from builder.engine.http.resolver import AddressInfo, Resolver, literal
from builder.engine.http.timings import Timings

if TYPE_CHECKING:
    import ssl

    from builder.engine.http.proxy import Proxy

_HEAD_START: Final = 0.25

T = TypeVar("T")


class Dialer:
    """Opens connections for one profile.

    What comes after only needs a connected protocol: the way through a proxy and TLS end here.
    """

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._resolver = Resolver()
        self._context: ssl.SSLContext | None = None
        self._proxy_context: ssl.SSLContext | None = None
        self._scopes: set[asyncio.Timeout] = set()

    async def dial(
        self,
        origin: Origin,
        protocol: Callable[[], asyncio.Protocol],
        seconds: float | None,
        timings: Timings,
        proxy: Proxy | None = None,
    ) -> asyncio.BaseTransport:
        """Connect a new protocol to an origin.

        Args:
            origin: Whom to call.
            protocol: Makes the protocol, as `loop.create_connection` wants it.
            seconds: The time for all of it: address, connection and TLS; None: no limit.
            timings: Where `dns`, `connect` and `tls` are noted.
            proxy: Whom to call instead; an https origin is then reached through its tunnel.

        Returns:
            The connected transport.

        Raises:
            httpx.ConnectError: No connection; its subclasses say which phase failed.
            httpx.ConnectTimeout: Not within that time.
            ProxyFailed: The proxy is out of reach, or refuses.
        """
        context = self._tls(origin)
        scope = asyncio.timeout(seconds)
        self._scopes.add(scope)
        try:
            async with scope:
                if proxy is not None and proxy.origin.scheme == "https":
                    return await self._by_tls_proxy(origin, proxy, context, protocol, timings)
                connected = await self._reach(origin, proxy, timings)
                return await _attach(origin, connected, context, protocol, timings)
        except TimeoutError:
            raise _timed_out(origin, seconds) from None
        finally:
            self._scopes.discard(scope)

    def abort(self) -> None:
        """Give up all that is being dialled."""
        now = asyncio.get_running_loop().time()
        for scope in self._scopes:
            if not scope.expired():
                scope.reschedule(now)

    async def _reach(self, origin: Origin, proxy: Proxy | None, timings: Timings) -> socket.socket:
        """A socket whose other end is the origin, or a proxy that takes the request for it."""
        if proxy is None:
            return await self._connect(origin, timings)
        connected = await self._connect_proxy(proxy, timings)
        if origin.scheme == "https":
            from builder.engine.http.proxy import open_tunnel

            begun = perf_counter()
            try:
                await open_tunnel(connected, proxy, origin)
            except OSError as error:
                connected.close()
                raise ProxyFailed(f"The proxy {proxy.origin} broke the connection off.") from error
            except BaseException:
                connected.close()
                raise
            timings.connect = (timings.connect or 0) + (perf_counter() - begun) * 1000
        return connected

    async def _connect_proxy(self, proxy: Proxy, timings: Timings) -> socket.socket:
        try:
            return await self._connect(proxy.origin, timings)
        except httpx.ConnectError as error:
            raise ProxyFailed(f"The proxy cannot be reached. {error}") from error

    async def _by_tls_proxy(
        self,
        origin: Origin,
        proxy: Proxy,
        context: ssl.SSLContext | None,
        protocol: Callable[[], asyncio.Protocol],
        timings: Timings,
    ) -> asyncio.BaseTransport:
        """Connect through a proxy over TLS; the handshake with it counts as connecting."""
        from builder.engine.http.tls_proxy import greet, open_tls_tunnel, secure

        trust = self._proxy_tls()
        connected = await self._connect_proxy(proxy, timings)
        begun = perf_counter()
        if context is None:
            transport = await greet(connected, proxy, trust, protocol)
        else:
            transport = await open_tls_tunnel(connected, proxy, trust, origin)
        timings.connect = (timings.connect or 0) + (perf_counter() - begun) * 1000
        if context is None:
            return transport
        return await _secured(origin, secure(transport, context, origin, protocol), timings)

    def _proxy_tls(self) -> ssl.SSLContext:
        """The same trust as for origins; no client certificate, which is not for proxies."""
        if self._proxy_context is None:
            from builder.engine.http.tls import client_context

            plain = replace(self._profile, client_certificate=None, http2=False)
            self._proxy_context = client_context(plain)
        return self._proxy_context

    async def _connect(self, origin: Origin, timings: Timings) -> socket.socket:
        begun = perf_counter()
        addresses = literal(origin.host, origin.port)
        if addresses is None:
            addresses = await self._resolver.resolve(origin.host, origin.port)
            found = perf_counter()
            timings.dns = (found - begun) * 1000
            begun = found
        try:
            connected = await connect_first(addresses)
        except OSError as error:
            raise _not_connected(origin, error) from error
        timings.connect = (perf_counter() - begun) * 1000
        return connected

    def _tls(self, origin: Origin) -> ssl.SSLContext | None:
        """The TLS settings for an origin, made by the first https one; None over plain http."""
        if origin.scheme != "https":
            return None
        if self._context is None:
            from builder.engine.http.tls import client_context

            self._context = client_context(self._profile)
        return self._context


async def _attach(
    origin: Origin,
    connected: socket.socket,
    context: ssl.SSLContext | None,
    protocol: Callable[[], asyncio.Protocol],
    timings: Timings,
) -> asyncio.BaseTransport:
    """Put the protocol on the socket; from here on asyncio closes it when anything goes wrong."""
    loop = asyncio.get_running_loop()
    if context is None:
        return (await loop.create_connection(protocol, sock=connected))[0]
    name = origin.host.rstrip(".")
    opened = loop.create_connection(protocol, sock=connected, ssl=context, server_hostname=name)
    return (await _secured(origin, opened, timings))[0]


async def _secured(origin: Origin, opened: Awaitable[T], timings: Timings) -> T:
    """What a handshake gives, timed; what goes wrong in it, in words."""
    begun = perf_counter()
    try:
        made = await opened
    except TimeoutError:
        raise
    except OSError as error:
        from builder.engine.http.tls import tls_failure

        raise tls_failure(origin, error) from error
    timings.tls = (perf_counter() - begun) * 1000
    return made


async def connect_first(addresses: Iterable[AddressInfo]) -> socket.socket:
    """Connect to whichever address answers first, giving earlier ones a head start (RFC 8305).

    Args:
        addresses: Preferred first; families are taken in turn.

    Returns:
        The connected socket, non-blocking.

    Raises:
        OSError: None answered; what the first one failed with.
    """
    queue = deque(_families_in_turn(addresses))
    if len(queue) == 1:
        return await _connect_one(queue[0])
    trying: set[asyncio.Task[socket.socket]] = set()
    failures: list[BaseException] = []
    try:
        while queue or trying:
            if queue:
                trying.add(asyncio.create_task(_connect_one(queue.popleft())))
            ended, _ = await asyncio.wait(
                trying,
                timeout=_HEAD_START if queue else None,
                return_when=asyncio.FIRST_COMPLETED,
            )
            for task in ended:
                trying.discard(task)
                failure = task.exception()
                if failure is None:
                    trying |= ended - {task}
                    return task.result()
                failures.append(failure)
    finally:
        await _give_up(trying)
    raise failures[0]


async def _connect_one(info: AddressInfo) -> socket.socket:
    family, kind, protocol, _, address = info
    connecting = socket.socket(family, kind, protocol)
    try:
        connecting.setblocking(False)
        await asyncio.get_running_loop().sock_connect(connecting, address)
    except BaseException:
        connecting.close()
        raise
    return connecting


async def _give_up(tasks: set[asyncio.Task[socket.socket]]) -> None:
    """End attempts that lost the race; one may have connected at the last moment."""
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, socket.socket):
            outcome.close()


def _families_in_turn(addresses: Iterable[AddressInfo]) -> list[AddressInfo]:
    by_family: dict[int, list[AddressInfo]] = {}
    for info in addresses:
        by_family.setdefault(info[0], []).append(info)
    return [info for info in chain(*zip_longest(*by_family.values())) if info is not None]


def _timed_out(origin: Origin, timeout: float | None) -> httpx.ConnectTimeout:
    limit = "" if timeout is None else f" within {timeout:g} s (connect timeout)"
    return httpx.ConnectTimeout(f"No connection to {origin}{limit}.")


def _not_connected(origin: Origin, error: OSError) -> httpx.TransportError:
    if isinstance(error, ConnectionRefusedError):
        return ConnectionRefused(
            f"{origin} refused the connection: nothing listens there. Check host and port."
        )
    if error.errno == errno.ETIMEDOUT:
        return _timed_out(origin, None)
    return httpx.ConnectError(f"No connection to {origin}: {error.strerror or error}.")
