"""A JSON object made from a typed table."""

from __future__ import annotations

from typing import Annotated, Literal

from builder.model.rows import JsonRow
from builder.model.step import Body
from builder.model.ui import Ui


class JsonBody(Body):
    """Send a JSON object, one row a key."""

    label = "JSON"

    kind: Literal["json"] = "json"
    rows: Annotated[tuple[JsonRow, ...], Ui(label="JSON")] = ()
