"""A real OAuth 2.0 server on loopback, built with Authlib, and an API that wants its tokens."""

from __future__ import annotations

import secrets
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Authlib's imports announce changes of its next version
    from authlib.integrations.flask_oauth2 import AuthorizationServer
    from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, TokenMixin, grants
    from authlib.oauth2.rfc6749.errors import InvalidGrantError
    from authlib.oauth2.rfc7636 import CodeChallenge
from flask import Flask, Response, jsonify, request
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.support.servers import _serving as serving

CLIENT = "client one"
SECRET = "cl!ent/s3cret+marker"
PASSWORD = "pa:ss wörd-marker"
REFRESH = "first-refresh-marker"


@dataclass
class _Client(ClientMixin):
    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> str:
        return ""

    def get_allowed_scope(self, scope: str | None) -> str:
        return scope or ""

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri.startswith("http://127.0.0.1:")

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return True

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return True


@dataclass
class _Refresh(TokenMixin):
    scope: str = ""

    def check_client(self, client: ClientMixin) -> bool:
        return True

    def get_scope(self) -> str:
        return self.scope


class _ClientCredentials(grants.ClientCredentialsGrant):  # type: ignore[misc]
    TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic", "client_secret_post")


class _Password(grants.ResourceOwnerPasswordCredentialsGrant):  # type: ignore[misc]
    TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic", "client_secret_post", "none")

    def authenticate_user(self, username: str, password: str) -> str:
        if password != PASSWORD:
            raise InvalidGrantError("The name or the password is wrong.")
        return username


@dataclass
class _Code(AuthorizationCodeMixin):
    code: str
    redirect_uri: str
    scope: str
    code_challenge: str
    code_challenge_method: str

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope


@dataclass
class OAuthServer:
    """The server's state, seen and changed by tests.

    Attributes:
        url: Its address; tokens are at /token, the API at /api.
        asked: The form of each token request so far.
        basic: The Authorization header of each.
        good: Access tokens the API takes.
        issued: All access tokens so far.
        refresh: Refresh tokens the token endpoint takes; each is good once.
        lifetime: `expires_in` of new tokens.
        pause: Seconds the token endpoint takes.
        calls: The credential of each request to the API.
        codes: Authorization codes that were not used yet.
        signed_in: How often somebody was asked to sign in.
        rotated: Refresh tokens that replaced others.
    """

    url: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    basic: list[str] = field(default_factory=list)
    good: set[str] = field(default_factory=set)
    issued: list[str] = field(default_factory=list)
    refresh: set[str] = field(default_factory=lambda: {REFRESH})
    lifetime: int = 3600
    pause: float = 0.0
    calls: list[str] = field(default_factory=list)
    codes: dict[str, _Code] = field(default_factory=dict)
    signed_in: int = 0
    rotated: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def revoke(self) -> None:
        """No access token so far is good any more."""
        self.good.clear()


def _token_generator(state: OAuthServer) -> Callable[..., dict[str, Any]]:
    def generate(grant_type: str, client: Any, scope: str | None = None, **_: Any) -> Any:
        token: dict[str, Any] = {
            "access_token": f"access-{secrets.token_hex(12)}",
            "token_type": "Bearer",
            "expires_in": state.lifetime,
        }
        if scope:
            token["scope"] = scope
        if grant_type in ("refresh_token", "authorization_code"):
            token["refresh_token"] = f"refresh-{secrets.token_hex(12)}"
            state.refresh.add(token["refresh_token"])
            state.rotated.append(token["refresh_token"])
        return token

    return generate


def _refresh_grant(state: OAuthServer) -> type:
    class Refresh(grants.RefreshTokenGrant):  # type: ignore[misc]
        TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic", "client_secret_post", "none")
        INCLUDE_NEW_REFRESH_TOKEN = True

        def authenticate_refresh_token(self, refresh_token: str) -> _Refresh | None:
            with state.lock:
                if refresh_token not in state.refresh:
                    return None
                state.refresh.remove(refresh_token)
            return _Refresh("read write")

        def authenticate_user(self, refresh_token: _Refresh) -> str:
            return "ada"

        def revoke_old_credential(self, refresh_token: _Refresh) -> None:
            """It went when it was used."""

    return Refresh


def _code_grant(state: OAuthServer) -> type:
    class Code(grants.AuthorizationCodeGrant):  # type: ignore[misc]
        TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic", "client_secret_post", "none")

        def save_authorization_code(self, code: str, request: Any) -> None:
            asked = request.payload.data
            state.codes[code] = _Code(
                code,
                request.payload.redirect_uri,
                request.payload.scope or "",
                asked.get("code_challenge"),
                asked.get("code_challenge_method"),
            )

        def query_authorization_code(self, code: str, client: ClientMixin) -> _Code | None:
            return state.codes.get(code)

        def delete_authorization_code(self, authorization_code: _Code) -> None:
            del state.codes[authorization_code.code]

        def authenticate_user(self, authorization_code: _Code) -> str:
            return "ada"

    return Code


def _app(state: OAuthServer) -> Flask:
    app = Flask("oauth")

    def save(token: dict[str, Any], _: Any) -> None:
        with state.lock:
            state.good.add(token["access_token"])
            state.issued.append(token["access_token"])

    server = AuthorizationServer(
        app, query_client=lambda name: _Client() if name == CLIENT else None, save_token=save
    )
    server.register_token_generator("default", _token_generator(state))
    for grant in (_ClientCredentials, _Password, _refresh_grant(state)):
        server.register_grant(grant)

    server.register_grant(_code_grant(state), [CodeChallenge(required=True)])

    @app.get("/authorize")
    def authorize() -> Any:
        state.signed_in += 1
        user = None if "denied" in request.args.get("scope", "") else "ada"
        grant = server.get_consent_grant(end_user=user)
        return server.create_authorization_response(grant_user=user, grant=grant)

    @app.post("/token")
    def token() -> Any:
        state.asked.append(request.form.to_dict())
        state.basic.append(request.headers.get("Authorization", ""))
        time.sleep(state.pause)
        return server.create_token_response()

    @app.get("/api")
    def api() -> Any:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        given = given or request.args.get("access_token", "")
        state.calls.append(given)
        if given not in state.good:
            return Response(status=401, headers={"WWW-Authenticate": "Bearer"})
        return jsonify(ok=True, echo=given)

    return app


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def oauth_server() -> Iterator[OAuthServer]:
    """Serve it in a thread."""
    state = OAuthServer()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")  # plain HTTP, which loopback is
        server = make_server("127.0.0.1", 0, _app(state), threaded=True, request_handler=_Quiet)
        state.url = f"http://127.0.0.1:{server.server_port}"
        with serving(server.serve_forever, server.shutdown, server.server_close):
            yield state
