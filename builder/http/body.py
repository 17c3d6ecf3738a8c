"""The body of a request, in the encoding that the header X-Paragon-Encoding may name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from builder.bodies.multipart import MultipartBody
from builder.bodies.raw import RawBody
from builder.model.body import Body, EncodedBody
from builder.model.body_encoding import (
    ENCODING_HEADER,
    BodyEncoding,
    encoding_named,
    fitting_type,
)
from builder.model.http import Header
from builder.model.landing import Landing
from builder.model.problem import Problem, Severity
from builder.model.step import Resolver, StepError

if TYPE_CHECKING:
    from builder.http.fields import RequestFields


def encoded_body(step: RequestFields, ctx: Resolver, usual: tuple[Header, ...] = ()) -> EncodedBody:
    """The bytes of the body and the Content-Type that fits.

    A header of the step chooses the encoding, else the body's own field, else a usual header.

    Args:
        step: The step whose body it is.
        ctx: Resolves its fields.
        usual: Headers that its connection adds to every request.

    Raises:
        StepError: A field cannot be resolved or encoded, or the header names no encoding.
    """
    encoding = _header_encoding(step, ctx)
    if encoding is None and usual and not _chooses_itself(step.body):
        encoding = _usual_encoding(usual)
    try:
        if encoding is None:
            return step.body.encode(ctx)
        return step.body.encode_as(encoding, ctx)
    except StepError as error:
        raise error.inside("body") from None


def sent_headers(headers: tuple[Header, ...]) -> tuple[Header, ...]:
    """The headers without the one that only chooses the encoding."""
    return tuple(header for header in headers if header[0].lower() != ENCODING_HEADER)


def shown_content_type(step: RequestFields) -> str:
    """The Content-Type that fits the body, as far as it is known before sending."""
    try:
        encoding = _literal_encoding(step)
    except StepError:
        encoding = None
    if isinstance(step.body, RawBody) and encoding is not None:
        return step.body.model_copy(update={"encoding": encoding}).content_type
    content_type = step.body.content_type
    return fitting_type(content_type, encoding) if encoding and content_type else content_type


def body_problems(step: RequestFields) -> Iterator[Problem]:
    """What is wrong with the body and with the header that chooses its encoding."""
    encoding = None
    try:
        encoding = _literal_encoding(step)
    except StepError as error:
        yield Problem(error.message, step.number, error.field)
    body = step.body
    if isinstance(body, RawBody) and encoding is not None:
        body = body.model_copy(update={"encoding": encoding})
    for problem in body.problems():
        yield replace(problem, step=step.number, field=f"body.{problem.field}")
    if isinstance(body, MultipartBody):
        yield from _boundary_problems(step)


def _boundary_problems(step: RequestFields) -> Iterator[Problem]:
    for index, row in enumerate(step.headers):
        value = row.value.lower()
        own = row.enabled and row.key.lower() == "content-type" and value.startswith("multipart/")
        if own and "boundary=" not in value and "{{" not in value:
            message = (
                "A multipart Content-Type without its boundary cannot be read by the server: take "
                "this row out, the right one is sent by itself."
            )
            field = f"headers.{index}.value"
            yield Problem(message, step.number, field, Severity.WARNING)


def _header_encoding(step: RequestFields, ctx: Resolver) -> BodyEncoding | None:
    for index, row in enumerate(step.headers):
        key = f"headers.{index}.key"
        if row.enabled and ctx.text(row.key, key, Landing.HEADER).lower() == ENCODING_HEADER:
            field = f"headers.{index}.value"
            return _named(ctx.text(row.value, field, Landing.HEADER), field)
    return None


def _chooses_itself(body: Body) -> bool:
    return isinstance(body, RawBody) and body.encoding is not BodyEncoding.NONE


def _usual_encoding(usual: tuple[Header, ...]) -> BodyEncoding | None:
    for name, value in usual:
        if name.lower() == ENCODING_HEADER:
            return _named(value, "connection")
    return None


def _literal_encoding(step: RequestFields) -> BodyEncoding | None:
    for index, row in enumerate(step.headers):
        if row.enabled and row.key.lower() == ENCODING_HEADER and "{{" not in row.value:
            return _named(row.value, f"headers.{index}.value")
    return None


def _named(name: str, field: str) -> BodyEncoding:
    try:
        return encoding_named(name)
    except ValueError as error:
        raise StepError("invalid-encoding", str(error), field) from None
