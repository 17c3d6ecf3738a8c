"""The family of authorizations: each turns a request into one that carries its credentials."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import ClassVar

from builder.model.http import WireRequest
from builder.model.kind import Kind
from builder.model.problem import Problem
from builder.model.step import Received, Resolver


class Auth(Kind, family=True):
    """A way to authorize a request.

    Class attributes:
        rotates: Whether a server may put another credential in place of the configured one.
        gets_token: Whether it fetches an access token, which can be tried out by itself.
    """

    rotates: ClassVar[bool] = False
    gets_token: ClassVar[bool] = False

    def token_request(self, ctx: Resolver) -> WireRequest | None:
        """The request for an access token; None for kinds that fetch none.

        Raises:
            StepError: A field cannot be resolved.
        """
        return None

    @property
    def header(self) -> str:
        """Name of the header it sends, empty when it sends none."""
        return ""

    def flow(self, request: WireRequest, ctx: Resolver) -> Generator[WireRequest, Received, None]:
        """Yield the requests to send, the last one being `request` with its credentials.

        Each answer is sent back into the generator, so that a kind can fetch a token first or
        try once more after a 401, without doing any input or output itself.

        Raises:
            StepError: A field cannot be resolved.
        """
        yield request

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the fields (`Problem.field` relative to the authorization)."""
        yield from ()
