"""A body that is typed as text in some language."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from builder.model.json_text import JsonError, parse
from builder.model.landing import Landing
from builder.model.problem import Problem, Severity
from builder.model.step import Body, EncodedBody, Resolver
from builder.model.text import Template
from builder.model.ui import Editor, Ui


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
    text: Annotated[Template, Ui(label="Text", editor=Editor.CODE)] = ""

    @property
    def content_type(self) -> str:
        """What fits the language."""
        return _CONTENT_TYPES[self.language]

    def encode(self, ctx: Resolver) -> EncodedBody:
        """The text in UTF-8; references are escaped for JSON, XML and HTML.

        Raises:
            StepError: A reference cannot be resolved.
        """
        landing = _LANDINGS.get(self.language, Landing.PLAIN)
        text = ctx.text(self.text, "text", landing)
        return EncodedBody(text.encode("utf-8", "replace"), self.content_type)

    def problems(self) -> Iterator[Problem]:
        """Warn when text without references claims to be JSON and is none."""
        if self.language is not Language.JSON or not self.text or "{{" in self.text:
            return
        try:
            parse(self.text)
        except JsonError as error:
            yield Problem(f"The body is no JSON: {error}.", None, "text", Severity.WARNING)
