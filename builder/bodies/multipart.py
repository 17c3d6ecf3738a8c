"""A multipart body: multipart/form-data (RFC 7578), files streamed from disk."""

from __future__ import annotations

from typing import Annotated, Literal

from builder.model.rows import PartRow
from builder.model.step import Body
from builder.model.ui import Ui


class MultipartBody(Body):
    """Send text fields and files."""

    label = "multipart/form-data"

    kind: Literal["multipart"] = "multipart"
    rows: Annotated[tuple[PartRow, ...], Ui(label="Parts")] = ()
