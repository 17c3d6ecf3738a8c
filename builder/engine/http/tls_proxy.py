"""The way through a proxy that is itself spoken to over TLS: for https origins, TLS within TLS."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable
from typing import Any, cast

from builder.engine.http.errors import ProxyFailed
from builder.engine.http.profile import Origin
from builder.engine.http.proxy import Proxy, TunnelAnswer, tunnel_request
from builder.engine.http.tls import tls_failure


async def greet(
    connected: socket.socket,
    proxy: Proxy,
    context: ssl.SSLContext,
    protocol: Callable[[], asyncio.Protocol],
) -> asyncio.Transport:
    """Put a protocol on a connection with a proxy, secured with TLS.

    Args:
        connected: The socket, connected with the proxy.
        proxy: Whose certificate is checked.
        context: TLS settings for the proxy.
        protocol: Makes the protocol.

    Raises:
        ProxyFailed: The handshake fails.
    """
    loop = asyncio.get_running_loop()
    name = proxy.origin.host.rstrip(".")
    try:
        transport, _ = await loop.create_connection(
            protocol, sock=connected, ssl=context, server_hostname=name
        )
    except TimeoutError:
        raise
    except OSError as error:
        failure = tls_failure(proxy.origin, error)
        raise ProxyFailed(f"The proxy cannot be reached. {failure}") from error
    return transport


async def open_tls_tunnel(
    connected: socket.socket, proxy: Proxy, context: ssl.SSLContext, origin: Origin
) -> asyncio.Transport:
    """Have a proxy connect with an origin (CONNECT); what follows is for the origin's TLS.

    Args:
        connected: The socket, connected with the proxy.
        proxy: The proxy.
        context: TLS settings for the proxy.
        origin: Whom it is to connect with.

    Returns:
        The tunnel, on which nothing was said yet; for `secure`.

    Raises:
        ProxyFailed: The handshake fails, the proxy refuses, or its answer cannot be read.
    """
    answer = _Answer(proxy, origin)
    transport = await greet(connected, proxy, context, lambda: answer)
    try:
        transport.write(tunnel_request(proxy, origin))
        await answer.passed
    except BaseException:
        transport.abort()
        raise
    return transport


async def secure(
    tunnel: asyncio.Transport,
    context: ssl.SSLContext,
    origin: Origin,
    protocol: Callable[[], asyncio.Protocol],
) -> asyncio.Transport:
    """Put a protocol on a tunnel, secured with the origin's TLS.

    Args:
        tunnel: As `open_tls_tunnel` gives it; it ends when the handshake fails.
        context: TLS settings for the origin.
        origin: Whose certificate is checked.
        protocol: Makes the protocol.

    Raises:
        OSError: The handshake fails.
    """
    loop = asyncio.get_running_loop()
    early = _Early()
    name = origin.host.rstrip(".")
    carrier = cast(asyncio.Transport, _Carrier(tunnel))
    try:
        transport = await loop.start_tls(carrier, early, context, server_hostname=name)
    except BaseException:
        tunnel.abort()
        raise
    if transport is None or early.lost:
        raise ConnectionResetError("the connection was closed right after the handshake")
    early.hand_over(transport, protocol())
    return transport


class _Carrier:
    """A connection over TLS as one that carries TLS: what asyncio offers fails when it must close.

    In CPython 3.11 the end of a failed inner handshake calls `_abort` of the outer protocol with an
    argument that it does not take, and nothing is closed.
    """

    _start_tls_compatible = True

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def _force_close(self, exc: BaseException | None) -> None:
        self._transport.abort()


class _Answer(asyncio.Protocol):
    """Waits for the proxy's answer."""

    def __init__(self, proxy: Proxy, origin: Origin) -> None:
        self._answer = TunnelAnswer(proxy, origin)
        self.passed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def data_received(self, data: bytes) -> None:
        """Take bytes of the answer."""
        try:
            complete = self._answer.take(data)
        except ProxyFailed as error:
            self._settle(error)
        else:
            if complete:
                self._settle(None)

    def connection_lost(self, exc: Exception | None) -> None:
        """Take note that there will be no answer."""
        proxy = self._answer.proxy
        self._settle(ProxyFailed(f"The proxy {proxy.origin} broke the connection off."))

    def _settle(self, error: ProxyFailed | None) -> None:
        if self.passed.done():
            return
        if error is None:
            self.passed.set_result(None)
        else:
            self.passed.set_exception(error)


class _Early(asyncio.Protocol):
    """Keeps what the origin says right after the handshake, as HTTP/2 servers do."""

    def __init__(self) -> None:
        self.lost = False
        self._data: list[bytes] = []

    def data_received(self, data: bytes) -> None:
        """Keep it."""
        self._data.append(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Take note that the connection is gone."""
        self.lost = True

    def hand_over(self, transport: asyncio.Transport, protocol: asyncio.Protocol) -> None:
        """Let a protocol have the connection, and what has come so far."""
        transport.set_protocol(protocol)
        protocol.connection_made(transport)
        for data in self._data:  # the protocol may have chosen another in its place
            cast(asyncio.Protocol, transport.get_protocol()).data_received(data)
