"""A cookie that carries a credential (RFC 6265)."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import Annotated, Literal

from builder.model.auth import Auth
from builder.model.headers import is_token
from builder.model.http import WireRequest
from builder.model.problem import Problem
from builder.model.secret import Secret
from builder.model.step import Received, Resolver, StepError
from builder.model.text import Template
from builder.model.ui import Ui

_ENDS_VALUE = re.compile(r"[;,\s\x00-\x1f\x7f]")


class CookieAuth(Auth):
    """Send a credential in a cookie of your choice."""

    label = "Cookie"

    kind: Literal["cookie"] = "cookie"
    name: Annotated[Template, Ui(label="Cookie", placeholder="session")] = ""
    value: Annotated[Secret, Ui(label="Value", placeholder="{{env.session}}")] = Secret()

    @property
    def header(self) -> str:
        """Always Cookie."""
        return "Cookie"

    def flow(self, request: WireRequest, ctx: Resolver) -> Generator[WireRequest, Received, None]:
        """Add the cookie; those of the run's jar are sent beside it.

        Raises:
            StepError: "invalid-credentials": no cookie can have that name or value.
        """
        name = ctx.text(self.name, "name")
        value = ctx.text(self.value.text, "value")
        if not is_token(name):
            raise StepError("invalid-credentials", _bad_name(name), "name")
        if _ENDS_VALUE.search(value):
            message = "The value has a space, comma or semicolon in it, which would end the cookie."
            raise StepError("invalid-credentials", message, "value")
        yield request.with_credential_header("Cookie", f"{name}={value}", value)

    def problems(self) -> Iterator[Problem]:
        """The cookie needs a name that can be one."""
        if not self.name:
            yield Problem("The Cookie has no name.", field="name")
        elif "{{" not in self.name and not is_token(self.name):
            yield Problem(_bad_name(self.name), field="name")


def _bad_name(name: str) -> str:
    return f"“{name}” is no name of a cookie: letters, digits and hyphens only."
