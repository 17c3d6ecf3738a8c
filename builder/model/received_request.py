"""A request that a workflow is started with, as the value `1.request`.

`{"method", "params", "headers", "body", "file"}`: parameters and form fields that come several
times are lists; header names are lower-case; `body` is JSON as its value, a form as an object, else
text; `file` is the first file, or the body when it is neither JSON, form nor text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from builder.model.file_value import as_file
from builder.model.json_text import JsonError, parse

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
MOST_FIELDS = 1_000
"""Parameters, form fields or parts that are taken."""


class BadRequest(ValueError):
    """A request that cannot be read; the message says why."""


def request_value(
    method: str, target: str, headers: Iterable[tuple[str, str]], body: bytes
) -> dict[str, Any]:
    """What a request comes to.

    Args:
        method: As it came.
        target: Path and query as they came.
        headers: In order, as they came.
        body: All bytes of the body.

    Raises:
        BadRequest: The query or the body is not what it claims to be.
    """
    by_name: dict[str, Any] = {}
    for name, text in headers:
        known = by_name.get(name.lower())
        by_name[name.lower()] = text if known is None else f"{known}, {text}"
    content, file = _body(by_name.get("content-type", ""), body)
    return {
        "method": method,
        "params": _pairs(urlsplit(target).query),
        "headers": by_name,
        "body": content,
        "file": file,
    }


def media_type(content_type: str) -> str:
    """The type without its parameters, in lower case."""
    return content_type.partition(";")[0].strip().lower()


def is_form(content_type: str) -> bool:
    """Whether a body of this type consists of fields, whose values are text."""
    return media_type(content_type) in (FORM, MULTIPART)


def _pairs(text: str) -> dict[str, Any]:
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise BadRequest(f"There are more than {MOST_FIELDS} parameters.") from None
    return _gathered(pairs)


def _gathered(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Values by key; those of a key that comes several times as a list."""
    lists: dict[str, list[Any]] = {}
    for key, value in pairs:
        lists.setdefault(key, []).append(value)
    return {key: found[0] if len(found) == 1 else found for key, found in lists.items()}


def _body(content_type: str, body: bytes) -> tuple[Any, Any]:
    """The body's value, and the file that came with it or as it."""
    kind = media_type(content_type)
    if not body:
        return None, None
    if kind == FORM:
        return _pairs(_text(body, "The form")), None
    if kind == MULTIPART:
        return _parts(content_type, body)
    if kind == "application/json" or kind.endswith("+json"):
        try:
            return parse(body), None
        except JsonError as error:
            raise BadRequest(f"The body is no JSON: {error}.") from None
    try:
        return body.decode(), None
    except UnicodeDecodeError:
        return None, as_file("body", kind or "application/octet-stream", body)


def _text(data: bytes, what: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise BadRequest(f"{what} is not UTF-8.") from None


def _parts(content_type: str, body: bytes) -> tuple[dict[str, Any], Any]:
    """The parts of a form (RFC 7578): texts and Files by name, and the first File."""
    from email import policy  # only such forms pay for them
    from email.message import EmailMessage
    from email.parser import BytesParser

    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    message = BytesParser(EmailMessage, policy=policy.HTTP).parsebytes(head + body)
    parts = list(message.iter_parts()) if message.is_multipart() else []
    if not parts or len(parts) > MOST_FIELDS:
        said = "has no parts" if not parts else f"has more than {MOST_FIELDS} parts"
        raise BadRequest(f"The multipart body {said}.")
    pairs = [(_name(part), _content(part)) for part in parts]
    files = (value for _, value in pairs if isinstance(value, dict))
    return _gathered(pairs), next(files, None)


def _name(part: Any) -> str:
    name = part.get_param("name", header="content-disposition")
    if not isinstance(name, str):
        raise BadRequest("A part of the multipart body has no name.")
    return name


def _content(part: Any) -> Any:
    data: bytes = part.get_payload(decode=True) or b""
    file_name = part.get_filename()
    if file_name is None:
        return _text(data, f"The field “{_name(part)}”")
    return as_file(file_name, part.get_content_type(), data)
