"""The answer to a request as the JSON value that references read."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Mapping
from email.message import Message
from http import HTTPStatus
from mimetypes import guess_extension
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from builder.model.file_value import FileValue, as_file
from builder.model.http import BodyRecord, Header
from builder.model.json_text import JsonError, parse
from builder.model.step import Received

_TEXT_TYPES = frozenset(
    {"application/xml", "application/javascript", "application/x-www-form-urlencoded"}
)
_LISTED = "set-cookie"
_PROBE = 64 * 1024

_HINTS = {
    400: "Compare the request that was sent with what the API expects; the body often says why.",
    401: "Check the Authorization tab: the credentials are missing, wrong or expired.",
    403: "The credentials are known but not allowed to do this; the body often says why.",
    404: "Check the URL, and the values that references put into it.",
    405: "Check the method: this address does not take it.",
    407: "A proxy asks for credentials.",
    408: "The server waited too long for the request; try again.",
    413: "The body is larger than the server takes.",
    415: "Check the Content-Type header and the type of the body.",
    422: "A value in the request is not accepted; the body often says which.",
    429: "Too many requests; the header retry-after may say when to try again.",
}


def response_value(received: Received, warn: Callable[[str], None]) -> dict[str, Any]:
    """What `N.response` holds (times in milliseconds).

    Args:
        received: The answer.
        warn: Told when a body claims to be JSON and is none.

    Raises:
        OSError: The file that holds the body is gone.
    """
    return {
        "statusCode": received.status,
        "headers": headers_value(received.headers),
        "body": body_value(received, warn),
        "url": received.url,
        "time": round(received.elapsed, 1),
    }


def headers_value(headers: Iterable[Header]) -> dict[str, Any]:
    """Headers by lower-case name: repeats joined with a comma, `set-cookie` always a list."""
    values: dict[str, Any] = {}
    for name, value in headers:
        key = name.lower()
        if key == _LISTED:
            values.setdefault(key, []).append(value)
        else:
            values[key] = f"{values[key]}, {value}" if key in values else value
    return values


def body_value(received: Received, warn: Callable[[str], None]) -> Any:
    """The body: parsed by its media type as JSON, as text, or else a File value."""
    body = received.body
    media_type, _, parameters = body.media_type.partition(";")
    media_type = media_type.strip().lower()
    if not body.size:
        return ""
    if media_type == "application/json" or media_type.endswith("+json"):
        return _json(body, warn)
    if media_type.startswith("text/") or media_type in _TEXT_TYPES or media_type.endswith("+xml"):
        return body.read().decode(_charset(parameters, body.media_type), "replace")
    text = _utf8(body)
    return _file(received, media_type) if text is None else text


def failure_message(status: int, reason: str) -> str:
    """What to say about a status of 400 and over, and what to look at."""
    hint = _HINTS.get(status)
    if hint is None:
        hint = (
            "The fault is on the server's side; the body may say more."
            if status >= HTTPStatus.INTERNAL_SERVER_ERROR
            else "The body of the response may say why."
        )
    return f"The server answered {status_text(status, reason)}. {hint}"


def status_text(status: int, reason: str = "") -> str:
    """A status code with its phrase ("404 Not Found")."""
    if not reason:
        try:
            reason = HTTPStatus(status).phrase
        except ValueError:
            return str(status)
    return f"{status} {reason}"


def _json(body: BodyRecord, warn: Callable[[str], None]) -> Any:
    data = body.read()
    try:
        return parse(data)
    except JsonError as error:
        warn(f"The body says it is JSON and is none: {error}. It is kept as text.")
        return data.decode("utf-8", "replace")


def _utf8(body: BodyRecord) -> str | None:
    """The body as text, when all of it is UTF-8 without NUL; a large file is probed first."""
    if body.path is not None:
        with Path(body.path).open("rb") as file:
            probe = file.read(_PROBE)
        try:
            codecs.getincrementaldecoder("utf-8")().decode(probe)
        except UnicodeDecodeError:
            return None
    data = body.read()
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _charset(parameters: str, media_type: str) -> str:
    if not parameters:
        return "utf-8"
    message = Message()
    message["Content-Type"] = media_type
    charset = str(message.get_param("charset") or "utf-8")
    try:
        return codecs.lookup(charset).name
    except LookupError:
        return "utf-8"


def _file(received: Received, media_type: str) -> Mapping[str, Any]:
    body = received.body
    media_type = media_type or "application/octet-stream"
    name = _file_name(received, media_type)
    if body.path is not None:
        return FileValue(Path(body.path), name, media_type, body.size)
    return as_file(name, media_type, body.read())


def _file_name(received: Received, media_type: str) -> str:
    """The name the server gives (RFC 6266), else the last part of the address."""
    message = Message()
    for name, value in received.headers:
        if name.lower() == "content-disposition":
            message["Content-Disposition"] = value
            break
    given = message.get_filename() or unquote(urlsplit(received.url).path)
    last = given.replace("\\", "/").rpartition("/")[2]
    return last or f"response{guess_extension(media_type) or '.bin'}"
