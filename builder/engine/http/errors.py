"""What can go wrong on the wire: httpx's exceptions, told apart by a stable name."""

from __future__ import annotations

from typing import Final

import httpx


class HostNotFound(httpx.ConnectError):
    """The name of the host has no address."""


class ConnectionRefused(httpx.ConnectError):
    """Nothing listens at that host and port."""


class TlsFailed(httpx.ConnectError):
    """The TLS handshake failed; the message gives the reason."""


class CertificateUnusable(TlsFailed):
    """The client certificate, its key or the file of authorities cannot be used."""


class ProxyFailed(httpx.ProxyError):
    """The proxy cannot be reached, or does not let the request through."""


class ConnectionReset(httpx.ReadError):
    """The server broke the connection off."""


class ConnectionClosed(httpx.RemoteProtocolError):
    """The server closed the connection before its response was complete."""


class BadResponse(httpx.RemoteProtocolError):
    """What the server sent is not a valid response."""


class InvalidRequest(httpx.LocalProtocolError):
    """The request cannot be put into bytes without changing its meaning; nothing was sent."""


class ResponseTooLarge(httpx.RequestError):
    """The decoded body is larger than the limit."""


class BodyNotStored(httpx.RequestError):
    """The file that a large body goes to cannot be written."""


# Ours come before the httpx classes they are made from.
_KINDS: Final[tuple[tuple[type[BaseException], str], ...]] = (
    (HostNotFound, "dns"),
    (ConnectionRefused, "connection-refused"),
    (CertificateUnusable, "certificate"),
    (TlsFailed, "tls"),
    (httpx.ProxyError, "proxy"),
    (ConnectionReset, "connection-reset"),
    (ConnectionClosed, "connection-closed"),
    (ResponseTooLarge, "response-too-large"),
    (BodyNotStored, "storage"),
    (httpx.PoolTimeout, "pool-timeout"),
    (httpx.ConnectTimeout, "connect-timeout"),
    (httpx.ReadTimeout, "read-timeout"),
    (httpx.WriteTimeout, "write-timeout"),
    (httpx.RemoteProtocolError, "bad-response"),
    (httpx.LocalProtocolError, "invalid-request"),
    (httpx.UnsupportedProtocol, "invalid-request"),
    (httpx.InvalidURL, "invalid-request"),
    (httpx.TooManyRedirects, "too-many-redirects"),
    (httpx.DecodingError, "bad-encoding"),
    (ConnectionResetError, "connection-reset"),
    (ConnectionRefusedError, "connection-refused"),
)


def kind_of(error: BaseException) -> str:
    """The stable name of an error, for results, retries and reports.

    Args:
        error: Anything a request raised.

    Returns:
        One of `dns`, `connection-refused`, `connect-timeout`, `pool-timeout`, `tls`,
        `certificate`, `proxy`, `read-timeout`, `write-timeout`, `connection-reset`,
        `connection-closed`, `bad-response`, `response-too-large`, `invalid-request`,
        `too-many-redirects`, `bad-encoding`, `storage`, or `network` for what has no name
        of its own.
    """
    for kind, name in _KINDS:
        if isinstance(error, kind):
            return name
    return "network"
