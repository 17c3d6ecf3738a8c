"""No authorization."""

from __future__ import annotations

from typing import Literal

from builder.model.auth import Auth


class NoAuth(Auth):
    """Send no credentials."""

    label = "None"

    kind: Literal["none"] = "none"
