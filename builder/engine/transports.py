"""Long-lived connections: one transport for each profile, shared by all runs of a process."""

from __future__ import annotations

import httpx

from builder.engine.http.profile import Profile
from builder.engine.http.transport import Transport
from builder.model.http import SendOptions

_Key = tuple[bool]


class Transports:
    """The transports of a process. They open nothing until they are used."""

    def __init__(self, only: httpx.AsyncBaseTransport | None = None) -> None:
        """Make transports as they are asked for, or always hand out `only` (for tests)."""
        self._only = only
        self._made: dict[_Key, Transport] = {}

    def suited(self, options: SendOptions) -> httpx.AsyncBaseTransport:
        """The transport for these options."""
        if self._only is not None:
            return self._only
        key = (options.verify_tls,)
        transport = self._made.get(key)
        if transport is None:
            transport = self._made[key] = Transport(Profile(verify=options.verify_tls))
        return transport

    async def aclose(self) -> None:
        """Close every socket; what is asked for later is made anew."""
        made, self._made = self._made, {}
        for transport in made.values():
            await transport.aclose()
