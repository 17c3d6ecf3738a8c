"""The kinds of authorization, one file each. A new kind is one file plus its import line below."""

# ruff: noqa: I001 - the kinds are offered in the order of these lines
from builder.auth.none import NoAuth
from builder.auth.from_connection import FromConnection
from builder.auth.bearer import BearerToken
from builder.auth.basic import BasicAuth
from builder.auth.query import QueryAuth
from builder.auth.header import AuthHeader
from builder.auth.cookie import CookieAuth
from builder.auth.digest import DigestAuth
from builder.auth.client_credentials import ClientCredentials
from builder.auth.authorization_code import AuthorizationCode
from builder.auth.refresh_token import RefreshToken
from builder.auth.password_grant import PasswordGrant
from builder.auth.aws_sigv4 import AwsSignature
from builder.model.auth import Auth
from builder.model.kind import any_of

__all__ = [
    "AnyAuth",
    "AuthHeader",
    "AuthorizationCode",
    "AwsSignature",
    "BasicAuth",
    "BearerToken",
    "ClientCredentials",
    "CookieAuth",
    "DigestAuth",
    "FromConnection",
    "NoAuth",
    "PasswordGrant",
    "QueryAuth",
    "RefreshToken",
]

AnyAuth = any_of(Auth)
