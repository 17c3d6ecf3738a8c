"""Which proxy a request goes through, and the way through it (RFC 9110, section 9.3.6)."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from builder.engine.http.errors import ProxyFailed
from builder.engine.http.parser import Head, ResponseParser
from builder.engine.http.profile import Origin, ProxyChoice

_PORTS: Final = {"http": 80, "https": 443}
_CHUNK: Final = 16 * 1024


@dataclass(frozen=True, slots=True)
class Proxy:
    """An HTTP proxy, spoken to in the clear or over TLS.

    Attributes:
        origin: Where it listens.
        authorization: The value of Proxy-Authorization, or None.
    """

    origin: Origin
    authorization: bytes | None = field(default=None, repr=False)

    @property
    def header_line(self) -> bytes:
        """The Proxy-Authorization line of a request; empty when there is none."""
        if self.authorization is None:
            return b""
        return b"Proxy-Authorization: %b\r\n" % self.authorization


class Proxies:
    """Finds the proxy for each origin; what the system says is asked once."""

    def __init__(self, choice: ProxyChoice) -> None:
        self._choice = choice
        self._system = getproxies() if choice.system and not choice.url else {}

    @property
    def any(self) -> bool:
        """Whether any origin may have one."""
        return bool(self._choice.url or self._system)

    def of(self, origin: Origin) -> Proxy | None:
        """The proxy that leads to an origin; None when it is called directly.

        The system's proxy is not asked for this computer itself, as in browsers.

        Raises:
            ProxyFailed: The setting names no HTTP proxy.
        """
        choice = self._choice
        if choice.url:
            return parsed_proxy(choice.url, choice.username, choice.password)
        url = self._system.get(origin.scheme) or self._system.get("all", "")
        if not url or _is_loopback(origin.host) or proxy_bypass(str(origin)):
            return None
        return parsed_proxy(url if "://" in url else f"http://{url}")


def parsed_proxy(url: str, username: str = "", password: str = "") -> Proxy:
    """The proxy of a URL such as `http://user:password@host:3128`.

    Raises:
        ProxyFailed: It is none; the message repeats nothing of the URL, which may hold a password.
    """
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host, port = parts.hostname, parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        host, port = None, 0
    if not host or not host.isascii():
        raise ProxyFailed("The address of the proxy is none: write it as http://host:port.")
    if parts.scheme not in _PORTS:
        raise ProxyFailed(
            f"The address of the proxy begins with {parts.scheme}://; only http:// and https:// "
            "proxies can be used (either carries all requests)."
        )
    username = username or unquote(parts.username or "")
    password = password or unquote(parts.password or "")
    credentials = f"{username}:{password}".encode()
    authorization = b"Basic " + b64encode(credentials) if username or password else None
    return Proxy(Origin(parts.scheme, host, port), authorization)


async def open_tunnel(connected: socket.socket, proxy: Proxy, origin: Origin) -> None:
    """Have a proxy connect a socket with an origin (CONNECT).

    Not a byte beyond the proxy's answer is taken: it would be taken for the origin's.

    Args:
        connected: Connected with the proxy, non-blocking.
        proxy: Who is asked.
        origin: Whom to reach.

    Raises:
        ProxyFailed: The proxy refuses, or its answer cannot be read.
    """
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(connected, tunnel_request(proxy, origin))
    answer = TunnelAnswer(proxy, origin)
    while not answer.take(await loop.sock_recv(connected, _CHUNK)):
        continue


def tunnel_request(proxy: Proxy, origin: Origin) -> bytes:
    """What a proxy is asked for a tunnel with."""
    target = str(origin).encode("ascii")
    return b"CONNECT %b HTTP/1.1\r\nHost: %b\r\n%b\r\n" % (target, target, proxy.header_line)


class TunnelAnswer:
    """What a proxy answers to that.

    Attributes:
        proxy: Who answers.
    """

    def __init__(self, proxy: Proxy, origin: Origin) -> None:
        """Expect the answer about a tunnel to an origin."""
        self.proxy = proxy
        self._origin = origin
        self._parser = ResponseParser(b"CONNECT", _CHUNK)

    def take(self, data: bytes) -> bool:
        """Take bytes of it, none at its end; whether the tunnel stands.

        Raises:
            ProxyFailed: The proxy refuses, or its answer cannot be read.
        """
        parser = self._parser
        try:
            if not data:
                parser.feed_eof()
            parser.feed(data)
        except httpx.RemoteProtocolError as error:
            message = f"The answer of the proxy {self.proxy.origin} is none: {error}."
            raise ProxyFailed(message) from None
        if parser.head is None:
            return False
        if not 200 <= parser.head.status < 300:
            raise refused(self.proxy, self._origin, parser.head)
        if parser.surplus:
            message = f"The proxy {self.proxy.origin} sent bytes that nobody had asked for."
            raise ProxyFailed(message)
        return True


def refused(proxy: Proxy, origin: Origin, head: Head) -> ProxyFailed:
    """The proxy's refusal in words."""
    if head.status == 407:
        given = "refuses this" if proxy.authorization else "wants a"
        reason = f"{given} user name and password (407)"
    else:
        text = head.reason.decode("latin-1")
        reason = f"does not connect with {origin} ({head.status} {text})".replace(" )", ")")
    return ProxyFailed(f"The proxy {proxy.origin} {reason}.")


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
