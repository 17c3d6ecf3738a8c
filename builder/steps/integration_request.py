"""Integration Request — a request through a connection, which knows the server and who calls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

from builder.auth.from_connection import FromConnection
from builder.auth.none import NoAuth
from builder.http.fields import RequestFields
from builder.model.auth import Auth
from builder.model.base_url import path_problem, resolved_address
from builder.model.connection import Connection
from builder.model.headers import checked_header
from builder.model.http import Header, WireRequest
from builder.model.landing import Landing
from builder.model.problem import Problem, Severity
from builder.model.step import Resolver, StepError
from builder.model.text import Template
from builder.model.ui import Editor, Ui
from builder.model.url import called, origin
from builder.model.value import Value

if TYPE_CHECKING:
    AnyAuth = Auth
else:
    from builder.auth import AnyAuth

_OPEN_PLACE = re.compile(r"(?<!\{)\{[^{}]+\}(?!\})")
"""The `{id}` in a path that an API's description marks as to be filled in."""


class _Connected(Value):
    """The field that comes before those of a request."""

    connection: Annotated[
        str, Ui(label="Connection", section="Connection", editor=Editor.CONNECTION)
    ] = ""


class IntegrationRequest(RequestFields, _Connected):
    """Call an API through a connection: its base URL, credentials and default headers."""

    label = "Integration Request"
    group = "Actions"
    icon = "connection"
    tone = "accent"
    hint = "Call a connected API"
    rank = 20

    kind: Literal["integration_request"] = "integration_request"
    url: Annotated[
        Template,
        Ui(
            label="Path",
            section="Request URL",
            row="url",
            editor=Editor.PATH,
            placeholder="/path, or https:// for another host",
        ),
    ] = ""
    auth: Annotated[AnyAuth, Ui(label="Authorization", tab="Authorization")] = FromConnection()

    def connection_name(self) -> str:
        """The connection chosen."""
        return self.connection

    def summary(self) -> str:
        """The connection and the path."""
        return f"{self.connection} · {self.url}" if self.connection and self.url else self.url

    def problems(self) -> Iterator[Problem]:
        """Those of a request, a connection that is not chosen, and places left open in the path."""
        if not self.connection:
            yield Problem(
                "No connection is chosen: pick one, or make one with + under Connections.",
                self.number,
                "connection",
            )
        for place in _OPEN_PLACE.findall(self.url):
            yield Problem(
                f"{place} stands for a value: put the value in its place.",
                self.number,
                "url",
                Severity.WARNING,
            )
        yield from super().problems()

    def url_problem(self) -> str | None:
        """What is wrong with the typed path."""
        return path_problem(self.url)

    def address(self, ctx: Resolver) -> str:
        """See `RequestFields.address`."""
        base = self._chosen(ctx).base_url
        return resolved_address(base, self.url, self.query, ctx)

    def usual_headers(self, url: str, ctx: Resolver) -> tuple[Header, ...]:
        """The connection's default headers, where its credentials may go."""
        connection = self._chosen(ctx)
        if not connection.headers or not self._trusts(url, connection, ctx):
            return ()
        return tuple(
            checked_header(
                ctx.text(row.key, "connection", Landing.HEADER),
                ctx.text(row.value, "connection", Landing.HEADER),
                "connection",
            )
            for row in connection.headers
            if row.enabled and row.key
        )

    def authorization(self, request: WireRequest, ctx: Resolver) -> Auth:
        """The step's own; the connection's where it is taken from there and may go."""
        if not isinstance(self.auth, FromConnection):
            return self.auth
        connection = self._chosen(ctx)
        return connection.auth if self._trusts(request.url, connection, ctx) else NoAuth()

    def _chosen(self, ctx: Resolver) -> Connection:
        found = ctx.connections.get(self.connection)
        if found is None:
            said = f"There is no connection “{self.connection}” in the workspace."
            message = said if self.connection else "No connection is chosen."
            raise StepError("no-connection", message, "connection")
        return found

    def _trusts(self, url: str, connection: Connection, ctx: Resolver) -> bool:
        """Whether the connection's credentials may go to an address: its own scheme, host, port."""
        if connection.elsewhere:
            return True
        own = called(ctx.text(connection.base_url, "connection", Landing.URL), (), ctx)
        return origin(own) == origin(url)
