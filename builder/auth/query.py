"""Credentials in the query string ("?api_key=…")."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Annotated, Literal
from urllib.parse import unquote

from builder.model.auth import Auth
from builder.model.http import WireRequest
from builder.model.landing import Landing
from builder.model.problem import Problem
from builder.model.rows import SecretRow
from builder.model.step import Received, Resolver
from builder.model.ui import Ui
from builder.model.url import encoded_cell


class QueryAuth(Auth):
    """Send credentials as query parameters, masked wherever the address is shown."""

    label = "Query Params"

    kind: Literal["query"] = "query"
    rows: Annotated[tuple[SecretRow, ...], Ui(label="Query parameters")] = ()

    def flow(self, request: WireRequest, ctx: Resolver) -> Generator[WireRequest, Received, None]:
        """Append the rows to the query; rows without a key are ignored."""
        items: list[str] = []
        secrets: set[str] = set()
        for index, row in enumerate(self.rows):
            if row.enabled and row.key:
                key = ctx.text(row.key, f"rows.{index}.key", Landing.QUERY)
                value = encoded_cell(ctx.text(row.value.text, f"rows.{index}.value", Landing.QUERY))
                items.append(f"{encoded_cell(key)}={value}")
                secrets |= {value, unquote(value)} - {""}
        yield request.with_credential_query(tuple(items), frozenset(secrets))

    def problems(self) -> Iterator[Problem]:
        """A row is needed."""
        if not any(row.enabled and row.key for row in self.rows):
            yield Problem("The query authorization has no row with a key.", field="rows")
