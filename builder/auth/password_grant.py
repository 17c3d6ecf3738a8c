"""Resource Owner Password Credentials (RFC 6749, section 4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from builder.model.oauth import OAuth
from builder.model.problem import Problem
from builder.model.secret import Secret
from builder.model.step import Resolver
from builder.model.text import Template
from builder.model.ui import Ui


class PasswordGrant(OAuth):
    """Get an access token with a user's name and password."""

    label = "ROPC Access Token"

    kind: Literal["oauth2_password"] = "oauth2_password"
    username: Annotated[Template, Ui(label="Username")] = ""
    password: Annotated[Secret, Ui(label="Password", placeholder="{{env.password}}")] = Secret()

    def grant(self, ctx: Resolver) -> tuple[tuple[str, str], ...]:
        """The user's name and password."""
        return (
            ("grant_type", "password"),
            ("username", ctx.text(self.username, "username")),
            ("password", ctx.text(self.password.text, "password")),
        )

    def secrets(self, ctx: Resolver) -> frozenset[str]:
        """The password."""
        return frozenset({ctx.text(self.password.text, "password")})

    def problems(self) -> Iterator[Problem]:
        """A user name is needed too."""
        yield from super().problems()
        if not self.username:
            yield Problem("The Username is empty.", field="username")
