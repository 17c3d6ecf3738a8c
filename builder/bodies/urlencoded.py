"""A form body: application/x-www-form-urlencoded (WHATWG URL standard, section 5)."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote_plus

from builder.model.body import Body, EncodedBody
from builder.model.rows import Row
from builder.model.step import Resolver
from builder.model.ui import Ui


class UrlencodedBody(Body):
    """Send a form, one row a field."""

    label = "x-www-form-urlencoded"

    kind: Literal["urlencoded"] = "urlencoded"
    rows: Annotated[tuple[Row, ...], Ui(label="Form fields")] = ()

    @property
    def content_type(self) -> str:
        """As its name says."""
        return "application/x-www-form-urlencoded"

    def encode(self, ctx: Resolver) -> EncodedBody:
        """Make the form: cells hold plain text, so typed and referenced text is encoded alike.

        Raises:
            StepError: A reference cannot be resolved.
        """
        fields = [
            f"{_encoded(ctx.text(row.key, f'rows.{index}.key'))}="
            f"{_encoded(ctx.text(row.value, f'rows.{index}.value'))}"
            for index, row in enumerate(self.rows)
            if row.enabled and row.key
        ]
        return EncodedBody("&".join(fields).encode("ascii"), self.content_type)


def _encoded(text: str) -> str:
    # The standard's form set leaves the asterisk alone and encodes the tilde.
    return quote_plus(text, safe="*", errors="replace").replace("~", "%7E")
