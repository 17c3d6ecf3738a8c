"""A form body: application/x-www-form-urlencoded (WHATWG URL standard, section 5)."""

from __future__ import annotations

from typing import Annotated, Literal

from builder.model.rows import Row
from builder.model.step import Body
from builder.model.ui import Ui


class UrlencodedBody(Body):
    """Send a form, one row a field."""

    label = "x-www-form-urlencoded"

    kind: Literal["urlencoded"] = "urlencoded"
    rows: Annotated[tuple[Row, ...], Ui(label="Form fields")] = ()
