"""A header that carries a credential ("X-API-Key")."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Annotated, Literal

from builder.model.auth import Auth
from builder.model.headers import is_token
from builder.model.http import WireRequest
from builder.model.problem import Problem
from builder.model.secret import Secret
from builder.model.step import Received, Resolver
from builder.model.text import Template
from builder.model.ui import Ui


class AuthHeader(Auth):
    """Send a credential in a header of your choice."""

    label = "Auth Header"

    kind: Literal["header"] = "header"
    name: Annotated[Template, Ui(label="Header", placeholder="X-API-Key")] = ""
    value: Annotated[Secret, Ui(label="Value", placeholder="{{env.api_key}}")] = Secret()

    @property
    def header(self) -> str:
        """The name as it is typed."""
        return self.name

    def flow(self, request: WireRequest, ctx: Resolver) -> Generator[WireRequest, Received, None]:
        """Add the header; without a name nothing is added."""
        name = ctx.text(self.name, "name")
        value = ctx.text(self.value.text, "value")
        yield request.with_credential_header(name, value, value) if name else request

    def problems(self) -> Iterator[Problem]:
        """The header needs a name that can be one."""
        if not self.name:
            yield Problem("The Auth Header has no name, such as X-API-Key.", field="name")
        elif "{{" not in self.name and not is_token(self.name):
            yield Problem(
                f"“{self.name}” is no header name: letters, digits and hyphens only.", field="name"
            )
