"""OAuth 2.0 Authorization Code with PKCE (RFC 6749, section 4.1; RFC 7636; RFC 8252)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Annotated, Literal
from urllib.parse import urlencode

from msgspec import structs
from pydantic import Field

from builder.model.http import Login, WireRequest
from builder.model.oauth import OAuth
from builder.model.problem import Problem
from builder.model.step import Resolver, StepError
from builder.model.text import Template
from builder.model.ui import Ui
from builder.model.url import resolved_url, url_problem


class AuthorizationCode(OAuth):
    """Sign in with the system's browser, and get access tokens for the one who did."""

    label = "OAuth 2.0 Authorization Code"
    rotates = True

    kind: Literal["oauth2_authorization_code"] = "oauth2_authorization_code"
    authorization_url: Annotated[
        Template,
        Ui(label="Authorization URL", placeholder="https://auth.example.com/oauth/authorize"),
    ] = ""
    port: Annotated[
        int,
        Field(ge=0, le=65535),
        Ui(
            label="Redirect port (0: any)",
            help="The browser comes back to http://127.0.0.1:PORT/callback, which some providers "
            "want to know beforehand.",
        ),
    ] = 0

    def grant(self, ctx: Resolver) -> Iterable[tuple[str, str]]:
        """What makes the token, as long as there is no code: who signs in where."""
        return (("grant_type", "authorization_code"), ("at", self._address(ctx)))

    def token_request(self, ctx: Resolver) -> WireRequest:
        """The request for a token; it is sent once somebody has signed in.

        Raises:
            StepError: A field cannot be resolved, or an address cannot be called.
        """
        request = super().token_request(ctx)
        assert request.token is not None
        login = Login(self._address(ctx), self.port, partial(self._exchange, ctx))
        return structs.replace(request, token=structs.replace(request.token, login=login))

    def renewed(self, ctx: Resolver, refresh: str) -> WireRequest:
        """The request with the refresh token that came with the last token."""
        grant = (("grant_type", "refresh_token"), ("refresh_token", refresh))
        return self.asking(ctx, grant, frozenset({refresh}))

    def _exchange(self, ctx: Resolver, code: str, verifier: str, redirect: str) -> WireRequest:
        """The request that gives a code for a token (RFC 7636, section 4.5)."""
        grant = (
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect),
            ("code_verifier", verifier),
        )
        return self.asking(ctx, grant, frozenset({code, verifier}))

    def _address(self, ctx: Resolver) -> str:
        """Where the browser goes, without what is made anew for each time."""
        try:
            url = resolved_url(self.authorization_url, (), ctx)
        except StepError as error:
            raise StepError(error.kind, error.message, "authorization_url") from None
        client = ctx.text(self.client_id, "client_id")
        query = (("response_type", "code"), ("client_id", client), *self._common(ctx))
        return f"{url}{'&' if '?' in url else '?'}{urlencode(query)}"

    def problems(self) -> Iterator[Problem]:
        """An address to sign in at is needed too."""
        yield from super().problems()
        if not self.authorization_url:
            yield Problem("The Authorization URL is empty.", field="authorization_url")
        elif reason := url_problem(self.authorization_url):
            yield Problem(reason, field="authorization_url")
