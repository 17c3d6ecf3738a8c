"""The family of request bodies: each makes the bytes to send of its fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import msgspec

from builder.model.body_encoding import BodyEncoding, decoded, fitting_type
from builder.model.http import StreamedBody
from builder.model.kind import Kind
from builder.model.problem import Problem
from builder.model.step import Resolver, StepError
from builder.model.text_fault import TextFault


class EncodedBody(msgspec.Struct, frozen=True):
    """A body ready to send: its content, and the Content-Type that fits unless the user set one."""

    content: bytes | StreamedBody | None = None
    content_type: str = ""


def encoded_text(
    text: str, encoding: BodyEncoding, content_type: str, field: str = ""
) -> EncodedBody:
    """A body of text in an encoding.

    Args:
        text: The body as it is written.
        encoding: How bytes are written in it.
        content_type: Of a body that is plain text.
        field: What an error is about.

    Raises:
        StepError: "invalid-encoding": the text is not in that encoding.
    """
    try:
        return EncodedBody(decoded(text, encoding), fitting_type(content_type, encoding))
    except TextFault as fault:
        message = f"The body is not in the encoding {encoding}: {fault.reason}."
        raise StepError("invalid-encoding", message, field) from None


class Body(Kind, family=True):
    """A type of request body.

    Class attributes:
        has_schema: Whether servers of such requests can be asked what they understand.
    """

    has_schema: ClassVar[bool] = False

    @property
    def content_type(self) -> str:
        """The Content-Type that fits, as far as it is known before sending."""
        return ""

    def encode(self, ctx: Resolver) -> EncodedBody:
        """Resolve the fields and make the bytes.

        Raises:
            StepError: A field cannot be resolved or encoded; `field` is relative to the body.
        """
        return EncodedBody()

    def encode_as(self, encoding: BodyEncoding, ctx: Resolver) -> EncodedBody:
        """As `encode`, the text then decoded: its bytes are those that it names.

        Raises:
            StepError: As `encode`, or "invalid-encoding" for a body that is not in that encoding
                or is no text.
        """
        encoded = self.encode(ctx)
        if encoded.content is None:
            return encoded
        if not isinstance(encoded.content, bytes):
            message = "A body of files has no text that a body encoding could be applied to."
            raise StepError("invalid-encoding", message)
        return encoded_text(encoded.content.decode(), encoding, encoded.content_type)

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the fields (`Problem.field` relative to the body)."""
        yield from ()
