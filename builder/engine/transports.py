"""Long-lived connections: one transport for each profile, shared by all runs of a process."""

from __future__ import annotations

from pathlib import Path

import httpx

from builder.engine.http.profile import ClientCertificate, Profile, ProxyChoice
from builder.engine.http.transport import Transport
from builder.model.http import ClientCertificateFiles, ProxyOptions, SendOptions

_Key = tuple[bool, str, ClientCertificateFiles | None, ProxyOptions, bool]


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
        key = (
            options.verify_tls,
            options.ca_file,
            options.client_certificate,
            options.proxy,
            options.http2,
        )
        transport = self._made.get(key)
        if transport is None:
            transport = self._made[key] = Transport(_profile(options))
        return transport

    async def aclose(self) -> None:
        """Close every socket; what is asked for later is made anew."""
        made, self._made = self._made, {}
        for transport in made.values():
            await transport.aclose()


def _profile(options: SendOptions) -> Profile:
    shown, proxy = options.client_certificate, options.proxy
    certificate = None
    if shown is not None:
        key = Path(shown.key) if shown.key else None
        certificate = ClientCertificate(Path(shown.file), key, shown.password)
    return Profile(
        verify=options.verify_tls,
        ca_file=Path(options.ca_file) if options.ca_file else None,
        client_certificate=certificate,
        proxy=ProxyChoice(proxy.system, proxy.url, proxy.username, proxy.password),
        http2=options.http2,
    )
