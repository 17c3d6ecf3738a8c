"""The credentials of a cURL command as the authorization of a step."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Sequence

from builder.auth.basic import BasicAuth
from builder.auth.bearer import BearerToken
from builder.auth.digest import DigestAuth
from builder.auth.header import AuthHeader
from builder.auth.none import NoAuth
from builder.model.auth import Auth
from builder.model.rows import Row
from builder.model.secret import Secret

_KEYS = frozenset({"x-api-key", "api-key", "apikey", "x-auth-token", "x-access-token"})
"""Headers that carry nothing but a credential."""


def authorization(
    headers: Sequence[Row],
    user: str | None,
    bearer: str | None,
    digest: bool,
    left_out: list[str],
) -> tuple[Auth, tuple[Row, ...]]:
    """The authorization of a command, and the headers that are left.

    Args:
        headers: All headers given.
        user: `name:password` of `-u`.
        bearer: Token of `--oauth2-bearer`.
        digest: Whether `-u` is meant for Digest.
        left_out: Told what could not be taken over.
    """
    named = next((row for row in headers if row.key.lower() == "authorization"), None)
    named = named or next((row for row in headers if row.key.lower() in _KEYS), None)
    if user is not None and (named is None or named.key.lower() != "authorization"):
        return _by_user(user, digest, left_out), tuple(headers)
    if named is None:
        auth = NoAuth() if bearer is None else BearerToken(token=Secret(text=bearer))
        return auth, tuple(headers)
    if user is not None:
        left_out.append("--user, since there is a header Authorization too")
    return _by_header(named), tuple(row for row in headers if row is not named)


def _by_user(user: str, digest: bool, left_out: list[str]) -> Auth:
    name, colon, password = user.partition(":")
    if not colon:
        left_out.append("the password, which curl would ask for")
    kind = DigestAuth if digest else BasicAuth
    return kind(username=name, password=Secret(text=password))


def _by_header(row: Row) -> Auth:
    scheme, _, credentials = row.value.partition(" ")
    credentials = credentials.strip()
    if row.key.lower() == "authorization" and credentials:
        if scheme.lower() == "bearer":
            return BearerToken(token=Secret(text=credentials), prefix=scheme)
        if scheme == "Basic" and (basic := _basic(credentials)):
            return basic
    return AuthHeader(name=row.key, value=Secret(text=row.value))


def _basic(credentials: str) -> BasicAuth | None:
    """User and password, when encoding them again gives the very same text."""
    try:
        text = b64decode(credentials, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    name, colon, password = text.partition(":")
    again = b64encode(text.encode()).decode("ascii")
    if not colon or again != credentials or "{{" in text:
        return None
    return BasicAuth(username=name, password=Secret(text=password))
