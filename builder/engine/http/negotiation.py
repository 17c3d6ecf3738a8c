"""The protocol of an https connection, as the server chooses it (ALPN, RFC 7301)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

from builder.engine.http.connection import Connection
from builder.engine.http.http2 import Http2Connection


class Choice(asyncio.Protocol):
    """Hands a connected socket to the protocol that was agreed on, before any byte of it."""

    def __init__(self, plain: Connection, multiplexed: Callable[[], Http2Connection]) -> None:
        """Choose between `plain`, for HTTP/1.1 or no answer, and what `multiplexed` makes."""
        self._plain = plain
        self._multiplexed = multiplexed

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Pass the socket on."""
        tls = transport.get_extra_info("ssl_object")
        chosen = tls.selected_alpn_protocol() if tls is not None else None
        protocol = self._multiplexed() if chosen == "h2" else self._plain
        cast(asyncio.Transport, transport).set_protocol(protocol)
        protocol.connection_made(transport)
