"""A header that carries a credential ("X-API-Key")."""

from __future__ import annotations

from collections.abc import Generator
from typing import Annotated, Literal

from builder.model.http import WireRequest
from builder.model.secret import Secret
from builder.model.step import Auth, Received, Resolver
from builder.model.text import Template
from builder.model.ui import Ui


class AuthHeader(Auth):
    """Send a credential in a header of your choice."""

    label = "Auth Header"

    kind: Literal["header"] = "header"
    name: Annotated[Template, Ui(label="Header", placeholder="X-API-Key")] = ""
    value: Annotated[Secret, Ui(label="Value", placeholder="{{env.api_key}}")] = Secret()

    def flow(
        self, request: WireRequest, ctx: Resolver
    ) -> Generator[WireRequest, Received, None]:
        """Add the header; without a name nothing is added."""
        name = ctx.text(self.name, "name")
        value = ctx.text(self.value.text, "value")
        yield request.with_credential_header(name, value, value) if name else request
