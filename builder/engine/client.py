"""Sends the requests of one run: redirects, cookies, time limits, a record of every exchange."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import lru_cache

import httpx
from msgspec import structs

from builder.engine.bodies import RunFiles
from builder.engine.clock import Clock
from builder.engine.cookies import Cookies
from builder.engine.framing import framed
from builder.engine.http.decode import BodyResult, read_body
from builder.engine.http.errors import kind_of
from builder.engine.http.timings import Timings as Measured
from builder.engine.redirects import MOST_REDIRECTS, is_redirect, redirected, with_host
from builder.engine.transports import Transports
from builder.model.headers import without
from builder.model.http import (
    BodyRecord,
    Exchange,
    Header,
    SendOptions,
    StreamedBody,
    Timings,
    WireRequest,
)
from builder.model.step import Received, StepError
from builder.model.url import origin

_ORIGIN_END = len("https://")


class Sent:
    """How many requests a run has sent, redirects and sub-workflows included."""

    def __init__(self) -> None:
        self.requests = 0


class Client:
    """Sends the requests of one run; its records are raw, masking them is for who emits them."""

    def __init__(self, transports: Transports, files: RunFiles, clock: Clock, sent: Sent) -> None:
        self._transports = transports
        self._files = files
        self._clock = clock
        self._cookies = Cookies()
        self._sent = sent

    async def send(self, request: WireRequest, options: SendOptions) -> Received:
        """Send a request, follow its redirects, and read the whole answer.

        Raises:
            StepError: No usable answer; it carries what had been exchanged.
        """
        exchanges: list[Exchange] = []
        try:
            async with asyncio.timeout(options.total_timeout):
                return await self._follow(request, options, exchanges)
        except TimeoutError:
            message = (
                f"No complete answer within {options.total_timeout:g} s, the total timeout of the "
                "step. Raise it under Options if the server needs longer."
            )
            raise StepError("total-timeout", message, "", tuple(exchanges)) from None
        except httpx.HTTPError as error:
            raise StepError(kind_of(error), str(error), "", tuple(exchanges)) from None
        except OSError as error:
            message = f"A file of the request or the response: {error.strerror or error}."
            raise StepError("file-not-readable", message, "", tuple(exchanges)) from None
        except StepError as error:
            raise StepError(error.kind, error.message, error.field, tuple(exchanges)) from None

    async def _follow(
        self, request: WireRequest, options: SendOptions, exchanges: list[Exchange]
    ) -> Received:
        started = self._clock.monotonic()
        home = request.url
        left_home = False
        while True:
            sent = (
                self._with_cookies(request, same_origin=left_home) if options.cookies else request
            )
            exchange = await self._exchange(sent, options, exchanges)
            assert exchange.status is not None
            location = _location(exchange) if is_redirect(exchange.status) else None
            if location is None or not options.follow_redirects:
                break
            if len(exchanges) > MOST_REDIRECTS:
                message = f"The server redirected more than {MOST_REDIRECTS} times."
                raise StepError("too-many-redirects", message)
            request = with_host(redirected(request, exchange.status, location))
            if not left_home and origin(request.url) != origin(home):
                left_home = True
                options = structs.replace(options, client_certificate=None)
        elapsed = (self._clock.monotonic() - started) * 1000
        return Received(
            exchange.status, sent.url, exchange.headers, exchange.body, elapsed, tuple(exchanges)
        )

    def _with_cookies(self, request: WireRequest, *, same_origin: bool) -> WireRequest:
        """With the jar's cookies, unless the user wrote or took out that header himself."""
        if "cookie" in request.settled_headers:
            return request
        cookies = self._cookies.header(request.url, same_origin=same_origin)
        if not cookies:
            return request
        if "cookie" in request.credential_headers:
            cookies = f"{_value(request.headers, 'cookie')}; {cookies}"
        headers = (*without(request.headers, {"cookie"}), ("Cookie", cookies))
        return structs.replace(request, headers=headers)

    async def _exchange(
        self, request: WireRequest, options: SendOptions, exchanges: list[Exchange]
    ) -> Exchange:
        """One request and its answer; the record is appended before anything is sent."""
        headers = framed(request)
        media_type = _value(headers, "content-type") if request.body is not None else ""
        record = Exchange(
            request.method,
            request.url,
            headers,
            self._files.request_record(request.body, media_type),
        )
        exchanges.append(record)
        self._sent.requests += 1
        transport = self._transports.suited(options)
        response = await transport.handle_async_request(_httpx_request(request, headers, options))
        body = await read_body(response, options.response_limit, self._files.new)
        record = _complete(record, response, body)
        exchanges[-1] = record
        if options.cookies and _value(record.headers, "set-cookie"):
            self._cookies.take(record.url, record.headers)
        return record


class _Stream(httpx.AsyncByteStream):
    """A streamed body as httpx takes it."""

    def __init__(self, body: StreamedBody) -> None:
        self._body = body

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._body.chunks()


def _httpx_request(
    request: WireRequest, headers: tuple[Header, ...], options: SendOptions
) -> httpx.Request:
    """The request for the transport: with a stream given, httpx adds and changes nothing."""
    end = request.url.index("/", _ORIGIN_END)
    body = request.body
    return httpx.Request(
        request.method,
        _base(request.url[:end]),
        headers=[(name.encode(), value.encode("utf-8", "replace")) for name, value in headers],
        stream=_Stream(body) if isinstance(body, StreamedBody) else httpx.ByteStream(body or b""),
        extensions={
            "method": request.method.encode(),
            "target": request.url[end:].encode(),
            "timeout": {
                "connect": options.connect_timeout,
                "read": options.read_timeout,
                "write": options.read_timeout,
                "pool": None,
            },
        },
    )


@lru_cache(maxsize=256)
def _base(origin_text: str) -> httpx.URL:
    return httpx.URL(origin_text)


def _complete(record: Exchange, response: httpx.Response, body: BodyResult) -> Exchange:
    extensions = response.extensions
    headers = _decoded(response.headers.raw)
    return Exchange(
        record.method,
        record.url,
        record.request_headers,
        record.request_body,
        response.status_code,
        _text(extensions.get("reason_phrase", b"")),
        headers,
        BodyRecord(
            body.size,
            _value(headers, "content-type"),
            body.data,
            None if body.path is None else str(body.path),
            body.raw_size,
        ),
        _timings(extensions.get("timings")),
        _address(extensions.get("remote_address")),
        _text(extensions.get("http_version", b"")),
        extensions.get("reused", False),
        extensions.get("proxy", ""),
    )


def _timings(measured: Measured | None) -> Timings:
    if measured is None:
        return Timings()
    m = measured
    return Timings(m.dns, m.connect, m.tls, m.send, m.wait, m.receive)


def _address(remote: tuple[str, int] | None) -> str:
    if remote is None:
        return ""
    host, port = remote
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _decoded(raw: list[tuple[bytes, bytes]]) -> tuple[Header, ...]:
    try:
        return tuple([(name.decode(), value.decode()) for name, value in raw])
    except UnicodeDecodeError:
        return tuple([(_text(name), _text(value)) for name, value in raw])


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _value(headers: tuple[Header, ...], name: str) -> str:
    for key, value in headers:
        if key.lower() == name:
            return value
    return ""


def _location(exchange: Exchange) -> str | None:
    return _value(exchange.headers, "location") or None
