"""The settings that connections are shared under."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class ClientCertificate:
    """What a server that asks for it is shown.

    Attributes:
        file: PEM file of the certificate, with its chain.
        key: PEM file of its private key; None when that is in the same file.
        password: What the key is encrypted with; empty when it is not.
    """

    file: Path
    key: Path | None = None
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ProxyChoice:
    """Which proxy requests go through.

    Attributes:
        system: As the environment variables (or the settings of the system) say.
        url: This one, instead: `http://host:port`.
        username: Its user name, where the URL holds none.
        password: The password that belongs to it.
    """

    system: bool = False
    url: str = ""
    username: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Profile:
    """What one transport is set to: requests that agree on it share connections.

    Attributes:
        verify: Whether the certificate of an https server is checked.
        ca_file: PEM file of the authorities to trust instead of those of the operating system.
        connections_per_host: How many connections to one scheme, host and port may be in use.
        keep_alive_seconds: How long an unused connection stays open; 0 closes it after each use.
        max_header_bytes: The most a response's status line and headers (or trailers) may take.
        client_certificate: Shown to https servers that ask for one.
        proxy: What requests go through; by default nothing.
        http2: Whether HTTP/2 is offered to https servers.
    """

    verify: bool = True
    ca_file: Path | None = None
    connections_per_host: int = 100
    keep_alive_seconds: float = 60.0
    max_header_bytes: int = 256 * 1024
    client_certificate: ClientCertificate | None = None
    proxy: ProxyChoice = ProxyChoice()
    http2: bool = False


class Origin(NamedTuple):
    """Where a request goes: `http` or `https`, an ASCII host without brackets, a port."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        """The `host:port` that messages name."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
