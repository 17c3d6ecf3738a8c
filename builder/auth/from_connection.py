"""The authorization of the connection that a request uses."""

from __future__ import annotations

from typing import Literal

from builder.model.auth import Auth


class FromConnection(Auth):
    """Use the connection's authorization."""

    label = "From connection"

    kind: Literal["connection"] = "connection"
