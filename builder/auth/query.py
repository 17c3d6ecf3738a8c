"""Credentials in the query string ("?api_key=…")."""

from __future__ import annotations

from collections.abc import Generator
from typing import Annotated, Literal

from builder.model.http import WireRequest
from builder.model.rows import SecretRow
from builder.model.step import Auth, Received, Resolver
from builder.model.ui import Ui


class QueryAuth(Auth):
    """Send credentials as query parameters, masked wherever the address is shown."""

    label = "Query Params"

    kind: Literal["query"] = "query"
    rows: Annotated[tuple[SecretRow, ...], Ui(label="Query parameters")] = ()

    def flow(
        self, request: WireRequest, ctx: Resolver
    ) -> Generator[WireRequest, Received, None]:
        """Append the rows to the query."""
        raise NotImplementedError
        yield request
