"""A run as an HTTP Archive (HAR 1.2), which browsers' developer tools and many others open.

Format: http://www.softwareishard.com/blog/har-12-spec/. What it has no place for stands in keys
that begin with an underscore, as it allows.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from builder.history.entries import RunRecord
from builder.model.event_json import encode
from builder.model.events import StepFinished
from builder.model.http import BodyRecord, Exchange, Header, Timings
from builder.model.masked import masked_end
from builder.model.masking import Masker

_NONE = -1
"""What HAR writes where something does not apply or is not known."""


def har(record: RunRecord, ends: Iterable[StepFinished], masker: Masker) -> Iterator[bytes]:
    """The archive in pieces, an exchange in memory at a time.

    Args:
        record: The run.
        ends: How its steps ended.
        masker: Hides what is secret by now and was not then.
    """
    head = encode(
        {
            "version": "1.2",
            "creator": {"name": "Steploom", "version": record.entry.version},
            "comment": masker.text(f"Run of {record.entry.flow}"),
        }
    )
    yield b'{"log":' + head[:-1] + b',"entries":['
    comma = b""
    for event in ends:
        for entry in entries(masked_end(event, masker), record.entry.started, masker):
            yield comma + encode(entry)
            comma = b",\n"
    yield b"]}}\n"


def entries(event: StepFinished, run_started: datetime, masker: Masker) -> Iterator[dict[str, Any]]:
    """The exchanges of a step as entries of the archive.

    Args:
        event: How the step ended.
        run_started: When the run began.
        masker: Hides secrets in bodies that lie in files.
    """
    at = max(0.0, event.at * 1000 - event.duration)
    for exchange in event.exchanges:
        started = run_started + timedelta(milliseconds=at)
        yield _entry(event, exchange, started, masker)
        at += exchange.timings.total


def _entry(
    event: StepFinished, exchange: Exchange, started: datetime, masker: Masker
) -> dict[str, Any]:
    timings = _timings(exchange.timings)
    entry: dict[str, Any] = {
        "startedDateTime": started.isoformat(timespec="milliseconds"),
        "time": exchange.timings.total,
        "request": _request(exchange, masker),
        "response": _response(exchange, masker),
        "cache": {},
        "timings": timings,
        "comment": f"Step {event.step}: {event.name}",
        "_step": event.step,
    }
    if event.path:
        entry["_path"] = event.path
    if exchange.status is None and event.error is not None:
        entry["response"]["_error"] = event.error.message
    address, _, port = exchange.remote.rpartition(":")
    if address:
        entry["serverIPAddress"] = address.strip("[]")
        entry["connection"] = port
    return entry


def _timings(timings: Timings) -> dict[str, float]:
    """HAR counts the TLS handshake into `connect` as well."""
    connect = timings.connect
    if connect is not None and timings.tls is not None:
        connect += timings.tls
    return {
        "blocked": _NONE,
        "dns": _or_none(timings.dns),
        "connect": _or_none(connect),
        "ssl": _or_none(timings.tls),
        "send": timings.send or 0,
        "wait": timings.wait or 0,
        "receive": timings.receive or 0,
    }


def _or_none(phase: float | None) -> float:
    return _NONE if phase is None else phase


def _request(exchange: Exchange, masker: Masker) -> dict[str, Any]:
    query = parse_qsl(urlsplit(exchange.url).query, keep_blank_values=True)
    request: dict[str, Any] = {
        "method": exchange.method,
        "url": exchange.url,
        "httpVersion": exchange.http_version or "HTTP/1.1",
        "cookies": _sent_cookies(exchange.request_headers),
        "headers": _pairs(exchange.request_headers),
        "queryString": _pairs(query),
        "headersSize": _NONE,
        "bodySize": exchange.request_body.size,
    }
    if exchange.request_body.size:
        content = _content(exchange.request_body, masker)
        post = {"mimeType": exchange.request_body.media_type, "text": content.get("text", "")}
        if "encoding" in content:
            post["_encoding"] = content["encoding"]
        request["postData"] = post
    return request


def _response(exchange: Exchange, masker: Masker) -> dict[str, Any]:
    location = next((value for name, value in exchange.headers if name.lower() == "location"), "")
    return {
        "status": exchange.status or 0,
        "statusText": exchange.reason,
        "httpVersion": exchange.http_version or ("HTTP/1.1" if exchange.status else "unknown"),
        "cookies": _set_cookies(exchange.headers),
        "headers": _pairs(exchange.headers),
        "content": _content(exchange.body, masker),
        "redirectURL": location,
        "headersSize": _NONE,
        "bodySize": exchange.body.raw_size or exchange.body.size if exchange.status else _NONE,
    }


def _content(body: BodyRecord, masker: Masker) -> dict[str, Any]:
    """A body: as text where it is UTF-8, else in Base64."""
    content: dict[str, Any] = {
        "size": body.size,
        "mimeType": body.media_type or "x-unknown",
    }
    if body.raw_size:
        content["compression"] = body.size - body.raw_size
    try:
        data = b"".join(masker.stream([body.read()]))
    except OSError:
        return {**content, "comment": "The body is not kept."}
    try:
        return {**content, "text": data.decode()}
    except UnicodeDecodeError:
        return {**content, "text": b64encode(data).decode("ascii"), "encoding": "base64"}


def _pairs(pairs: Iterable[Header]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in pairs]


def _sent_cookies(headers: Iterable[Header]) -> list[dict[str, Any]]:
    pairs = (
        pair.strip().partition("=")
        for name, value in headers
        if name.lower() == "cookie"
        for pair in value.split(";")
        if pair.strip()
    )
    return [{"name": name, "value": value} for name, _, value in pairs]


def _set_cookies(headers: Iterable[Header]) -> list[dict[str, Any]]:
    return [_cookie(value) for name, value in headers if name.lower() == "set-cookie"]


def _cookie(line: str) -> dict[str, Any]:
    """A Set-Cookie header (RFC 6265, section 5.2)."""
    pair, *attributes = line.split(";")
    name, _, value = pair.partition("=")
    cookie: dict[str, Any] = {"name": name.strip(), "value": value.strip()}
    for attribute in attributes:
        key, _, content = (part.strip() for part in attribute.partition("="))
        if key.lower() in ("path", "domain") and content:
            cookie[key.lower()] = content
        elif key.lower() == "httponly":
            cookie["httpOnly"] = True
        elif key.lower() == "secure":
            cookie["secure"] = True
        elif key.lower() == "expires" and (moment := _moment(content)):
            cookie["expires"] = moment
    return cookie


def _moment(text: str) -> str:
    """An HTTP date as ISO 8601; empty when it is none."""
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError):
        return ""
