"""Request — one HTTP request to any API."""

from __future__ import annotations

from typing import Literal

from builder.http.fields import RequestFields


class Request(RequestFields):
    """Call any HTTP API."""

    label = "Request"
    group = "Actions"
    icon = "request"
    tone = "ok"
    hint = "Call any HTTP API"
    rank = 10

    kind: Literal["request"] = "request"
