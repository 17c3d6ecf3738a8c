"""What the OAuth 2.0 kinds of authorization share: their fields and how a token is got and sent.

The flow does no input or output: it yields the token request, is sent the answer, and yields the
real request. Keeping tokens, and asking once for many, is the engine's work (`TokenNeed`).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Generator, Iterable, Iterator
from enum import StrEnum
from functools import partial
from hashlib import sha256
from typing import Annotated
from urllib.parse import quote, quote_plus, urlencode

import msgspec
from msgspec import structs

from builder.model.auth import Auth
from builder.model.headers import automatic, host_header, without
from builder.model.http import TokenNeed, WireRequest
from builder.model.landing import Landing
from builder.model.problem import Problem, Severity
from builder.model.rows import Row
from builder.model.secret import Secret
from builder.model.step import Received, Resolver, StepError
from builder.model.text import Template
from builder.model.token import Token, read_token
from builder.model.ui import Ui
from builder.model.url import encoded_cell, origin, resolved_url, url_problem

FORM = "application/x-www-form-urlencoded"
UNAUTHORIZED = 401
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class ClientAuthentication(StrEnum):
    """How the client proves who it is to the token endpoint (RFC 6749, section 2.3)."""

    BASIC = "basic"
    BODY = "body"
    NONE = "none"

    @property
    def label(self) -> str:
        """What the user reads."""
        return {"basic": "Basic header", "body": "In the body", "none": "None"}[self.value]


class TokenPlace(StrEnum):
    """Where the access token goes in the request (RFC 6750, section 2)."""

    HEADER = "header"
    QUERY = "query"

    @property
    def label(self) -> str:
        """What the user reads."""
        return "Authorization header" if self is TokenPlace.HEADER else "Query parameter"


class OAuth(Auth):
    """An authorization with an access token that a token endpoint issues."""

    gets_token = True

    token_url: Annotated[
        Template, Ui(label="Token URL", placeholder="https://auth.example.com/oauth/token")
    ] = ""
    client_id: Annotated[Template, Ui(label="Client ID")] = ""
    client_secret: Annotated[
        Secret,
        Ui(
            label="Client secret",
            placeholder="{{env.client_secret}}",
            shown=lambda auth: auth.client_authentication is not ClientAuthentication.NONE,
        ),
    ] = Secret()
    scope: Annotated[
        Template,
        Ui(label="Scope", placeholder="read write", help="Separated by spaces.", late=True),
    ] = ""
    audience: Annotated[
        Template,
        Ui(label="Audience", help="Some providers want to know what the token is for.", late=True),
    ] = ""
    parameters: Annotated[
        tuple[Row, ...],
        Ui(label="Extra parameters", help="Sent to the token endpoint with the others.", late=True),
    ] = ()
    client_authentication: Annotated[
        ClientAuthentication, Ui(label="Client authentication", late=True)
    ] = ClientAuthentication.BASIC
    place: Annotated[TokenPlace, Ui(label="The token goes into the", late=True)] = TokenPlace.HEADER
    prefix: Annotated[
        Template, Ui(label="Prefix", shown=lambda auth: auth.place is TokenPlace.HEADER, late=True)
    ] = "Bearer"
    parameter: Annotated[
        Template,
        Ui(label="Query parameter", shown=lambda auth: auth.place is TokenPlace.QUERY, late=True),
    ] = "access_token"

    @property
    def header(self) -> str:
        """Authorization, unless the token goes into the query."""
        return "Authorization" if self.place is TokenPlace.HEADER else ""

    def grant(self, ctx: Resolver) -> Iterable[tuple[str, str]]:
        """What the kind itself sends to the token endpoint, `grant_type` first."""
        raise NotImplementedError

    def secrets(self, ctx: Resolver) -> frozenset[str]:
        """Which of the texts in `grant` are secret."""
        return frozenset()

    def renewed(self, ctx: Resolver, refresh: str) -> WireRequest:
        """The token request with another refresh token, for kinds whose endpoint `rotates` it."""
        raise NotImplementedError

    def flow(self, request: WireRequest, ctx: Resolver) -> Generator[WireRequest, Received, None]:
        """Get a token, send the request with it, and both once more after a 401.

        Raises:
            StepError: A field cannot be resolved, or the endpoint's answer has no token.
        """
        wanted = self.token_request(ctx)
        token = read_token((yield wanted))
        answer = yield self._signed(request, token, ctx)
        if answer.status == UNAUTHORIZED:
            token = read_token((yield rejecting(wanted, token)))
            yield self._signed(request, token, ctx)

    def token_request(self, ctx: Resolver) -> WireRequest:
        """The request for a token, its fields resolved.

        Raises:
            StepError: A field cannot be resolved, or the address cannot be called.
        """
        request = self.asking(ctx, self.grant(ctx), self.secrets(ctx))
        need = request.token
        assert need is not None
        credentials = without(request.headers, {"host", "user-agent"})
        assert isinstance(request.body, bytes)
        what = (self.kind, request.url, credentials, request.body)
        identity = sha256(msgspec.json.encode(what)).hexdigest()
        renewed = partial(self.renewed, ctx) if self.rotates else None
        return structs.replace(
            request, token=structs.replace(need, identity=identity, renewed=renewed)
        )

    def asking(
        self, ctx: Resolver, grant: Iterable[tuple[str, str]], secrets: frozenset[str]
    ) -> WireRequest:
        """The request for a token as it goes on the wire, without its identity.

        Raises:
            StepError: A field cannot be resolved, or the address cannot be called.
        """
        try:
            url = resolved_url(self.token_url, (), ctx)
        except StepError as error:
            raise StepError(error.kind, error.message, "token_url") from None
        client = ctx.text(self.client_id, "client_id")
        secret = ctx.text(self.client_secret.text, "client_secret")
        form = (*grant, *self._common(ctx), *self._client_in_form(client, secret))
        headers = (*without(automatic(host_header(url), FORM), {"accept"}), _ACCEPT)
        request = WireRequest(
            "POST",
            url,
            headers,
            urlencode(form).encode("ascii"),
            protected=(secrets | {secret}) - {""},
            token=TokenNeed(),
        )
        if self.client_authentication is not ClientAuthentication.BASIC:
            return request
        encoded = (quote_plus(client), quote_plus(secret))
        if encoded != (client, secret):
            plain = _with_basic(request, client, secret)
            request = structs.replace(request, token=TokenNeed(otherwise=plain))
        return _with_basic(request, *encoded)

    def _client_in_form(self, client: str, secret: str) -> Iterator[tuple[str, str]]:
        if self.client_authentication is ClientAuthentication.BASIC:
            return
        if client:
            yield "client_id", client
        if self.client_authentication is ClientAuthentication.BODY:
            yield "client_secret", secret

    def _common(self, ctx: Resolver) -> Iterator[tuple[str, str]]:
        for name in ("scope", "audience"):
            if value := ctx.text(getattr(self, name), name):
                yield name, value
        for index, row in enumerate(self.parameters):
            if row.enabled and row.key:
                key = ctx.text(row.key, f"parameters.{index}.key", Landing.FORM)
                yield key, ctx.text(row.value, f"parameters.{index}.value", Landing.FORM)

    def _signed(self, request: WireRequest, token: Token, ctx: Resolver) -> WireRequest:
        if self.place is TokenPlace.QUERY:
            name = encoded_cell(ctx.text(self.parameter, "parameter", Landing.QUERY))
            value = quote(token.access, safe="")
            secrets = frozenset({token.access, value})
            return request.with_credential_query((f"{name}={value}",), secrets)
        prefix = ctx.text(self.prefix, "prefix")
        value = f"{prefix} {token.access}".strip()
        return request.with_credential_header("Authorization", value, token.access)

    def problems(self) -> Iterator[Problem]:
        """A token URL is needed, and it should be encrypted; the client needs a name."""
        if not self.token_url:
            yield Problem("The Token URL is empty.", field="token_url")
        elif reason := url_problem(self.token_url):
            yield Problem(reason, field="token_url")
        elif _in_the_clear(self.token_url):
            yield Problem(
                "The Token URL begins with http://: the client's secret and the token would go "
                "over the network unencrypted.",
                field="token_url",
                severity=Severity.WARNING,
            )
        if not self.client_id and self.client_authentication is not ClientAuthentication.NONE:
            yield Problem("The Client ID is empty.", field="client_id")


_ACCEPT = ("Accept", "application/json")


def rejecting(request: WireRequest, token: Token) -> WireRequest:
    """The token request once more, for another token than the one that was refused."""
    assert request.token is not None
    return structs.replace(request, token=structs.replace(request.token, rejected=token.access))


def _with_basic(request: WireRequest, client: str, secret: str) -> WireRequest:
    """Name and secret of the client as in Basic Auth (RFC 6749, section 2.3.1)."""
    encoded = b64encode(f"{client}:{secret}".encode()).decode("ascii")
    signed = request.with_credential_header("Authorization", f"Basic {encoded}", secret)
    return structs.replace(signed, protected=signed.protected | {encoded})


def _in_the_clear(url: str) -> bool:
    if not url.lower().startswith("http://") or "{{" in url:
        return False
    return origin(url)[1] not in _LOOPBACK
