"""A request about to be sent, and the record of what was exchanged.

The records are msgspec structs: they travel as JSON lines from the engine's process to the window
and are written by `--json` as they are. Bodies are bytes (base64 in JSON) while small, else files.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

import msgspec
from msgspec import structs

Header = tuple[str, str]
"""Name and value, exactly as sent or received."""


class StreamedBody(msgspec.Struct, frozen=True):
    """A body that is read while it is sent.

    Attributes:
        chunks: Makes a fresh iterator over the bytes, so that a redirect can send it again.
        size: Length in bytes, or None when unknown (sent chunked).
        shown: What stands for the body in records ("<file photo.jpg, 12 MB>").
    """

    chunks: Callable[[], AsyncGenerator[bytes, None]]
    size: int | None
    shown: str


class Login(msgspec.Struct, frozen=True):
    """Somebody has to sign in with a browser before a token can be had.

    Attributes:
        address: Where; what is made anew for each time is appended to its query.
        port: The loopback port the browser comes back to; 0 for any.
        exchange: Makes the token request from code, code verifier and redirect address.
    """

    address: str
    port: int
    exchange: Callable[[str, str, str], WireRequest]


class TokenNeed(msgspec.Struct, frozen=True):
    """Marks a request as one for an access token, which many may want at the same time.

    The engine answers it with the token it keeps while that is good, and sends it once however
    many ask. It is not followed where it redirects to.

    Attributes:
        identity: Hash of everything that makes the token; never shown.
        rejected: The access token that an API refused: it is not handed out again.
        renewed: Makes the same request with another refresh token, for kinds whose token endpoint
            may replace (rotate) the refresh token; None for all others.
        login: Set when somebody has to sign in, unless a refresh token is kept.
        fresh: Whether a kept token will not do.
        otherwise: What is sent when the endpoint refuses the client: the same with the client's
            name and secret not form-encoded, as RFC 6749 wants it but not all servers.
    """

    identity: str = ""
    rejected: str = ""
    renewed: Callable[[str], WireRequest] | None = None
    otherwise: WireRequest | None = None
    login: Login | None = None
    fresh: bool = False

    def __repr__(self) -> str:
        return "TokenNeed()"


class WireRequest(msgspec.Struct, frozen=True):
    """A request whose references are resolved; what is here goes on the wire to the byte.

    Attributes:
        method: The token as typed.
        url: Absolute URL, percent-encoded; its query string is sent as it stands here.
        headers: Every header in order, automatic ones included, except the framing ones
            (Content-Length, Transfer-Encoding), which the sender adds where they are missing.
        body: The bytes, a stream, or None.
        credential_headers: Lower-case names of headers that authorization added: dropped when a
            redirect leaves scheme, host or port.
        credential_query: Raw query items ("key=value") that authorization added, dropped likewise.
        protected: Secret texts in this request, masked wherever it is shown.
        settled_headers: Lower-case names of headers that the user wrote or took out himself:
            authorization leaves them alone.
        token: Set when this asks for an access token.
        seal: Makes what is really sent from the SHA-256 of the body (hexadecimal), for signatures
            over a body that is read while it is sent; None for all other requests.
    """

    method: str
    url: str
    headers: tuple[Header, ...] = ()
    body: bytes | StreamedBody | None = None
    credential_headers: frozenset[str] = frozenset()
    credential_query: tuple[str, ...] = ()
    protected: frozenset[str] = frozenset()
    settled_headers: frozenset[str] = frozenset()
    token: TokenNeed | None = None
    seal: Callable[[str], WireRequest] | None = None

    def __repr__(self) -> str:
        return f"WireRequest({self.method!r})"

    async def sealed(self) -> WireRequest:
        """What is really sent; a body that must be signed as a whole is read for that.

        Raises:
            StepError: A file of the body has changed since, or cannot be read.
        """
        if self.seal is None or not isinstance(self.body, StreamedBody):
            return self
        digest = sha256()
        async with aclosing(self.body.chunks()) as chunks:
            async for chunk in chunks:
                digest.update(chunk)
        return self.seal(digest.hexdigest())

    def with_credential_header(self, name: str, value: str, secret: str) -> WireRequest:
        """The same request with a header from its authorization.

        A header of that name which was added by itself goes; one the user settled stays.
        """
        protected = self.protected | {secret} if secret else self.protected
        if name.lower() in self.settled_headers:
            return structs.replace(self, protected=protected)
        others = tuple(h for h in self.headers if h[0].lower() != name.lower())
        return structs.replace(
            self,
            headers=(*others, (name, value)),
            credential_headers=self.credential_headers | {name.lower()},
            protected=protected,
        )

    def with_credential_query(self, items: tuple[str, ...], secrets: frozenset[str]) -> WireRequest:
        """The same request with raw query items ("key=value") from its authorization."""
        if not items:
            return self
        mark = "?" if "?" not in self.url else "" if self.url[-1] in "?&" else "&"
        return structs.replace(
            self,
            url=f"{self.url}{mark}{'&'.join(items)}",
            credential_query=self.credential_query + items,
            protected=self.protected | secrets,
        )


class ClientCertificateFiles(msgspec.Struct, frozen=True):
    """A client certificate: PEM files by absolute path, and what the key is encrypted with."""

    file: str
    key: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"ClientCertificateFiles({self.file!r}, {self.key!r})"


class ProxyOptions(msgspec.Struct, frozen=True):
    """The way requests take: the system's proxy, none (`system` off), or the one of `url`."""

    system: bool = True
    url: str = ""
    username: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"ProxyOptions(system={self.system}, own={bool(self.url)})"


class SendOptions(msgspec.Struct, frozen=True):
    """How a request is sent (times in seconds, sizes in bytes)."""

    connect_timeout: float = 10
    read_timeout: float = 30
    total_timeout: float = 60
    follow_redirects: bool = True
    verify_tls: bool = True
    response_limit: int = 200_000_000
    cookies: bool = True
    ca_file: str = ""
    client_certificate: ClientCertificateFiles | None = None
    proxy: ProxyOptions = ProxyOptions()
    http2: bool = False

    @property
    def secrets(self) -> frozenset[str]:
        """What must be masked wherever it is thrown back."""
        shown = self.client_certificate
        return frozenset((self.proxy.password, shown.password if shown else "")) - {""}


class BodyRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """A body in a record: its bytes while small, else the file that holds them.

    Attributes:
        size: Bytes after decompression.
        media_type: Content-Type as given, with parameters; empty when none.
        data: The bytes, when at most 64 KiB.
        path: The file that holds them otherwise (mode 0600, goes with the run); in an event, a
            copy without secrets where they had any.
        raw_size: Bytes on the wire, before decompression.
    """

    size: int = 0
    media_type: str = ""
    data: bytes | None = None
    path: str | None = None
    raw_size: int = 0

    def read(self) -> bytes:
        """The bytes, wherever they are. Raises OSError when the file is gone."""
        if self.path is not None:
            return Path(self.path).read_bytes()
        return self.data or b""


class Timings(msgspec.Struct, frozen=True, omit_defaults=True):
    """Milliseconds spent in each phase; None where the phase did not happen (reused connection)."""

    dns: float | None = None
    connect: float | None = None
    tls: float | None = None
    send: float | None = None
    wait: float | None = None
    receive: float | None = None

    @property
    def total(self) -> float:
        """Milliseconds over all phases."""
        phases = (self.dns, self.connect, self.tls, self.send, self.wait, self.receive)
        return sum(phase or 0.0 for phase in phases)


class Exchange(msgspec.Struct, frozen=True, omit_defaults=True):
    """One request and its answer, masked. A redirect chain is several of these in a row.

    Attributes:
        method, url, request_headers, request_body: As sent.
        status: The status code, or None when no response came.
        reason: The reason phrase.
        headers, body: As received (body decoded).
        timings: Milliseconds per phase.
        remote: "address:port" of the peer.
        http_version: "HTTP/1.1" or "HTTP/2".
        reused: Whether the connection was already open.
        proxy: "host:port" of the proxy in between; empty when there is none.
    """

    method: str
    url: str
    request_headers: tuple[Header, ...] = ()
    request_body: BodyRecord = BodyRecord()
    status: int | None = None
    reason: str = ""
    headers: tuple[Header, ...] = ()
    body: BodyRecord = BodyRecord()
    timings: Timings = Timings()
    remote: str = ""
    http_version: str = ""
    reused: bool = False
    proxy: str = ""


def status_text(exchange: Exchange) -> str:
    """ "200 OK"; the usual phrase where the server sent none."""
    if exchange.status is None:
        return "no response"
    known = {status.value: status.phrase for status in HTTPStatus}
    return f"{exchange.status} {exchange.reason or known.get(exchange.status, '')}".strip()


def status_tone(status: int | None) -> str:
    """The tone a status code is shown in."""
    if status is None or status >= 400:
        return "error"
    return "ok" if status < 300 else "accent"
