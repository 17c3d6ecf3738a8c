"""A body that is typed as text in some language, or in an encoding that names its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from builder.model.body import Body, EncodedBody, encoded_text
from builder.model.body_encoding import BodyEncoding, decoded, fitting_type
from builder.model.json_text import JsonError, parse
from builder.model.landing import Landing
from builder.model.problem import Problem, Severity
from builder.model.step import Resolver
from builder.model.text import Template
from builder.model.text_fault import TextFault
from builder.model.ui import Editor, Ui

LONGEST_CHECKED = 200_000
"""Longer JSON is not judged: at every rest from typing that would be felt."""


class Language(StrEnum):
    """What the text is; decides highlighting, escaping of references and the Content-Type."""

    JSON = "json"
    TEXT = "text"
    HTML = "html"
    JAVASCRIPT = "javascript"
    XML = "xml"


_CONTENT_TYPES = {
    Language.JSON: "application/json",
    Language.TEXT: "text/plain; charset=utf-8",
    Language.HTML: "text/html; charset=utf-8",
    Language.JAVASCRIPT: "text/javascript; charset=utf-8",
    Language.XML: "application/xml",
}
_LANDINGS = {Language.JSON: Landing.JSON, Language.XML: Landing.XML, Language.HTML: Landing.XML}


class RawBody(Body):
    """Send text as it is typed."""

    label = "Raw"

    kind: Literal["raw"] = "raw"
    language: Annotated[Language, Ui(label="Language")] = Language.JSON
    encoding: Annotated[
        BodyEncoding,
        Ui(
            label="Body encoding",
            help="The text is decoded by this encoding, and the bytes that come out are sent. "
            "The header X-Paragon-Encoding says the same for any body of text.",
        ),
    ] = BodyEncoding.NONE
    text: Annotated[Template, Ui(label="Text", editor=Editor.CODE)] = ""

    @property
    def content_type(self) -> str:
        """What fits the language; in hex and Base64 the bytes can be anything."""
        return fitting_type(_CONTENT_TYPES[self.language], self.encoding)

    def encode(self, ctx: Resolver) -> EncodedBody:
        """The text in its encoding; references are escaped for JSON, XML and HTML.

        Raises:
            StepError: A reference cannot be resolved, or the text is not in its encoding.
        """
        return self.encode_as(self.encoding, ctx)

    def encode_as(self, encoding: BodyEncoding, ctx: Resolver) -> EncodedBody:
        """As `encode`, in another encoding; digits that stand for bytes are put in as they are."""
        landing = _LANDINGS.get(self.language, Landing.PLAIN)
        text = ctx.text(self.text, "text", Landing.PLAIN if encoding.binary else landing)
        return encoded_text(text, encoding, _CONTENT_TYPES[self.language], "text")

    def problems(self) -> Iterator[Problem]:
        """Text without references must be in its encoding; warn when it claims to be JSON."""
        if not self.text or "{{" in self.text:
            return
        try:
            decoded(self.text, self.encoding)
        except TextFault as fault:
            yield Problem(f"This is no {self.encoding}: {fault.reason}.", None, "text")
        checked = self.language is Language.JSON and len(self.text) <= LONGEST_CHECKED
        if checked and not self.encoding.binary:
            yield from _json_problems(self.text)


def _json_problems(text: str) -> Iterator[Problem]:
    try:
        parse(text)
    except JsonError as error:
        yield Problem(f"The body is no JSON: {error}.", None, "text", Severity.WARNING)
