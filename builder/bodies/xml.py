"""A body of XML, checked before it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from builder.model.blanks import blanked
from builder.model.body import Body, EncodedBody, encoded_text
from builder.model.body_encoding import BodyEncoding
from builder.model.landing import Landing
from builder.model.problem import Problem
from builder.model.step import Resolver, StepError
from builder.model.template import TemplateError, parse
from builder.model.text import Template
from builder.model.text_fault import TextFault
from builder.model.ui import Editor, Ui
from builder.model.xml_text import check_xml, xml_bytes


class XmlBody(Body):
    """Send an XML document."""

    label = "XML"

    kind: Literal["xml"] = "xml"
    text: Annotated[Template, Ui(label="XML", editor=Editor.CODE, language="xml")] = ""

    @property
    def content_type(self) -> str:
        """Without a charset: the declaration of the document names its encoding (RFC 7303)."""
        return "application/xml"

    def encode(self, ctx: Resolver) -> EncodedBody:
        """The document in the encoding it declares; references are escaped.

        Raises:
            StepError: A reference cannot be resolved, or what came out is not well-formed.
        """
        text = self._document(ctx)
        try:
            return EncodedBody(xml_bytes(text), self.content_type)
        except TextFault as fault:
            raise _not_well_formed(fault) from None

    def encode_as(self, encoding: BodyEncoding, ctx: Resolver) -> EncodedBody:
        """As `encode`, in a given encoding whatever the document declares.

        Digits that stand for bytes are decoded first; what they stand for is not looked at.
        """
        text = ctx.text(self.text, "text") if encoding.binary else self._document(ctx)
        return encoded_text(text, encoding, self.content_type, "text")

    def problems(self) -> Iterator[Problem]:
        """The text must be well-formed; a reference counts as text."""
        try:
            template = parse(self.text)
            if template.lone is None:
                check_xml(blanked(template, "x"))
        except TemplateError:
            return  # said for all fields alike
        except TextFault as fault:
            yield Problem(_not_well_formed(fault).message, field="text")

    def _document(self, ctx: Resolver) -> str:
        # One lone reference is the whole document; escaped it could never be one.
        lone = "{{" in self.text and _lone(self.text)
        text = ctx.text(self.text, "text", Landing.PLAIN if lone else Landing.XML)
        try:
            check_xml(text)
        except TextFault as fault:
            raise _not_well_formed(fault) from None
        return text


def _lone(text: str) -> bool:
    try:
        return parse(text).lone is not None
    except TemplateError:
        return False


def _not_well_formed(fault: TextFault) -> StepError:
    return StepError("invalid-xml", f"The body is no well-formed XML: {fault}.", "text")
