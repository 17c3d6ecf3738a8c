"""Bearer token (RFC 6750)."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Annotated, Literal

from builder.model.auth import Auth
from builder.model.http import WireRequest
from builder.model.problem import Problem
from builder.model.secret import Secret
from builder.model.step import Received, Resolver
from builder.model.text import Template
from builder.model.ui import Ui


class BearerToken(Auth):
    """Send a token in the Authorization header."""

    label = "Bearer Token"

    kind: Literal["bearer"] = "bearer"
    token: Annotated[Secret, Ui(label="Token", placeholder="{{env.token}}")] = Secret()
    prefix: Annotated[Template, Ui(label="Prefix")] = "Bearer"

    @property
    def header(self) -> str:
        """Always Authorization."""
        return "Authorization"

    def flow(self, request: WireRequest, ctx: Resolver) -> Generator[WireRequest, Received, None]:
        """Add the header; an empty prefix leaves the token alone."""
        token = ctx.text(self.token.text, "token")
        prefix = ctx.text(self.prefix, "prefix")
        yield request.with_credential_header("Authorization", f"{prefix} {token}".strip(), token)

    def problems(self) -> Iterator[Problem]:
        """A token is needed."""
        if not self.token:
            yield Problem(
                "The Bearer Token is empty: put a reference to a secret there, such as "
                "{{env.token}}.",
                field="token",
            )
