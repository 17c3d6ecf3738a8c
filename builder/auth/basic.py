"""Basic authentication (RFC 7617), user name and password in UTF-8."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Generator, Iterator
from typing import Annotated, Literal

from msgspec import structs

from builder.model.auth import Auth
from builder.model.http import WireRequest
from builder.model.problem import Problem
from builder.model.secret import Secret
from builder.model.step import Received, Resolver, StepError
from builder.model.text import Template
from builder.model.ui import Ui


class BasicAuth(Auth):
    """Send a user name and a password in the Authorization header."""

    label = "Basic Auth"

    kind: Literal["basic"] = "basic"
    username: Annotated[Template, Ui(label="Username")] = ""
    password: Annotated[Secret, Ui(label="Password", placeholder="{{env.password}}")] = Secret()

    @property
    def header(self) -> str:
        """Always Authorization."""
        return "Authorization"

    def flow(self, request: WireRequest, ctx: Resolver) -> Generator[WireRequest, Received, None]:
        """Add the header.

        Raises:
            StepError: The user name has a colon, which the scheme cannot carry.
        """
        username = ctx.text(self.username, "username")
        password = ctx.text(self.password.text, "password")
        if ":" in username:
            raise StepError(
                "invalid-credentials", "A Basic Auth user name cannot have a colon.", "username"
            )
        encoded = b64encode(f"{username}:{password}".encode()).decode("ascii")
        signed = request.with_credential_header("Authorization", f"Basic {encoded}", password)
        yield structs.replace(signed, protected=signed.protected | {encoded})

    def problems(self) -> Iterator[Problem]:
        """A user name is needed, and it cannot have a colon."""
        if not self.username and not self.password:
            yield Problem("Basic Auth has neither user name nor password.", field="username")
        elif ":" in self.username.partition("{{")[0]:
            yield Problem("A Basic Auth user name cannot have a colon.", field="username")
