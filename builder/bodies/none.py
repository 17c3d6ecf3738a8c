"""No body."""

from __future__ import annotations

from typing import Literal

from builder.model.body import Body


class NoBody(Body):
    """Send no body."""

    label = "None"

    kind: Literal["none"] = "none"
